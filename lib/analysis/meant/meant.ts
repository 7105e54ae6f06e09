import type { Direction, PortSet, Workload } from '../../traffic';
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

/** What somebody meant who wrote manifests, to be compared with what these allow. */
export interface Meant<W extends MeantWorkload = MeantWorkload> {
  readonly workloads: readonly W[];
  /** The connections that have to be possible. */
  readonly connections: readonly MeantConnection<W>[];
  /**
   * Whether an object may open more than was meant: somebody else's, or one that was changed by hand. Where none of these
   * has a say, and policies govern what was to be closed, nothing more is open than what was meant.
   */
  maySayMore(object: ObjectRef): boolean;
  /** Whether what an object opens is meant because it says so itself: the ports that it opens, and no others. */
  countsAsMeant(object: ObjectRef): boolean;
  /** All that may pass between two workloads, however it was said; asked only of what the manifests allow. */
  mayPass(from: W, to: W): PortSet;
}

/** A connection that was meant, and is denied for certain. */
export interface DeniedConnection<W extends MeantWorkload = MeantWorkload> {
  readonly meant: MeantConnection<W>;
  /** How the manifests call the two, and on which of the ports it is denied. */
  readonly from: string;
  readonly to: string;
  readonly ports: string;
  /** Why; found when it is asked for. */
  why(): WhyReport;
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

/** What lets a connection pass on some ports, in one direction. */
export interface Opener {
  readonly direction: Direction;
  /** Undefined where nothing governs the direction. */
  readonly object?: ObjectRef;
  readonly ports: string;
}

/** Where what was meant isn't what results. What the manifests don't tell is in neither list. */
export interface Mismatch<W extends MeantWorkload = MeantWorkload> {
  readonly denied: readonly DeniedConnection<W>[];
  readonly surplus: readonly SurplusConnection<W>[];
}
