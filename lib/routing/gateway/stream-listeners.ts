import type { Tls } from '../../cluster';
import { constructError } from '../../errors';
import type { StreamRequest } from './binding';
import { checkListenerName } from './host-laws';
import { accepts, allowedRoutes, bySpecificity, type HttpsContext, terminationManifest } from './listeners';
import type { Listening, StreamListener } from './listening';

/** The listeners of a Gateway for TLS, TCP and UDP: one for each host, or for each port. */
export class StreamListeners {
  private readonly byName = new Map<string, StreamListener>();

  public constructor(
    private readonly title: string,
    private readonly listening: Listening,
  ) {}

  /** All of them, by name. */
  public get all(): StreamListener[] {
    return [...this.byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * The one that gets the connections of a host by HTTPS, in place of the HTTPS listener of a hostname.
   *
   * @param hostname - that of the HTTPS listener which would serve the host
   */
  public hiding(host: string, hostname: string): StreamListener | undefined {
    return this.listening.streams.find((each) => this.hides(each, host, hostname));
  }

  /**
   * Checks that listeners for a route could be opened.
   *
   * @param request - the route
   * @param served - the hosts of HTTPRoutes and GRPCRoutes that have TLS, with the hostnames of their listeners
   */
  public check(request: StreamRequest, served: ReadonlyMap<string, string>): void {
    const { protocol, port, route } = request;
    for (const listener of listenersOf(request)) {
      const earlier = this.listening.streams.find((each) => isSame(each, listener)) ?? this.byName.get(listener.name);
      if (earlier) {
        const what = listener.host === undefined ? `${protocol} ${port}` : `${listener.host} on port ${port}`;
        throw constructError(route, {
          law: `a listener for ${protocol} must serve one route, but [${earlier.route.node.path}] has ${what} of ${this.title} already`,
          remedy: 'choose another port, host or Gateway, or name all backends in one route',
        });
      }
      if (listener.host !== undefined) checkListenerName(route, listener.host, listener.name);
      const hidden = [...served].find(([host, hostname]) => this.hides(listener, host, hostname));
      if (hidden) {
        throw constructError(route, {
          law: `a host must be served by HTTPS or by a TLSRoute, but ${this.title} serves ${hidden[0]} by HTTPS already`,
          remedy: 'choose another host or Gateway',
        });
      }
    }
    this.checkPort(request);
  }

  /** Opens the listeners of a route, which was checked, and returns their names. */
  public open(request: StreamRequest): string[] {
    return listenersOf(request).map((listener) => {
      this.byName.set(listener.name, listener);
      return listener.name;
    });
  }

  /** The listeners as they are written. */
  public manifests(context: HttpsContext): any[] {
    return this.all.map(({ name, protocol, port, host, tls, namespace }) => ({
      name,
      ...(host === undefined ? {} : { hostname: host }),
      port: context.listenerPort(port),
      protocol,
      ...(protocol === 'TLS' ? { tls: tlsManifest(host as string, tls, context) } : {}),
      allowedRoutes: { ...allowedRoutes([namespace]), kinds: [{ kind: `${protocol}Route` }] },
    }));
  }

  /** Of two listeners on the port of HTTPS the data plane takes the one that fits a host best. */
  private hides({ protocol, port, host: own }: StreamListener, host: string, hostname: string): boolean {
    if (protocol !== 'TLS' || port !== this.listening.httpsPort || own === undefined) return false;
    return accepts(own, host) && bySpecificity(own, hostname) <= 0;
  }

  /** Two protocols can't share a port; but TLS is told by host, whoever ends it, and UDP has ports of its own. */
  private checkPort({ protocol, port, route }: StreamRequest): void {
    if (protocol === 'UDP') return;
    const { httpPort, httpsPort, streams } = this.listening;
    const other = streams.find((listener) => listener.port === port && listener.protocol !== 'UDP');
    const isHttp = port === httpPort || (port === httpsPort && protocol === 'TCP');
    const mixes = other !== undefined && other.protocol !== protocol;
    if (!isHttp && !mixes) return;
    const owner = mixes ? `[${other.route.node.path}] has it for ${other.protocol}` : 'its HTTP listeners have it';
    throw constructError(route, {
      law: `a port of a Gateway must have one protocol, and of ${this.title} ${owner}`,
      got: `${protocol} ${port}`,
      remedy: 'choose another port',
    });
  }
}

function listenersOf({ protocol, port, hosts, tls, namespace, route }: StreamRequest): StreamListener[] {
  const kind = protocol.toLowerCase();
  if (protocol !== 'TLS') return [{ name: `${kind}-${port}`, protocol, port, namespace, route }];
  return hosts.map((host) => {
    const words = host.startsWith('*.') ? `wildcard-${kind}-${host.slice(2)}` : `${kind}-${host}`;
    const name = port === 443 ? words : `${words}-${port}`;
    return { name, protocol, port, host, tls, namespace, route };
  });
}

function isSame(a: StreamListener, b: StreamListener): boolean {
  return a.protocol === b.protocol && a.port === b.port && a.host === b.host;
}

function tlsManifest(host: string, tls: Tls | undefined, context: HttpsContext): any {
  if (tls === undefined) return { mode: 'Passthrough' };
  return terminationManifest({ tls, certificateOf: host }, context);
}
