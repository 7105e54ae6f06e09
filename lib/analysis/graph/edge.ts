import type { PortSetId } from '../evaluate/port-sets';
import type { ListedEnd } from './connection-list';

/** A connection between two ends before it is listed. */
export interface Edge {
  readonly source: ListedEnd;
  readonly destination: ListedEnd;
  readonly allowed: PortSetId;
  readonly possible: PortSetId;
  readonly via?: string;
  /** Why what is possible isn't certain; asked only of edges that are listed as unknown. */
  doubts(): string[];
}
