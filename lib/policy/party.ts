import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Fault } from '../errors';
import type { Port, Workload } from '../traffic';

/** A workload in the graph: one end of a connection whose side of it is written. */
export interface Party {
  /** Tells whether two ends are the same. */
  readonly id: string;
  /** Where it stands, for errors. */
  readonly construct: IConstruct;
  /** Its namespace; undefined where its chart names none. */
  readonly namespace?: string;
  /** Its pods as they are in this reading of the app. */
  workload(): Workload;
  /** The ports that are meant when a connection to it names none; asked at synth. */
  defaultPorts(): Port[];
  /** Whether only the ports it declares can be connected to. */
  readonly declaresAllPorts: boolean;
  /** Has the policy written that governs it, unless there is one. */
  govern(): void;
  /** The policy that governs it; undefined until it is written. */
  readonly policy?: ApiObject;
  /** Why nobody can be connected with it; undefined where somebody can. */
  readonly refusal?: Fault;
}

const PARTIES = new WeakMap<ApiObject, Party>();

/** Says which workload an object runs. */
export function claim(object: ApiObject, party: Party): void {
  PARTIES.set(object, party);
}

/** The workload that an object is known to run. */
export function partyOf(object: ApiObject): Party | undefined {
  return PARTIES.get(object);
}
