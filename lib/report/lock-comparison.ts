/** What became of a connection that is locked, or isn't. */
export enum LockChangeKind {
  /** It is allowed, or may be, and the lock hasn't got it. */
  OPENED = 'opened',
  /** The lock has it, and it isn't as it says any more. */
  CLOSED = 'closed',
}

/** A connection that isn't as it is locked. Where its ports or its certainty changed, it is closed and opened. */
export interface LockChange {
  /** What became of it. */
  readonly kind: LockChangeKind;

  /** The connection, as lists print it: `shop/web -> shop/api  TCP 8080`. */
  readonly connection: string;

  /** The line of the lock: that of the connection; of one that isn't in it, where it would stand. */
  readonly line: number;
}

/** How the connections differ from those that are locked. */
export interface LockComparison {
  /** The name of the lock: `connectivity.lock`. */
  readonly file: string;

  /** What differs, sorted by the connections. */
  readonly changes: LockChange[];

  /** The command that writes the lock anew. */
  readonly update: string;
}
