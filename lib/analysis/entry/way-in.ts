import type { CiliumEntity, Protocol } from '../../traffic';
import type { Answer } from '../answer';
import type { FieldRef, ObjectRef } from '../network/place';
import type { BlockFacts } from '../network/policies';
import type { Labels, WorkloadFacts } from '../network/workloads';

/** What carries requests from outside to pods, as a policy sees it. */
export interface EntryPoint {
  /**
   * `gateways/edge`, or `ingress-controller` where nobody says which; `ingressclass/alb` for one without pods.
   *
   * With its kind, `gateways/gateway/edge` or `ingress-nginx/ingressclass/nginx`, where a workload has the short name.
   */
  readonly name: string;
  readonly kind: 'gateway' | 'ingress-controller' | 'load-balancer' | 'node-port';
  /** The pods that connect, known by namespace and labels; undefined where nobody says. */
  readonly pods?: { readonly namespace: string; readonly labels: Labels };
  /** The addresses that connect, where what connects is outside the cluster; any of them may carry a request. */
  readonly addresses?: readonly BlockFacts[];
  /** What connects, where only Cilium knows it. */
  readonly entity?: CiliumEntity;
  /** The networks of the clients that a load balancer lets through; undefined for anyone. */
  readonly clients?: readonly string[];
}

/** One step of a way in. */
export interface EntryLeg {
  readonly leg: 'listener' | 'route' | 'grant' | 'backend' | 'Service' | 'controller';
  readonly answer: Answer;
  /** What decides it, as a sentence; with what to do where it doesn't hold. */
  readonly text: string;
  readonly decidedBy: readonly FieldRef[];
}

/** A way for requests from outside to one port of one Service, up to the pods. Policies are asked afterwards. */
export interface WayIn {
  readonly entry: EntryPoint;
  /** The Ingress, route or Service that brings them. */
  readonly origin: ObjectRef;
  /** `https://shop.example.com/v2`, `tcp://:5432`. */
  readonly url: string;
  /** All steps that were taken; the last one is the one that fails, if any. */
  readonly legs: readonly EntryLeg[];
  /** Whether all legs hold: allowed, denied where one doesn't, unknown where one isn't known. */
  readonly answer: Answer;
  /** The pods' ports that it leads to; empty where a leg fails. */
  readonly targets: readonly EntryTarget[];
}

/** A port of pods at the end of a way in. */
export interface EntryTarget {
  readonly workload: WorkloadFacts;
  readonly protocol: Protocol;
  readonly port: number;
  /** False where the Service asks for labels of which only the cluster knows the values. */
  readonly isCertain: boolean;
}
