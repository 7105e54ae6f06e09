import type { ServiceType } from '../addressing';
import type { Probe, ReplicaOptions } from '../workload';

/** What pods run that answer on a port. */
export interface ServingOptions extends ReplicaOptions {
  /** The port on which the pods listen, TCP, from 1 to 65535. */
  readonly port: number;

  /**
   * The port of the Service, where it has to differ.
   *
   * Some network plugins judge a connection before the Service's address is translated; with equal numbers a policy is
   * right for all of them.
   *
   * @default - `port`
   */
  readonly servicePort?: number;

  /**
   * How its Service is found, and by whom.
   *
   * With a node port, a load balancer or external IPs, the Service has `port` alone, and those of `extraPorts` that
   * `nodePorts` names; the policy lets clients outside the cluster in on these. What else the pods listen on, such as a
   * port for metrics, is on no Service then, unless on one of your own.
   *
   * @default ServiceType.clusterIp()
   */
  readonly serviceType?: ServiceType;

  /**
   * The ports of every node on which the Service answers, by the names of its ports, where its type has node ports.
   *
   * @default - the cluster chooses them
   */
  readonly nodePorts?: { readonly [portName: string]: number };

  /**
   * The name of the port, in the pods and in the Service.
   *
   * @default - `http` for a WebApp, `main` for others
   */
  readonly portName?: string;

  /**
   * The application protocol, such as `http`, `grpc` or `kubernetes.io/h2c`: a hint to proxies.
   *
   * @default - none
   */
  readonly appProtocol?: string;

  /**
   * How Kubernetes finds out whether a pod can answer.
   *
   * @default Probe.tcp()
   */
  readonly readiness?: Probe;

  /**
   * How Kubernetes finds out whether a pod has to be restarted.
   *
   * @default Probe.tcp()
   */
  readonly liveness?: Probe;

  /**
   * How Kubernetes finds out whether a pod has started; until then it isn't asked anything else.
   *
   * @default - not at all
   */
  readonly startup?: Probe;
}
