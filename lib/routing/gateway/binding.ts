import type { Tls } from '../../cluster';
import type { Located } from '../../errors';

/** The kinds of routes that share the listeners of hosts. */
export type HostRouteKind = 'HTTPRoute' | 'GRPCRoute';

/** A route for hosts that wants to be served. */
export interface RouteRequest {
  readonly kind: HostRouteKind;
  readonly hosts: string[];
  /** What it takes of each host, in words: two that read alike are alike. */
  readonly paths: string[];
  readonly tls?: Tls;
  readonly namespace: string;
  /** Hosts that the namespace is given with the route. */
  readonly delegated?: string[];
  readonly route: Located;
}

/** The protocols of the listeners that look at no request. */
export type StreamProtocol = 'TLS' | 'TCP' | 'UDP';

/** A route for connections, rather than requests, that wants to be served. */
export interface StreamRequest {
  readonly protocol: StreamProtocol;
  readonly port: number;
  /** The hosts that clients of a TLS listener ask for; none for TCP and UDP. */
  readonly hosts: string[];
  /** The certificate by which the Gateway ends TLS; without one it passes TLS through. */
  readonly tls?: Tls;
  readonly namespace: string;
  /** Hosts that the namespace is given with the route. */
  readonly delegated?: string[];
  readonly route: Located;
}

/** A parent as a route names it. */
export interface ParentReference {
  /** What it is where it is no Gateway. */
  readonly kind?: 'ListenerSet';
  readonly name: string;
  readonly namespace: string;
  readonly sectionName: string;
}

/** How a host of a route is served. */
export interface Binding {
  /** The listener. */
  readonly parent: ParentReference;
  /** Where the certificate of the listener comes from; undefined where only the owner of the Gateway knows. */
  readonly tls?: Tls;
  /** The listener for plain HTTP, which redirects; undefined where nothing can. */
  readonly plain?: ParentReference;
}

/** A parent as it is written to a route of some namespace. */
function parentManifest({ kind, name, namespace, sectionName }: ParentReference, home: string): any {
  return {
    ...(kind === undefined ? {} : { group: 'gateway.networking.k8s.io', kind }),
    name,
    ...(namespace === home ? {} : { namespace }),
    sectionName,
  };
}

/** The parents of a route as they are written, each once. */
export function parentManifests(parents: ParentReference[], home: string): any[] {
  return [...new Map(parents.map((parent) => [JSON.stringify(parent), parentManifest(parent, home)])).values()];
}
