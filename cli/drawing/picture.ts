import type { ChangeKind, ConnectionChange, ListedConnection } from '../../lib/analysis';

/** What a box stands for, which is also where it stands: what brings in at the left, what is outside at the right. */
export type BoxKind = 'entry' | 'caller' | 'workload' | 'namespace' | 'outside';

/** Something at the ends of connections. */
export interface Box {
  /** `n0` and so on, in the order of the names. */
  readonly id: string;
  readonly kind: BoxKind;
  /** The name as every verb prints it: `shop/web`. */
  readonly name: string;
  /** What is written on it: without the namespace, where that is drawn around it. */
  readonly label: string;
  /** What it is, in smaller letters: `Deployment`. */
  readonly detail: string;
  /** The namespace that is drawn around it. */
  readonly namespace?: string;
  /** What nothing keeps from it, or it from: `open to everyone`. */
  readonly marks: readonly string[];
}

/** All that connects one box to another. */
export interface Link {
  /** `e0` and so on, in the order of the boxes. */
  readonly id: string;
  readonly from: Box;
  readonly to: Box;
  /** What is allowed, or may be: several where boxes stand for namespaces. */
  readonly connections: readonly ListedConnection[];
  /** What became of them since an older version. */
  readonly changes: readonly ConnectionChange[];
  /** Whether all of it is certain. */
  readonly isCertain: boolean;
  readonly change?: ChangeKind;
  /** Ports, and the way that leads there. */
  readonly label: readonly string[];
}

/** A network as it is drawn, without places. */
export interface Picture {
  readonly title: string;
  readonly namespaces: readonly string[];
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  /** Links from a box to itself: among replicas, or inside a namespace. */
  readonly loops: readonly Link[];
  /** How many connections aren't drawn, since they follow from the marks at their ends. */
  readonly implied: number;
  /** The older version, where two are compared. */
  readonly against?: string;
  /** Changes at ends that aren't drawn, such as Services. */
  readonly otherChanges: readonly ConnectionChange[];
}
