import { Protocol } from '../../traffic';
import type { Addressing } from '../addressing/addressing';
import { appendTo } from '../append-to';
import type { Member, Population } from '../evaluate/population';
import type { Network } from '../network/network';
import { nameOf, type ObjectRef } from '../network/place';
import type { ParentRefFacts, RouteFacts } from '../network/routes';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import type { Bindings } from './bindings';
import type { Binding } from './waypoint';

/** A port of a Service behind a waypoint, and a port of pods to which it leads. */
export interface Crossing {
  readonly binding: Binding;
  readonly service: ServiceFacts;
  readonly port: ServicePortFacts;
  readonly to: Member;
  readonly targetPort: number;
  /** Whether gateways of Istio bring requests to the waypoint as well. */
  readonly takesIngress: boolean;
  /** Why it isn't certain that it leads there; undefined where it is. */
  readonly doubt?: string;
}

type Way = Omit<Crossing, 'to' | 'targetPort' | 'doubt'>;

/** Where Services behind waypoints lead, from the pods' end. */
export class Crossings {
  private readonly bindings = new Map<ServiceFacts, Binding>();
  private readonly byMember = new Map<Member, Crossing[]>();

  public constructor(
    network: Network,
    bindings: Bindings,
    private readonly addressing: Addressing,
    private readonly population: Population,
  ) {
    const routes = routesByService(network.routes);
    for (const service of network.services) {
      const binding = bindings.ofService(service);
      if (!binding) continue;
      this.bindings.set(service, binding);
      const takesIngress = bindings.takesIngress(service);
      const own = routes.get(keyOf(service.object)) ?? [];
      for (const port of service.ports) {
        if (port.protocol === Protocol.TCP) this.add({ binding, service, port, takesIngress }, own);
      }
    }
  }

  /** The waypoint in front of a Service. */
  public bindingOf(service: ServiceFacts): Binding | undefined {
    return this.bindings.get(service);
  }

  /** The ways to the pods of a member. */
  public to(member: Member): readonly Crossing[] {
    return this.byMember.get(member) ?? [];
  }

  public get members(): Iterable<Member> {
    return this.byMember.keys();
  }

  /** A waypoint sends requests on as routes say, of which some requests match some rules. */
  private add(way: Way, routes: readonly { readonly route: RouteFacts; readonly parent: ParentRefFacts }[]): void {
    const { service, port } = way;
    const deciding = routes.filter(({ parent }) => parent.port === undefined || parent.port === port.port);
    const [first] = deciding;
    const doubt = first && `${nameOf(first.route.object)} decides where requests to ${nameOf(service.object)} go`;
    this.addTargets(way, service, port, doubt);
    for (const { route } of deciding) {
      const text = `${nameOf(route.object)} decides where requests to ${nameOf(service.object)} go`;
      for (const ref of route.rules.flatMap(({ backends }) => backends)) {
        const backend = ref.group === '' ? this.addressing.service(ref.namespace, ref.name) : undefined;
        if (!backend || backend === service) continue;
        for (const each of backend.ports) {
          if (each.protocol === Protocol.TCP && (ref.port === undefined || ref.port === each.port)) {
            this.addTargets(way, backend, each, text);
          }
        }
      }
    }
  }

  private addTargets(way: Way, backend: ServiceFacts, port: ServicePortFacts, doubt: string | undefined): void {
    for (const target of this.addressing.endpointsOf(backend, port)) {
      if (target.kind !== 'pods') continue;
      const to = this.population.memberOf(target.workload);
      const unsure = target.isCertain
        ? undefined
        : `whether the Service selects ${to.name} depends on labels added at run time`;
      const why = doubt ?? unsure;
      appendTo(this.byMember, to, { ...way, to, targetPort: target.port, ...(why !== undefined && { doubt: why }) });
    }
  }
}

function routesByService(routes: readonly RouteFacts[]) {
  const found = new Map<string, { route: RouteFacts; parent: ParentRefFacts }[]>();
  for (const route of routes) {
    for (const parent of route.parents) {
      if (parent.group === '' && parent.kind === 'Service') appendTo(found, keyOf(parent), { route, parent });
    }
  }
  return found;
}

function keyOf({ namespace, name }: Pick<ObjectRef, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}
