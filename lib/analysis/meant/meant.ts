import type { Direction, IpRange, Peer, PortSet, Workload } from '../../traffic';
import type { ObjectRef } from '../network/place';
import type { WhyReport } from '../why/why-report';

/** A workload that somebody meant to be connected as they said, and no otherwise. */
export interface MeantWorkload {
  /** Its pods. */
  readonly workload: Workload;
  /** The directions in which nothing was to pass but what is meant. */
  readonly closes: readonly Direction[];
}

/** Who was to reach whom. */
export interface MeantConnection<W extends MeantWorkload = MeantWorkload> {
  readonly from: W;
  readonly to: W;
  readonly ports: PortSet;
}

/** A connection that was meant with somebody who is known by labels or addresses. */
export interface MeantPeer<W extends MeantWorkload = MeantWorkload> {
  readonly workload: W;
  /** Whether the workload was to open it, or to answer. */
  readonly direction: Direction;
  readonly peer: Peer;
  readonly ports: PortSet;
}

/** Addresses with which a workload was to be connected. */
export interface MeantAddresses {
  readonly ranges: readonly IpRange[] | 'every address';
  readonly ports: PortSet;
}

/** What somebody meant who wrote manifests, to be compared with what these allow. */
export interface Meant<W extends MeantWorkload = MeantWorkload> {
  readonly workloads: readonly W[];
  /** The connections that have to be possible. */
  readonly connections: readonly MeantConnection<W>[];
  /** Those with peers, of which as much has to be possible as somebody may use. */
  readonly peers: readonly MeantPeer<W>[];
  /**
   * Whether an object may open more than was meant: somebody else's, or one that was changed by hand. Where none of these
   * has a say, and policies govern what was to be closed, nothing more is open than what was meant.
   */
  maySayMore(object: ObjectRef): boolean;
  /** Whether the policies that say what was meant of a workload were changed by hand. */
  isChanged(workload: W): boolean;
  /** Whether what an object opens is meant because it says so itself: the ports that it opens, and no others. */
  countsAsMeant(object: ObjectRef): boolean;
  /** All that may pass between two workloads, however it was said; asked only of what the manifests allow. */
  mayPass(from: W, to: W): PortSet;
  /** All addresses that a workload may reach, or that may reach it; asked only where somebody may say more. */
  addresses(workload: W, direction: Direction): readonly MeantAddresses[];
}

/** A connection that was meant, and is denied for certain. */
export interface DeniedConnection<W extends MeantWorkload = MeantWorkload> {
  readonly meant: MeantConnection<W>;
  /** How the manifests call the two, and on which of the ports it is denied. */
  readonly from: string;
  readonly to: string;
  readonly ports: string;
  /** Why; found when it is asked for. */
  why(): Pick<WhyReport, 'legs' | 'remedy'>;
}

/** A connection with a peer that was meant, and is denied for certain with whomever it means. */
export interface DeniedPeer<W extends MeantWorkload = MeantWorkload> {
  readonly meant: MeantPeer<W>;
  /** How the manifests call the workload, and on which of the ports it is denied. */
  readonly name: string;
  readonly ports: string;
  /** Why, of one whom the peer means; found when it is asked for. */
  why(): Pick<WhyReport, 'legs' | 'remedy'>;
}

/** A connection that nobody meant, and that is allowed for certain. */
export interface SurplusConnection<W extends MeantWorkload = MeantWorkload> {
  readonly source: W;
  readonly destination: W;
  readonly from: string;
  readonly to: string;
  /** All that let it pass, in each direction that was to be closed. */
  readonly openers: readonly Opener[];
}

/** Addresses that a workload reaches, or that reach it, for certain and without anybody having meant it. */
export interface SurplusAddresses<W extends MeantWorkload = MeantWorkload> {
  readonly workload: W;
  /** How the manifests call the workload, and lists the addresses. */
  readonly name: string;
  readonly addresses: string;
  readonly opener: Opener;
}

/** What lets a connection pass on some ports, in one direction. */
export interface Opener {
  readonly direction: Direction;
  /** Undefined where nothing governs the direction. */
  readonly object?: ObjectRef;
  readonly ports: string;
}

/** Where what was meant isn't what results. What the manifests don't tell is in none of the lists. */
export interface Mismatch<W extends MeantWorkload = MeantWorkload> {
  readonly denied: readonly DeniedConnection<W>[];
  readonly deniedPeers: readonly DeniedPeer<W>[];
  readonly surplus: readonly SurplusConnection<W>[];
  readonly surplusAddresses: readonly SurplusAddresses<W>[];
}
