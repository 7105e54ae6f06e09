import type { Peer, Port, Workload } from '../../traffic';
import type { ControllerObject } from '../controller-object';

/** What a workload asks of whoever collects metrics. */
export interface ScrapeRequest {
  /** Whose metrics they are. */
  readonly workload: Workload;

  /** The port of the pods on which they are asked for, as a number. */
  readonly port: Port;

  /**
   * The name that the pods give to that port.
   *
   * @default - it has none
   */
  readonly portName?: string;

  /** The path, such as `/metrics`. */
  readonly path: string;

  /**
   * After how many seconds they are asked for again.
   *
   * @default - as the monitoring is set up
   */
  readonly interval?: number;

  /** Whether a Service with the labels of the pods leads to that port. */
  readonly hasService: boolean;
}

/** How the metrics of a workload are found. */
export interface ScrapeAnswer {
  /**
   * Objects beside the workload that lead to it.
   *
   * @default - none
   */
  readonly objects?: ControllerObject[];

  /**
   * Annotations of the pods that lead to them.
   *
   * @default - none
   */
  readonly podAnnotations?: { readonly [key: string]: string };
}

/** The software that collects the metrics of workloads. */
export interface IMonitoring {
  /** What people call it, such as `kube-prometheus-stack`. */
  readonly name: string;

  /** The pods that ask for metrics: a policy has to let them in. */
  readonly scraper: Peer;

  /**
   * How it finds the metrics of a workload.
   *
   * @param request - where they are
   * @throws when it can't: the error names what is missing
   */
  discover(request: ScrapeRequest): ScrapeAnswer;
}
