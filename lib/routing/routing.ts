import type { IConstruct } from 'constructs';
import type { ClusterProfile, Entry } from '../cluster';
import { constructError, valueError } from '../errors';
import { checkKnownOptions, checkObject } from '../traffic';

const ROUTING = Symbol.for('cdk8s-networking.Routing');
const ATTACHED = Symbol.for('cdk8s-networking.Routing.attached');

/** The APIs by which Kubernetes brings requests in. */
export enum RoutingApi {
  /** Ingress. */
  INGRESS = 'ingress',
  /** The Gateway API. */
  GATEWAY = 'gateway',
}

/** By which entries a host is served twice. */
export interface RoutingBothOptions {
  /**
   * The entry by Ingress.
   *
   * @default - the first one of the cluster profile
   */
  readonly ingress?: string;

  /**
   * The entry by Gateway.
   *
   * @default - the Gateway of the namespace, where it was given one; else the first such entry of the cluster profile
   */
  readonly gateway?: string;

  /**
   * To which of them external-dns leads the host. The other is served as well, for whoever asks it by its address.
   *
   * @default RoutingApi.INGRESS
   */
  readonly dns?: RoutingApi;
}

interface Ways {
  readonly ingress?: true | string;
  readonly gateway?: true | string;
  readonly dns?: RoutingApi;
}

/**
 * By which API requests come in: for one host, or for all below a construct.
 *
 * It is the way from Ingress to the Gateway API, one host at a time: `byIngress()`, then `both()`, until the new way is
 * known to work and DNS leads to it, then `byGateway()`.
 *
 * @example
 * const cluster = Clusters.kubeadm({
 *   entries: [Entry.ingress(IngressControllers.traefik()), Entry.gateway(GatewayImplementations.envoyGateway())],
 * });
 * const shop = new IsolatedNamespace(new Platform({ cluster }), 'shop');
 * Routing.attach(shop, Routing.both());
 * const tls = Tls.secret('shop-tls');
 * new WebApp(shop, 'web', { image: 'ghcr.io/acme/web:2.0', port: 3000, host: 'shop.example.com', tls });
 */
export class Routing {
  /**
   * By Ingress.
   *
   * @param entry - the entry; without it the first one by Ingress of the cluster profile
   */
  public static byIngress(entry?: string): Routing {
    return new Routing({ ingress: entry ?? true });
  }

  /**
   * By HTTPRoute.
   *
   * @param entry - the entry; without it the Gateway of the namespace, where it was given one, else the first entry by
   * Gateway of the cluster profile
   */
  public static byGateway(entry?: string): Routing {
    return new Routing({ gateway: entry ?? true });
  }

  /**
   * By both, side by side.
   *
   * @param options - by which entries, and which of them DNS leads to
   * @throws when an option isn't known
   */
  public static both(options: RoutingBothOptions = {}): Routing {
    checkObject('the options of Routing.both()', options);
    checkKnownOptions('Routing.both()', options, ['ingress', 'gateway', 'dns']);
    const { ingress, gateway, dns = RoutingApi.INGRESS } = options;
    if (!Object.values(RoutingApi).includes(dns)) {
      throw valueError({
        law: 'the `dns` of Routing.both() must be RoutingApi.INGRESS or RoutingApi.GATEWAY',
        got: dns,
        remedy: 'leave it out for RoutingApi.INGRESS',
      });
    }
    return new Routing({ ingress: ingress ?? true, gateway: gateway ?? true, dns });
  }

  /**
   * Says by which API requests come in for everything that is exposed below a construct from now on, and doesn't say it
   * itself.
   *
   * @param scope - an app, a chart, or any other construct
   * @param routing - by which
   * @throws when it is no Routing, or when the construct has another one
   */
  public static attach(scope: IConstruct, routing: Routing): void {
    if (!Routing.isRouting(routing)) {
      throw constructError(scope, {
        law: 'what is attached must be a Routing',
        got: routing,
        remedy: 'write it as in Routing.attach(scope, Routing.both())',
      });
    }
    if ((scope as any)[ATTACHED] !== undefined) {
      throw constructError(scope, {
        law: 'a construct must have one Routing at most, and this one has one already',
        remedy: 'attach it once, or to a construct below',
      });
    }
    Object.defineProperty(scope, ATTACHED, { value: routing });
  }

  /**
   * The one that counts for a construct: the nearest one attached above it.
   *
   * @internal
   */
  public static _of(scope: IConstruct): Routing | undefined {
    return [...scope.node.scopes].reverse().find((above) => (above as any)[ATTACHED])?.[ATTACHED as never];
  }

  /**
   * Whether this is a Routing, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isRouting(x: unknown): boolean {
    return typeof x === 'object' && x !== null && ROUTING in x;
  }

  private constructor(private readonly ways: Ways) {
    Object.defineProperty(this, ROUTING, { value: true });
  }

  /**
   * To which API external-dns leads a host that both serve.
   *
   * @internal
   */
  public get _dns(): RoutingApi | undefined {
    return this.ways.dns;
  }

  /**
   * Whether it goes by Gateway, whichever that is.
   *
   * @internal
   */
  public get _takesAnyGateway(): boolean {
    return this.ways.gateway === true;
  }

  /**
   * The entry by Ingress; undefined where it doesn't go by Ingress.
   *
   * @internal
   */
  public _ingress(profile: ClusterProfile): Entry | undefined {
    return entryOf(profile, this.ways.ingress, RoutingApi.INGRESS);
  }

  /**
   * The entry by Gateway; undefined where it doesn't go by Gateway.
   *
   * @internal
   */
  public _gateway(profile: ClusterProfile): Entry | undefined {
    return entryOf(profile, this.ways.gateway, RoutingApi.GATEWAY);
  }
}

function entryOf(profile: ClusterProfile, way: true | string | undefined, api: RoutingApi): Entry | undefined {
  if (way === undefined) return undefined;
  const isOf = ({ controller }: Entry) => (controller === undefined) === (api === RoutingApi.GATEWAY);
  const entry = way === true ? profile.entries.find(isOf) : profile.entry(way);
  if (entry && isOf(entry)) return entry;
  const factory = api === RoutingApi.GATEWAY ? 'Entry.gateway()' : 'Entry.ingress()';
  throw valueError({
    law: `the cluster profile "${profile.name}" must have an entry by ${api === RoutingApi.GATEWAY ? 'Gateway' : 'Ingress'} for this routing`,
    got: way === true ? profile.entries.map(({ name }) => name).join(', ') || 'none' : way,
    remedy: `add ${factory} to its \`entries\`, or route by the other API alone`,
  });
}
