import type { ManifestSource } from '../analysis';
import { valueError } from '../errors';

/** A connection that is locked, and its line in the file. */
export interface LockedLine {
  readonly connection: string;
  readonly line: number;
}

const HEADER = '# Who may connect to whom: written by `cdk8s-networking list --lock`, compared by `check --lock`.';
const OPTIONS = '# options:';
const NONE = 'none';

const EDGE = /^\S.* -> \S.*? {2}\S/;
const CONFLICT = /^(<{7}|={7}|>{7}|\|{7})/;

/** The file of a lock: two lines that say what it is, then a line for each connection. */
export class LockText {
  /** What a line ends in that isn't certain. */
  public static readonly UNKNOWN = '  (unknown)';

  /** The lines at which connections stand when they are printed. */
  public static linesOf(connections: readonly string[]): LockedLine[] {
    return connections.map((connection, i) => ({ connection, line: i + 3 }));
  }

  /** The whole text. */
  public static print(connections: readonly string[], options: readonly string[]): string {
    const said = options.length === 0 ? NONE : options.join(' ');
    return [HEADER, `${OPTIONS} ${said}`, ...connections, ''].join('\n');
  }

  /** Whether a text starts as a lock does. */
  public static startsLock(text: string): boolean {
    return linesIn(text)[0] === HEADER;
  }

  /** @throws with the line of the first thing that no lock has */
  public static read({ name, text }: ManifestSource): { lines: LockedLine[]; options: string[] } {
    const [header, options, ...edges] = linesIn(text);
    if (header !== HEADER) {
      throw fault(name, 1, `a lock must start with the line "${HEADER}"`, header ?? '');
    }
    if (!options?.startsWith(`${OPTIONS} `)) {
      throw fault(name, 2, `the second line of a lock must say its options, as in "${OPTIONS} ${NONE}"`, options ?? '');
    }
    const said = options.slice(OPTIONS.length).trim();
    return {
      lines: edges.flatMap((edge, i) => lineOf(name, i + 3, edge)),
      options: said === NONE ? [] : said.split(/ (?=--)/),
    };
  }

  private constructor() {}
}

/** Version control may end lines as another system does. */
function linesIn(text: string): string[] {
  return text.replace(/^\ufeff/, '').split(/\r?\n/);
}

function lineOf(name: string, line: number, edge: string): LockedLine[] {
  if (edge.trim() === '') return [];
  if (CONFLICT.test(edge)) throw fault(name, line, 'a lock must be merged before it is compared', edge);
  if (EDGE.test(edge)) return [{ connection: edge, line }];
  throw fault(name, line, 'a line of a lock must be a connection, as in "shop/web -> shop/api  TCP 8080"', edge);
}

function fault(name: string, line: number, law: string, got: string): Error {
  const { message } = valueError({ law, got, remedy: 'write it anew, with `list --lock`' });
  return new Error(`${name}:${line}: ${message}`);
}
