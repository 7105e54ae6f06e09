import type { PodSelection, Port } from '../../traffic';
import type { PodSecurityLevel } from '../pod-security-level';

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
  /** The pod ports that the data plane connects to. */
  readonly ports: Port[];
}

/**
 * A data plane whose pods run in the namespace of each Gateway.
 *
 * The default deny of that namespace governs them, so they need a policy of their own.
 */
export interface LocalDataPlane {
  /** The labels of the data plane's pods of one Gateway, for their policy. */
  readonly labels: { readonly [key: string]: string };
  /** The pod port on which load balancers ask whether it is well. */
  readonly healthPort: Port;
  /** What it has to reach in order to be configured. */
  readonly controlPlane: ControlPlane;
  /** The strictest Pod Security level that its pods meet. */
  readonly podSecurity: PodSecurityLevel;
  /** The setting with which they would meet "restricted". */
  readonly podSecurityRemedy: string;
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

  /**
   * The pods from which a Gateway's requests come.
   *
   * @param gateway - the Gateway
   */
  dataPlane(gateway: GatewayReference): PodSelection;

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
}
