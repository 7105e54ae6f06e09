import type { Protocol } from '../../traffic';
import type { WorkloadFacts } from '../network/workloads';

/** Where one port of a Service leads. */
export type Target = PodTarget | AddressTarget | NameTarget | ProblemTarget;

/** A port of a workload's pods, after all mapping: what a policy is asked about. */
export interface PodTarget {
  readonly kind: 'pods';
  readonly workload: WorkloadFacts;
  readonly protocol: Protocol;
  readonly port: number;
  /** False where the Service asks for labels of which only the cluster knows the values. */
  readonly isCertain: boolean;
}

/** An address that an EndpointSlice names and that is no pod's as far as the manifests tell. */
export interface AddressTarget {
  readonly kind: 'address';
  readonly address: string;
  readonly protocol: Protocol;
  readonly port: number;
}

/** A name outside the cluster. */
export interface NameTarget {
  readonly kind: 'name';
  readonly externalName: string;
}

/** Why the port leads nowhere, or not to this workload; with what to do. */
export interface ProblemTarget {
  readonly kind: 'problem';
  readonly problem: string;
  readonly workload?: WorkloadFacts;
  /** False where others may lead it somewhere at run time. */
  readonly isCertain: boolean;
}
