import type { ConnectionList, ManifestSource } from '../analysis';
import { edgeText } from './edge-text';
import { type LockChange, LockChangeKind } from './lock-comparison';
import { type LockedLine, LockText } from './lock-text';
import { plainText } from './plain-text';

/**
 * Who may connect to whom, as it was agreed: a file that is kept in the repository, and that a change of the manifests
 * has to change as well.
 *
 * It has a line for each connection, as lists print it, sorted by letters alone: so a connection more or less is a line
 * more or less, and two branches meet only where both change the same. What isn't certain is there too, and marked; why
 * it isn't is left to lists, as is what leads nowhere.
 *
 * @example
 * const network = analysis.Connectivity.ofText([{ name: 'shop.yaml', text: '' }]);
 * const lock = report.ConnectivityLock.of(network.list());
 * const before = report.ConnectivityLock.ofText({ name: 'connectivity.lock', text: lock.text });
 * for (const { kind, connection } of before.changesTo(lock)) console.error(kind, connection);
 */
export class ConnectivityLock {
  /**
   * The lock of a list.
   *
   * @param list - all connections, by workload
   * @param options - what was said of the cluster, as the command line has it: `--cluster kubeadm`; nothing unless given
   */
  public static of(list: ConnectionList, options: string[] = []): ConnectivityLock {
    const edges = [
      ...list.connections.map((edge) => plainText(edgeText(edge))),
      ...list.unknown.map((edge) => `${plainText(edgeText(edge))}${LockText.UNKNOWN}`),
    ];
    const connections = [...new Set(edges)].sort();
    return new ConnectivityLock(LockText.linesOf(connections), options.map(plainText));
  }

  /**
   * Reads a lock.
   *
   * @param source - the text with its name
   * @throws with the line of the first thing in it that no lock has
   */
  public static ofText(source: ManifestSource): ConnectivityLock {
    const { lines, options } = LockText.read(source);
    return new ConnectivityLock(lines, options);
  }

  /**
   * Whether a text starts as a lock does.
   *
   * @param text - the text
   */
  public static isLock(text: string): boolean {
    return LockText.startsLock(text);
  }

  /** The connections, as lists print them; those that aren't certain end in `  (unknown)`. */
  public readonly connections: string[];

  /** What was said of the cluster, as the command line has it. */
  public readonly options: string[];

  private constructor(
    private readonly lines: readonly LockedLine[],
    options: string[],
  ) {
    this.connections = lines.map(({ connection }) => connection);
    this.options = options;
  }

  /** The file. */
  public get text(): string {
    return LockText.print(this.connections, this.options);
  }

  /**
   * What became of the connections since, sorted.
   *
   * @param newer - the connections now
   */
  public changesTo(newer: ConnectivityLock): LockChange[] {
    const [before, after] = [new Set(this.connections), new Set(newer.connections)];
    const closed = this.lines
      .filter(({ connection }) => !after.has(connection))
      .map((locked) => ({ kind: LockChangeKind.CLOSED, ...locked }));
    const inOrder = [...this.lines].sort(byConnection);
    const opened = newer.connections
      .filter((connection) => !before.has(connection))
      .map((connection) => ({ kind: LockChangeKind.OPENED, connection, line: lineFor(connection, inOrder) }));
    return [...closed, ...opened].sort(byConnection);
  }
}

function byConnection(one: { readonly connection: string }, other: { readonly connection: string }): number {
  return one.connection < other.connection ? -1 : 1;
}

/** Where a connection would stand: at the first one after it, or at the last of all. */
function lineFor(connection: string, inOrder: readonly LockedLine[]): number {
  let [low, high] = [0, inOrder.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inOrder[middle] as LockedLine).connection < connection) low = middle + 1;
    else high = middle;
  }
  return (inOrder[low] ?? inOrder.at(-1))?.line ?? 1;
}
