import type { ExtraPort } from './extra-port';
import type { PodOptions } from './pod-options';
import type { Probes } from './probe';
import type { Shutdown } from './shutdown';
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
  /** The volume of each member, in its short form. */
  readonly storage?: Storage;
  /** Whether the pods are in the network of their node. */
  readonly hostNetwork?: boolean;
  /** How the main container ends where users don't say it; it has to fit into the time that is left to end in. */
  readonly defaultShutdown?: Shutdown;
  /** Whether the pods are members of a StatefulSet, which have names and claims of their own. */
  readonly hasMembers?: boolean;
}
