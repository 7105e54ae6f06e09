import type { IConstruct } from 'constructs';
import type { Peer, Port } from '../traffic';
import { checkSayable } from './dialect-laws';
import type { IExternalPeer } from './external-peer';
import { ConnectionGraph } from './graph';

/** What connects two that are both known by labels or addresses only. */
export interface Between {
  /**
   * The ports at which the callee answers.
   *
   * @default - all that it names
   */
  readonly ports?: Port[];
  /** Why they connect. */
  readonly reason: string;
  /** Where it is declared: while this is in the tree, they are connected. */
  readonly declaredBy: IConstruct;
}

/**
 * Allows pods that are known by their labels to connect to someone outside of the app.
 *
 * Neither has connections of its own to declare it by. Where the labels turn out to mean a workload of the app whose
 * policy is ours, that policy lets it out; otherwise nothing is written.
 */
export function allowBetween(caller: Peer, callee: IExternalPeer, between: Between): void {
  const { ports = callee.peerPorts, reason, declaredBy } = between;
  const { peer } = callee;
  checkSayable(caller, peer, declaredBy);
  ConnectionGraph.of(declaredBy).connect({ from: caller, to: peer, ports, reasons: [reason], declaredBy });
}
