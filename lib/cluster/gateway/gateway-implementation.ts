import type { Peer, PodSelection, Port } from '../../traffic';
import type { ControllerObject } from '../controller-object';
import type { PodSecurityLevel } from '../pod-security-level';
import type { GatewayFeature } from './gateway-feature';

/** Which Gateway object is meant. */
export interface GatewayReference {
  /** The name of the Gateway. */
  readonly name: string;
  /** The namespace of the Gateway. */
  readonly namespace: string;
}

/** The part of an implementation that configures the data plane, which a closed network has to let through. */
export interface ControlPlane {
  /** Its pods. */
  readonly pods: PodSelection;
  /** The pod ports that the data plane connects to; none where it waits to be told. */
  readonly ports: Port[];

  /**
   * The pod ports of the data plane to which it connects, which the data plane's policy has to let in.
   *
   * @default - none: the data plane asks
   */
  readonly adminPorts?: Port[];
}

/**
 * A data plane whose pods run in the namespace of each Gateway.
 *
 * The default deny of that namespace governs them, so they need a policy of their own.
 */
export interface LocalDataPlane {
  /** The labels of the data plane's pods of one Gateway, for their policy. */
  readonly labels: { readonly [key: string]: string };
  /**
   * The service account of the pods, where they are proxies of Istio: as that they are known in its mesh, in which they are
   * without being enrolled.
   *
   * @default - they are no proxies of a mesh
   */
  readonly meshAccount?: string;
  /** The pod port on which load balancers ask whether it is well. */
  readonly healthPort: Port;
  /** What it has to reach in order to be configured. */
  readonly controlPlane: ControlPlane;
  /** The strictest Pod Security level that its pods meet. */
  readonly podSecurity: PodSecurityLevel;
  /** The setting with which they would meet "restricted". */
  readonly podSecurityRemedy: string;
}

/** What an implementation can do beyond the core of the Gateway API, as its conformance report says it. */
export interface GatewayFeatures {
  /** The version of the implementation, and that of the Gateway API, from whose report this was read. */
  readonly readFrom: string;

  /** What it declares to support. */
  readonly supported: GatewayFeature[];

  /** What it declares not to support: to write it is an error. Of what is in neither list nothing is known. */
  readonly unsupported: GatewayFeature[];
}

/** What a Gateway asks of its implementation beside its listeners. */
export interface GatewayRequest {
  /** The Gateway. */
  readonly gateway: GatewayReference;

  /** Whether it is reached from the private network only. */
  readonly isInternal: boolean;

  /** Whether whoever is in front of it tells the client's address in a header of the PROXY protocol. */
  readonly usesProxyProtocol: boolean;

  /** How many proxies in front of it are trusted to tell the client's address in `X-Forwarded-For`; 0 for none. */
  readonly trustedHops: number;

  /**
   * The annotations by which the load balancer of the cluster keeps to the private network, for implementations that
   * put a Service of type LoadBalancer in front of the data plane.
   *
   * @default - the cluster's load balancer has none for it
   */
  readonly internalAnnotations?: { readonly [key: string]: string };

  /**
   * The certificates of its HTTPS listeners that the cloud keeps, each once; the first one is for clients that ask for no
   * host. Those that `cloudCertificate` names in the listeners are among them.
   *
   * @default - none
   */
  readonly cloudCertificates?: string[];

  /**
   * The port of its HTTPS listeners.
   *
   * @default 443
   */
  readonly httpsPort?: number;
}

/** How an implementation gives what a Gateway asks. */
export interface GatewayAnswer {
  /**
   * The labels of the Gateway's `infrastructure`, which the implementation gives to what it makes for the Gateway.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * The annotations of the Gateway's `infrastructure`.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * Objects of the implementation's own kinds that are written beside the Gateway, in its namespace.
   *
   * @default - none
   */
  readonly objects?: ControllerObject[];

  /**
   * Which of those the `parametersRef` of the Gateway's `infrastructure` names, by its place in the list.
   *
   * @default - none
   */
  readonly parameters?: number;
}

/**
 * The contract of a Gateway API implementation: what one has to know to write a Gateway for it, and to let its data
 * plane in.
 *
 * @see https://gateway-api.sigs.k8s.io/implementations/
 */
export interface IGatewayImplementation {
  /** What people call it: `envoy-gateway`. */
  readonly name: string;

  /** The GatewayClass that a Gateway names. Implementations don't create one: it is a fact of the cluster. */
  readonly gatewayClassName: string;

  /** The name by which a GatewayClass asks for it: `gateway.envoyproxy.io/gatewayclass-controller`. */
  readonly controllerName: string;

  /**
   * What whoever writes a route for it has to know, in one sentence, which a synth that writes one says once.
   *
   * @default - nothing
   */
  readonly routeHint?: string;

  /**
   * What it can do beyond the core of the Gateway API.
   *
   * @default - not known: nothing is refused
   */
  readonly features?: GatewayFeatures;

  /**
   * The port that a listener has to name for each port that clients come to, where they differ: `{ '80': 8000 }`. A
   * listener with any other port isn't served.
   *
   * @default - listeners name the ports that clients come to
   */
  readonly listenerPorts?: { readonly [clientPort: string]: number };

  /**
   * Whether its listeners take certificates from Secrets. Where they don't, each host needs a certificate that the cloud
   * keeps.
   *
   * @default true
   */
  readonly takesSecrets?: boolean;

  /**
   * From where a Gateway's requests come, which a policy has to let in: its pods, or the addresses of a load balancer
   * outside the cluster.
   *
   * @param gateway - the Gateway
   */
  dataPlane(gateway: GatewayReference): Peer;

  /**
   * The port on which those pods listen for a listener's port.
   *
   * @param listenerPort - the port in the Gateway
   */
  podPort(listenerPort: number): number;

  /**
   * The data plane as pods of the Gateway's own namespace; undefined when it runs elsewhere.
   *
   * @param gateway - the Gateway
   */
  localDataPlane(gateway: GatewayReference): LocalDataPlane | undefined;

  /**
   * How a listener names a certificate that the cloud keeps, in the `options` of its TLS; undefined where it can't.
   *
   * Where they are empty, the listener has no `tls` at all, and what `serve` answers names the certificate.
   *
   * @param certificate - the name of the certificate there
   */
  cloudCertificate(certificate: string): { readonly [key: string]: string } | undefined;

  /**
   * How it gives what a Gateway asks beside its listeners.
   *
   * @param request - what the Gateway asks
   * @throws when it can't: the error names what it lacks
   */
  serve(request: GatewayRequest): GatewayAnswer;
}
