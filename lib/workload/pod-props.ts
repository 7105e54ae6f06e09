import type { Probes } from './container';
import type { ExtraPort, PodOptions } from './pod-options';
import type { Storage } from './storage';

/** What a workload of ours is made of, beside what users say of its pods. */
export interface PodProps {
  /** What users say of its pods. */
  readonly options: PodOptions;
  /** The written name of the workload. */
  readonly name: string;
  /** The main port, where there is one. */
  readonly mainPort?: ExtraPort;
  /** The probes of the main container. */
  readonly probes: Probes;
  /** The volumes that outlive the pods. */
  readonly storage?: Storage;
}
