import type { Duration } from 'cdk8s';

/** When and how often a container is asked. */
export interface ProbeTimes {
  /**
   * How long to wait before the first time.
   *
   * @default - Kubernetes' own: no time
   */
  readonly initialDelay?: Duration;

  /**
   * How long to wait between two times, at least a second.
   *
   * @default - Kubernetes' own: 10 seconds
   */
  readonly period?: Duration;

  /**
   * How long an answer may take, at least a second.
   *
   * @default - Kubernetes' own: 1 second
   */
  readonly timeout?: Duration;

  /**
   * How many failures in a row count.
   *
   * @default - Kubernetes' own: 3
   */
  readonly failureThreshold?: number;

  /**
   * How many successes in a row count after a failure. Only for readiness: the others count one.
   *
   * @default - Kubernetes' own: 1
   */
  readonly successThreshold?: number;

  /**
   * How long the container has to end when this probe has it restarted, at least a second. Not for readiness, which
   * restarts nothing.
   *
   * @default - as long as the pod has
   */
  readonly terminationGracePeriod?: Duration;
}

/** When, how often and on which port a container is asked. */
export interface ProbeOptions extends ProbeTimes {
  /**
   * The port: its number, or the name of a TCP port that the same container declares.
   *
   * @default - the port of the workload; of a sidecar, its first
   */
  readonly port?: number | string;
}

/** How a container is asked by HTTP. */
export interface HttpProbeOptions extends ProbeOptions {
  /**
   * The headers of the request. `Host` says for whom it is meant; it goes to the pod's address in any case.
   *
   * @default - Kubernetes' own
   */
  readonly headers?: { readonly [name: string]: string };

  /**
   * Whether the container is asked by HTTPS. Its certificate isn't looked at.
   *
   * @default false
   */
  readonly https?: boolean;
}

/** How a container is asked by gRPC. */
export interface GrpcProbeOptions extends ProbeOptions {
  /**
   * The service that is asked for.
   *
   * @default - the server as a whole
   */
  readonly service?: string;
}
