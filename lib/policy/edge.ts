import type { IConstruct } from 'constructs';
import { homeOf, isPresent } from '../objects';
import {
  Connection,
  computedOnce,
  Direction,
  LabelSelector,
  Peer,
  PodSelection,
  type Port,
  PortSet,
  type Workload,
} from '../traffic';
import type { HttpAccess } from './http-access';
import type { Party } from './party';
import { podPeer, type RulePeer, rulePeers } from './rules';

/** One end of a connection: a workload whose side is written, or someone known by labels or addresses only. */
export type End = Party | Peer;

/** What was declared about two ends, from however many places. */
export interface Edge {
  readonly from: End;
  readonly to: End;
  readonly ports: Port[];
  readonly reasons: Set<string>;
  /** Whether somebody left the ports to what the callee says. */
  defaulted: boolean;
  /** The HTTP requests that it is limited to; undefined where it is limited to none. */
  readonly http?: HttpAccess[];
  /** Where it was declared first, for errors. */
  readonly declaredBy: IConstruct;
}

/** What the policy of one workload lets through. */
export interface Way {
  /** Who is at the other end. */
  readonly end: End;
  /** On which ports of the callee. */
  readonly ports: PortSet;
  /** The HTTP requests that it is limited to, for the policy of the callee. */
  readonly http?: HttpAccess[];
}

/** A connection as the policy of one workload sees it. */
export interface Link extends Way {
  /** What was declared. */
  readonly edge: Edge;
}

/** Whether an end is known by labels or addresses only. As a type guard, which a public method of jsii can't be. */
export function isPeer(end: End): end is Peer {
  return Peer.isPeer(end);
}

/** Whether all of it is still there: a construct whose constructor failed may have been taken out of the tree. */
export function isInTree({ from, to, declaredBy }: Edge): boolean {
  return isPresent(declaredBy) && isThere(from) && isThere(to);
}

function isThere(end: End): boolean {
  return isPeer(end) || isPresent(end.construct);
}

/** Tells whether two ends are the same. */
export function idOf(end: End): string {
  return isPeer(end) ? `peer ${end.key}` : end.id;
}

/** The two ends of a connection. */
export type Ends = Pick<Edge, 'from' | 'to'>;

/** The end whose policy says it, in one direction. */
export function near({ from, to }: Ends, direction: Direction): End {
  return direction === Direction.INGRESS ? to : from;
}

/** The end that the policy names, in one direction. */
export function far({ from, to }: Ends, direction: Direction): End {
  return direction === Direction.INGRESS ? from : to;
}

/** How the other end is named in the policy of one workload. */
export function peersOf(end: End, asker: Party): RulePeer[] {
  if (isPeer(end)) return rulePeers(end);
  const pods = end.workload().selector;
  if (homeOf(end) === homeOf(asker)) return nearPeers(pods);
  return [podPeer(PodSelection.inNamespace(end.namespace as string, pods))];
}

/** A workload as those of its own namespace name it. */
const nearPeers = computedOnce((pods: LabelSelector): RulePeer[] => [podPeer(PodSelection.of({ pods }))]);

/** Whether an end is known in a way for which a NetworkPolicy has no word. */
export function isWordless(end: End): boolean {
  return isPeer(end) && (end.entities.length > 0 || end.hostnames.length > 0);
}

/** The pod ports of a connection: those that were named, and the callee's own where none were. */
export function portsOf({ to, ports, defaulted }: Edge): PortSet {
  if (isPeer(to)) return PortSet.of(...ports);
  const workload = to.workload();
  const meant = [...ports, ...(defaulted ? to.defaultPorts() : [])];
  return PortSet.of(...meant.map((port) => workload.resolve(port) ?? port));
}

/** The ports on which the pods of a workload listen, by their numbers. */
export function listening(workload: Workload): PortSet {
  return PortSet.of(...workload.ports.flatMap((port) => workload.resolve(port) ?? []));
}

/** A connection as users see it. */
export function connectionOf(edge: Edge): Connection {
  return Connection.of({
    from: shown(edge.from),
    to: shown(edge.to),
    ports: portsOf(edge),
    reasons: [...edge.reasons],
  });
}

/** A connection with its reasons, in a line of an annotation. */
export function reasonLine(edge: Edge): string {
  return `${brief(edge.from)} -> ${brief(edge.to)} ${portsOf(edge)}: ${[...edge.reasons].sort().join('; ')}`;
}

function shown(end: End): Peer | Workload {
  return isPeer(end) ? end : end.workload();
}

const LONGEST_NAME = 63;

/** An end in an annotation, where a controller's many labels would hide the rest. */
function brief(end: End): string {
  const { displayName } = shown(end);
  if (displayName.length <= LONGEST_NAME || !isPeer(end)) return displayName;
  const homes = end.selections.map(({ namespaces }) =>
    PodSelection.of({ namespaces, pods: LabelSelector.everything() }),
  );
  return homes.length > 0 ? `pods in ${homes.join(', ')}` : displayName;
}
