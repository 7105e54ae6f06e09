import { constructError, type Located } from '../../errors';
import type { RouteRequest, StreamRequest } from './binding';
import type { Gateway } from './gateway';
import { markGateway } from './gateway-laws';
import { accepts } from './listeners';
import type { IGateway, RouteParent } from './route-parent';

/**
 * Hosts of a Gateway that are given to one namespace: listeners that admit its routes and nobody else's.
 *
 * Whichever namespace uses it first has it. Routes of that namespace for other hosts are an error. It is made by
 * `SharedGateway.forHosts()`.
 *
 * @example
 * const platform = new Platform();
 * const edge = new SharedGateway(platform, 'edge', { hostnames: ['*.example.com'], tls: Tls.secret('wildcard-tls') });
 * new IsolatedNamespace(platform, 'shop', { gateway: edge.forHosts('shop.example.com', 'www.example.com') });
 */
export class DelegatedHosts implements IGateway {
  /** @internal */
  public static _of(gateway: Gateway, hosts: string[]): DelegatedHosts {
    return new DelegatedHosts(gateway, hosts);
  }

  /** The hosts, in the order of their names. Frozen. */
  public readonly hosts: string[];
  /** @internal */
  public readonly _parent: RouteParent;
  private owner?: string;

  private constructor(
    private readonly gateway: Gateway,
    hosts: string[],
  ) {
    this.hosts = [...new Set(hosts)].sort();
    Object.freeze(this.hosts);
    markGateway(this);
    this._parent = this.parentOf(gateway._parent);
  }

  /** The name of the Gateway. */
  public get name(): string {
    return this.gateway.name;
  }

  /** The namespace of the Gateway. */
  public get namespace(): string {
    return this.gateway.namespace;
  }

  /** The name by which reports call the Gateway. */
  public get displayName(): string {
    return this.gateway.displayName;
  }

  /** The Gateway, as far as these hosts go. */
  private parentOf(all: RouteParent): RouteParent {
    const checked = <T extends RouteRequest | StreamRequest>(request: T): T => {
      this.checkHosts(request);
      this.checkDelegation(request.namespace, request.route);
      return { ...request, delegated: this.hosts };
    };
    const given = <T extends RouteRequest | StreamRequest>(request: T): T => {
      this.delegate(request.namespace);
      return request;
    };
    return {
      construct: all.construct,
      entry: all.entry,
      implementation: all.implementation,
      ownsCertificates: all.ownsCertificates,
      httpsPort: all.httpsPort,
      listening: all.listening,
      checkDelegation: (namespace, claimant) => this.checkDelegation(namespace, claimant),
      delegate: (namespace) => this.delegate(namespace),
      check: (request) => all.check(checked(request)),
      bind: (request) => all.bind(given(request)),
      checkStream: (request) => all.checkStream(checked(request)),
      bindStream: (request) => all.bindStream(given(request)),
      hasPlain: (namespace, host) => all.hasPlain(namespace, host),
      plain: (namespace, host) => all.plain(namespace, host),
      // Hosts are given, and not the right to listen for others.
      takesListenerSets: () => false,
      letIn: (callee, way) => all.letIn(callee, way),
      reach: (route, backend, port) => all.reach(route, backend, port),
    };
  }

  private checkDelegation(namespace: string, claimant: Located): void {
    if (this.owner === namespace) return;
    if (this.owner !== undefined) {
      throw constructError(claimant, {
        law: `hosts must be delegated to one namespace, and ${this.hosts.join(', ')} of Gateway ${this.displayName} went to ${this.owner}`,
        got: namespace,
        remedy: 'call forHosts() for each namespace, with hosts of its own',
      });
    }
    for (const host of this.hosts) this.gateway._hosts.checkDelegation(host, claimant, namespace);
  }

  private delegate(namespace: string): void {
    if (this.owner === namespace) return;
    this.owner = namespace;
    this.gateway._delegate(this.hosts, namespace);
  }

  private checkHosts({ hosts, route }: RouteRequest | StreamRequest): void {
    const stray = hosts.find((host) => typeof host !== 'string' || !this.hosts.some((own) => accepts(own, host)));
    if (stray !== undefined || hosts.length === 0) {
      throw constructError(route, {
        law: `a route must be for hosts that were delegated to its namespace: ${this.hosts.join(', ')}`,
        got: stray ?? 'a port',
        remedy:
          stray === undefined
            ? `bind it to Gateway ${this.displayName} itself`
            : `add it where forHosts() is called on Gateway ${this.displayName}, or choose another host`,
      });
    }
  }
}
