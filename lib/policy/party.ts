import type { IConstruct } from 'constructs';
import type { Direction, Port, Workload } from '../traffic';

/** A workload in the graph: one end of a connection whose side of it is written. */
export interface Party {
  /** Tells whether two ends are the same. */
  readonly id: string;
  /** Where it stands, for errors. */
  readonly construct: IConstruct;
  /** Its namespace; undefined where its chart names none. */
  readonly namespace?: string;
  /** Its pods as they are now; asked at synth. */
  workload(): Workload;
  /** The ports that are meant when a connection to it names none; asked at synth. */
  defaultPorts(): Port[];
  /** Whether only the ports it declares can be connected to. */
  readonly declaresAllPorts: boolean;
  /** Has the policy written that governs a direction, unless there is one. */
  govern(direction: Direction): void;
}
