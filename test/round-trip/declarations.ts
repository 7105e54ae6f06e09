import type { ClusterProfile, Entry, IGateway, Tls } from '../../lib';
import { CERTIFICATES } from './cluster';
import { type Receiver, type Way, workloadName } from './declared';
import type { RoutePlan } from './plan';

/** Who serves a route: a Gateway, or the controller of an entry. */
export type Served = { readonly gateway: IGateway } | { readonly ingress: Entry };

/** Scheme and port by which a host is asked for at an entry. */
interface Origin {
  readonly entry: () => string;
  readonly scheme: string;
  readonly port?: number;
}

const USUAL: { readonly [scheme: string]: number } = { http: 80, https: 443 };

/** The ways in that an app declares, noted while it is made: the plain model beside it. */
export class Declarations {
  private readonly noted: (() => Way[])[] = [];
  /** The certificate of each host of each Gateway, as the first of its routes has it. */
  private readonly certificates = new Map<string, Tls>();

  /**
   * @param cluster - whose entries serve
   * @param httpsPort - that of the Gateway for everyone
   * @param workloads - the names of all workloads so far
   */
  public constructor(
    private readonly cluster: ClusterProfile,
    private readonly httpsPort: number,
    private readonly workloads: () => ReadonlySet<string>,
  ) {}

  /** All of them, when everything is made. */
  public get ways(): Way[] {
    return this.noted.flatMap((ways) => ways());
  }

  /** Notes a route by HTTP. An Ingress that redirects leads there as well: nothing else is read from it. */
  public requests(route: RoutePlan, served: readonly Served[], receivers: readonly Receiver[], isRedirected: boolean) {
    for (const each of served) {
      for (const host of route.hosts) {
        const origins =
          'ingress' in each
            ? this.byIngress(each.ingress, route, isRedirected)
            : [this.byGateway(each.gateway, host, route)];
        for (const origin of origins) this.note(origin, host, receivers);
      }
    }
  }

  /** Notes the backend of an Ingress for all other hosts: they have its certificate, unless each host was issued one. */
  public otherHosts(route: RoutePlan, ingress: Entry, receiver: Receiver, isRedirected: boolean): void {
    const isIssued = this.certificateBy(route, ingress).isIssued;
    const origins = this.byIngress(ingress, isIssued ? { certificate: 'none' } : route, isRedirected && !isIssued);
    for (const origin of origins) this.note(origin, '*', [{ ...receiver, path: '/' }]);
  }

  /** Notes a route for connections. */
  public connections({ kind, hosts, port }: RoutePlan, gateway: IGateway, receivers: readonly Receiver[]): void {
    const at = this.listenerPort(gateway, port);
    for (const host of kind === 'tls' ? hosts : ['*']) {
      this.note({ entry: () => this.nameOf(gateway), scheme: kind, port: at }, host, receivers);
    }
  }

  private note({ entry, scheme, port }: Origin, host: string, receivers: readonly Receiver[]): void {
    const at = port === undefined || port === USUAL[scheme] ? '' : `:${port}`;
    this.noted.push(() =>
      receivers.map(({ path, backend, isIdle }) => {
        const [, method = '', rest = ''] = /^([A-Z]+ )?(.*)$/.exec(path) ?? [];
        return {
          entry: entry(),
          workload: workloadName(backend),
          port: scheme === 'udp' ? `UDP ${backend.udp}` : `TCP ${backend.port}`,
          url: `${method}${scheme}://${host}${at}${rest}`,
          isIdle,
        };
      }),
    );
  }

  private byIngress(ingress: Entry, route: Pick<RoutePlan, 'certificate'>, isRedirected: boolean): Origin[] {
    const entry = () => ingressName(ingress);
    const secure = { entry, scheme: this.certificateBy(route, ingress).isNone ? 'http' : 'https' };
    return isRedirected ? [secure, { entry, scheme: 'http' }] : [secure];
  }

  private byGateway(gateway: IGateway, host: string, route: RoutePlan): Origin {
    const key = `${gateway.displayName} ${host}`;
    const tls = this.certificates.get(key) ?? this.certificateBy(route, this.entryOf(gateway));
    this.certificates.set(key, tls);
    const secure = isPublic(gateway) ? this.httpsPort : 443;
    const port = this.listenerPort(gateway, tls.isNone ? 80 : secure);
    return { entry: () => this.nameOf(gateway), scheme: tls.isNone ? 'http' : 'https', port };
  }

  private certificateBy({ certificate }: Pick<RoutePlan, 'certificate'>, entry: Entry): Tls {
    return (certificate && CERTIFICATES[certificate]) ?? entry.tls ?? CERTIFICATES.none;
  }

  private listenerPort(gateway: IGateway, port: number): number {
    return this.entryOf(gateway).implementation?.listenerPorts?.[port] ?? port;
  }

  /** That of the Gateway's name: `s0/gateway-istio-gateway`; all others have the first one. */
  private entryOf({ displayName }: IGateway): Entry {
    const [, named] = /\/(.*)-gateway$/.exec(displayName) ?? [];
    if (named !== undefined) return this.cluster.entry(named);
    return this.cluster.entries.find(({ implementation }) => implementation) as Entry;
  }

  /** By which name lists show a Gateway: with its kind where a workload has the short one. */
  private nameOf(gateway: IGateway): string {
    const name = isPublic(gateway) ? 'edge/public' : gateway.displayName;
    return this.workloads().has(name) ? name.replace('/', '/gateway/') : name;
  }
}

/** The listeners of a set are those of its Gateway. */
function isPublic({ displayName }: IGateway): boolean {
  return displayName === 'edge/public' || displayName.endsWith('/listeners');
}

/** By which name lists show a controller: after the namespace of its pods, where it has some. */
function ingressName({ controller }: Entry): string {
  const home = controller?.dataPlane.selections[0]?.namespaces?.labels['kubernetes.io/metadata.name'];
  return `${home ?? 'ingressclass'}/${controller?.ingressClassName}`;
}
