import type { JudgedFinding, Subject } from './finding';

/** Why a finding stays. */
export interface AcknowledgeProps {
  /** Why, for whoever reads the manifests: whitespace counts as one space. */
  readonly reason: string;
}

/** A finding of which somebody says in the manifest that it is meant. */
export interface AcknowledgedFinding extends JudgedFinding {
  /** Why it stays. */
  readonly reason: string;
}

/** An acknowledgement that no finding answers to: what it was for may have been mended. */
export interface UnusedAcknowledgement {
  /** The object that it stands on. */
  readonly subject: Subject;

  /** The id of the check. */
  readonly check: string;

  /** Why it was acknowledged. */
  readonly reason: string;
}
