import type { GatewayApiChannel, GatewayApiVersion } from '../../lib';

/** Where a certificate comes from. */
export type Certificate = 'secret' | 'issued' | 'challenged' | 'cloud' | 'none';

/** A cluster as it will be defined. */
export interface ClusterPlan {
  /** One or two ways in, by their names: `ingress-traefik`, `gateway-istio`. */
  readonly ways: readonly string[];
  readonly version: GatewayApiVersion;
  readonly channel: GatewayApiChannel;
  readonly plugin: 'cilium' | 'calico' | 'unsaid';
}

/** A namespace, and who serves what it exposes. */
export interface SpacePlan {
  readonly gateway: 'own' | 'edge' | 'delegated';
  /** The hosts that it is given, where they are delegated. */
  readonly hosts: readonly string[];
  /** By which API what it exposes is found, unless an exposure says it. */
  readonly routing?: 'both' | 'gateway' | 'ingress';
}

/** Whatever answers. */
export interface BackendPlan {
  readonly name: string;
  readonly kind: 'internal' | 'stateful' | 'adopted';
  readonly space: number;
  readonly port: number;
  readonly servicePort?: number;
  /** A port by UDP beside it. */
  readonly udp?: number;
}

/** To whom a rule leads: backends by their places, and with their weights where there are some. */
export interface RulePlan {
  readonly path: string;
  readonly exact: boolean;
  readonly method?: 'GET' | 'POST';
  readonly header: boolean;
  readonly query: boolean;
  /** Nobody where it redirects. */
  readonly to: readonly { readonly backend: number; readonly weight: number }[];
  readonly isWeighted: boolean;
  readonly mirror?: number;
  readonly release?: 'canary' | 'blue-green';
}

/** A route, of whatever kind. */
export interface RoutePlan {
  readonly kind: 'web' | 'exposure' | 'http' | 'grpc' | 'tls' | 'tcp' | 'udp' | 'ingress';
  readonly name: string;
  readonly space: number;
  readonly hosts: readonly string[];
  readonly rules: readonly RulePlan[];
  readonly certificate?: Certificate;
  /** The Gateway, or how it is found. */
  readonly via: 'unsaid' | 'namespace' | 'entry' | 'edge' | 'set' | 'delegated' | 'both';
  /** Which of the entries, where it comes by one. */
  readonly entry: number;
  /** The port on which a Gateway listens for connections. */
  readonly port: number;
  /** Whether an Ingress has a backend for all other hosts. */
  readonly hasDefault: boolean;
}

/** An app that may hold or not. */
export interface Plan {
  readonly cluster: ClusterPlan;
  /** Whether the Gateway for everyone takes listener sets, which hosts it is for, and by which port. */
  readonly takesSets: boolean;
  readonly isClosed: boolean;
  readonly httpsPort: number;
  readonly spaces: readonly SpacePlan[];
  readonly backends: readonly BackendPlan[];
  readonly routes: readonly RoutePlan[];
}
