import { type ApiObject, Chart } from 'cdk8s';
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
  /** Its pods as they are in this reading of the app: with the labels that select them. */
  workload(): Workload;
  /** All labels of its pods that are known. */
  podLabels(): { readonly [key: string]: string };
  /** The ports that are meant when a connection to it names none; asked at synth. */
  defaultPorts(): Port[];
  /** Whether only the ports it declares can be connected to. */
  readonly declaresAllPorts: boolean;
  /** Has the policy written that governs a direction, unless there is one. */
  govern(direction: Direction): void;
}

/** Tells whether two things are in one namespace. Charts that name none need not be in the same. */
export function homeOf({ construct, namespace }: Pick<Party, 'construct' | 'namespace'>): string {
  return namespace === undefined ? `chart ${Chart.of(construct).node.path}` : `namespace ${namespace}`;
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
