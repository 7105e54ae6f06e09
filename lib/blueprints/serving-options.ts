import type { PodOptions, Probe } from '../workload';

/** What pods run that answer on a port. */
export interface ServingOptions extends PodOptions {
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
