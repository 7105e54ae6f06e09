import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Fault } from '../errors';
import type { Direction, Port, Workload } from '../traffic';
import type { Allowance } from './rules';

/** Which part the pods of a workload have in a service mesh, where there is one. */
export enum MeshRole {
  /** They are in it where their namespace is, under the service account that is known of them. */
  MEMBER = 'member',
  /** They are in it where their namespace is, under an account that nothing tells. */
  UNNAMED = 'unnamed',
  /** They are a proxy of the mesh itself: they send as members, whatever their namespace, and get what all others get. */
  GATEWAY = 'gateway',
  /** They are such a proxy, which what is sent to the Services of their namespace passes on its way. */
  WAYPOINT = 'waypoint',
}

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
  /** Has its policy where it is governed, and none where it isn't; called when everything is declared. */
  settle(): void;
  /** The directions that its policy governs; asked at synth. */
  directions(): Direction[];
  /** What its policies are meant to let through in a direction, whatever becomes of them; asked at synth. */
  allowances(direction: Direction): Allowance[];
  /** The policy that governs it; undefined until it is written. */
  readonly policy?: ApiObject;
  /** The policy beside it, in the language of the network plugin; undefined where there is none by now. */
  readonly policyBeside?: ApiObject;
  /** Which part its pods have in a mesh; asked at synth. */
  readonly meshRole: MeshRole;
  /** The policies by identities, where it is in a mesh; as many as there are by now. */
  readonly identityPolicies: ApiObject[];
  /** Whether its pods may resolve names. */
  readonly resolvesNames: boolean;
  /** Why nobody can be connected with it; undefined where somebody can. */
  readonly refusal?: Fault;
}

const PARTIES = new WeakMap<ApiObject, Party>();

/** A registered symbol, by which two copies of this library in one program know what the other one connects. */
const CLAIMED = Symbol.for('cdk8s-networking.Party');

/** Says which workload an object runs. */
export function claim(object: ApiObject, party: Party): void {
  PARTIES.set(object, party);
  if (!(CLAIMED in object)) Object.defineProperty(object, CLAIMED, { value: true });
}

/** The workload that an object is known to run. */
export function partyOf(object: ApiObject): Party | undefined {
  return PARTIES.get(object);
}

/** Whether another copy of this library connects an object: then nobody here knows what is meant by it. */
export function isOfAnotherCopy(object: ApiObject): boolean {
  return CLAIMED in object && !PARTIES.has(object);
}

/** What is wrong with an end that another copy of this library connects. */
export function ofAnotherCopy(end: unknown): Fault {
  return {
    law:
      'both ends of a connection must be of one copy of cdk8s-networking, since each copy writes only what it ' +
      'connects itself, and this end is of another',
    got: end,
    remedy: 'have the app use one copy: `npm ls cdk8s-networking` tells who brings another',
  };
}
