import type { Answer } from '../answer';
import type { ListedEnd } from '../graph/connection-list';

/** What became of the connections between two ends. */
export enum ChangeKind {
  /** Nothing was allowed, and now something is. */
  OPENED = 'opened',
  /** Something was allowed, and now nothing is. */
  CLOSED = 'closed',
  /** Something was and is allowed, but not the same; or what was certain no longer is. */
  CHANGED = 'changed',
}

/** A change between two ends. */
export interface ConnectionChange {
  /** What became of it. */
  readonly kind: ChangeKind;

  /** Who opens the connection. */
  readonly source: ListedEnd;

  /** Who answers it. */
  readonly destination: ListedEnd;

  /** The ports by protocol that were allowed. */
  readonly before: { readonly [protocol: string]: string };

  /** The ports by protocol that are allowed. */
  readonly after: { readonly [protocol: string]: string };

  /** The ports by protocol that are allowed, or may be, and weren't before. */
  readonly opened: { readonly [protocol: string]: string };

  /** The ports by protocol that were allowed, or may have been, and aren't any more. */
  readonly closed: { readonly [protocol: string]: string };

  /** Whether the change is certain; `unknown` where it depends on what the manifests don't say. */
  readonly answer: Answer;

  /** The objects that cause it: `NetworkPolicy shop/api changed (new/api.yaml:3)`. */
  readonly causes: string[];

  /**
   * The reason given for an opening that was acknowledged.
   *
   * @default - not acknowledged
   */
  readonly acknowledged?: string;
}

/**
 * What a change of manifests opens and closes. Without changes, every answer is the same for both.
 *
 * What became of the pods behind a Service shows at the pods; a Service shows itself where it or its endpoints changed.
 */
export interface DiffReport {
  /** The changes, sorted by their ends. */
  readonly changes: ConnectionChange[];
}

/** An opening that is meant. */
export interface Acknowledgement {
  /** Who opens the connection: `ns/name`, `ns/*`, an address or a CIDR. */
  readonly from: string;

  /** Who answers it: `ns/name`, `ns/*`, an address or a CIDR. */
  readonly to: string;

  /**
   * The port, such as `8080` or `udp/53`.
   *
   * @default - every port
   */
  readonly port?: string;

  /** Why it is meant. */
  readonly reason: string;
}
