import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { located } from '../errors';
import { clusterOf, isPresent } from '../objects';
import type { ExposeOptions } from './exposure-options';
import { Gateway } from './gateway/gateway';
import type { IGateway } from './gateway/route-parent';
import { Routing, type RoutingApi } from './routing';
import { sharedRouting } from './shared-routing';

/** The ways in: at least one. */
export interface Ways {
  readonly gateway?: IGateway;
  /** Whether by Ingress, and the name of its entry unless it is the default one. */
  readonly ingress?: { readonly entry?: string };
  /** To which of both external-dns leads. */
  readonly dns?: RoutingApi;
}

/** By which ways requests come to something that is exposed; a Gateway that the namespace needs for it is made. */
export class WaysIn {
  private made?: IConstruct;

  public constructor(private readonly exposed: Construct) {}

  /** The ways in by what is said of them. */
  public of({ gateway, entry, routing }: ExposeOptions): Ways {
    const said = routing ?? (gateway || entry !== undefined ? undefined : Routing._of(this.exposed));
    if (said) return located(this.exposed, () => this.by(said, gateway));
    if (gateway) return { gateway };
    if (entry === undefined && Gateway._isGiven(this.exposed)) return { gateway: Gateway.shared(this.exposed) };
    const { implementation } = located(this.exposed, () => clusterOf(this.exposed).entry(entry));
    return implementation ? { gateway: this.shared(entry) } : { ingress: { entry } };
  }

  /** Takes out a Gateway that was made for what is exposed, where that fails: its listeners and policy would stay. */
  public withdraw(): void {
    const { made } = this;
    if (made && isPresent(made)) made.node.scope?.node.tryRemoveChild(made.node.id);
  }

  private by(routing: Routing, given?: IGateway): Ways {
    const profile = clusterOf(this.exposed);
    const ingress = routing._ingress(profile);
    const ways = { ...(ingress ? { ingress: { entry: ingress.name } } : {}), dns: routing._dns };
    if (routing._takesAnyGateway && (given || Gateway._isGiven(this.exposed))) {
      return { ...ways, gateway: given ?? Gateway.shared(this.exposed) };
    }
    const entry = routing._gateway(profile);
    return entry ? { ...ways, gateway: this.shared(entry.name) } : ways;
  }

  /** The Gateway that the apps of the namespace share, which may be the first to need it. */
  private shared(entry?: string): IGateway {
    const home = sharedRouting(Chart.of(this.exposed));
    const before = new Set(home.node.children);
    const gateway = Gateway.shared(this.exposed, entry);
    this.made = home.node.children.find((each) => each === (gateway as unknown) && !before.has(each));
    return gateway;
  }
}
