import type { Answer } from '../answer';

/** What stands at an end of a listed connection. */
export enum EndKind {
  /** The pods of one owner: `shop/web`. */
  WORKLOAD = 'workload',
  /** A Service, with the port that clients name: `shop/api:80`. */
  SERVICE = 'service',
  /** All workloads of a namespace: `shop`. */
  NAMESPACE = 'namespace',
  /** Addresses outside the cluster: `external:203.0.113.0/24`. */
  OUTSIDE = 'outside',
  /**
   * What carries requests in: a Gateway (`gateways/edge`), the class of a controller (`traefik/traefik`, or
   * `ingressclass/alb` where it has no pods), or `ingress-controller` where nobody says which.
   */
  ENTRY = 'entry',
  /** Pods that might come to be: `any pod in namespace shop`. */
  ANY_POD = 'any pod',
}

/** An end of a listed connection. */
export interface ListedEnd {
  /** What stands there. */
  readonly kind: EndKind;

  /** The name that people read; for addresses the shortest way to say them. */
  readonly name: string;

  /**
   * The addresses as disjoint networks, sorted: what programs read.
   *
   * @default - not addresses
   */
  readonly cidrs?: string[];
}

/** One edge: who, to whom, on which ports. */
export interface ListedConnection {
  /** Who opens the connection. */
  readonly source: ListedEnd;

  /** Who answers it. */
  readonly destination: ListedEnd;

  /** The port numbers by protocol, such as `TCP` to `8080,9000-9010`; every port is `1-65535`. */
  readonly ports: { readonly [protocol: string]: string };

  /** Whether the edge is certain. */
  readonly answer: Answer;

  /**
   * What leads there: the URLs of routes; from a workload to a Service, the pods' ports behind it; a waypoint of Istio by
   * which alone it goes.
   *
   * @default - nothing but the network itself
   */
  readonly via?: string;

  /** Why it isn't certain; empty for an edge that is. */
  readonly reasons: string[];
}

/** Who may connect to whom. */
export interface ConnectionList {
  /** The allowed connections: those of workloads, then those from outside, then those of entries; sorted by their ends. */
  readonly connections: ListedConnection[];

  /** The connections of which the manifests don't tell whether they are allowed, sorted likewise. */
  readonly unknown: ListedConnection[];

  /** What doesn't work as written on the way from outside: a route without a listener, a Service without pods. */
  readonly notes: string[];
}

/** By what a list names destinations. */
export enum ListBy {
  /** Workload to workload. */
  WORKLOAD = 'workload',
  /** Workload to Service, by the Service's port: what clients write into their configuration. */
  SERVICE = 'service',
  /** Namespace to namespace. */
  NAMESPACE = 'namespace',
}

/** Which connections are listed. */
export interface ListOptions {
  /**
   * By what ends are named.
   *
   * @default ListBy.WORKLOAD
   */
  readonly by?: ListBy;

  /**
   * Only connections with this workload (`shop/web`), or these (`shop/*`), at one end.
   *
   * @default - all
   */
  readonly focus?: string;

  /**
   * With `focus`, only connections that others open to it (`ingress`), or that it opens (`egress`).
   *
   * @default - both
   */
  readonly direction?: string;

  /**
   * Only connections on this port, of this number or with its protocol: `8080`, `udp/53`.
   *
   * @default - all ports
   */
  readonly port?: string;

  /**
   * Also what pods that might come to be could reach: any pod in each namespace, any pod elsewhere.
   *
   * @default false
   */
  readonly exposure?: boolean;
}
