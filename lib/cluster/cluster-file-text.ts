import * as fs from 'node:fs';
import * as yaml from 'js-yaml';
import { valueError } from '../errors';
import { isObject } from '../traffic';

/**
 * A field of a file, with the place where it stands.
 *
 * Only this file reads: all others see fields, so that they say the same whatever the facts are written in.
 */
export class FileField {
  /**
   * All that a file says.
   *
   * @throws when it can't be read, is no YAML, has more than one document, or says nothing
   */
  public static read(file: string): FileField {
    const text = textOf(file);
    try {
      return new FileField(
        file,
        '',
        yaml.load(text, { schema: yaml.CORE_SCHEMA, maxAliases: 0, maxDepth: MOST_DEPTH }),
        1,
        linesOf(text),
      );
    } catch (error) {
      if (!(error instanceof yaml.YAMLException)) throw error;
      throw valueError({
        law: `${file}:${(error.mark?.line ?? 0) + 1}: the facts of a cluster must be one document of YAML`,
        remedy: `correct it: ${error.reason}`,
      });
    }
  }

  private constructor(
    private readonly file: string,
    private readonly path: string,
    /** What it says. */
    public readonly value: unknown,
    private readonly line: number,
    private readonly lines: ReadonlyMap<string, number>,
  ) {}

  /** `cluster.yaml:7`. */
  public get place(): string {
    return `${this.file}:${this.line}`;
  }

  /** The fields in it, in their order. Those that say nothing are left out. */
  public get fields(): ReadonlyMap<string, FileField> {
    if (!isObject(this.value)) return new Map();
    const given = Object.entries(this.value as object).filter(([, value]) => value !== null);
    return new Map(given.map(([key, value]) => [key, this.inner(key, value)]));
  }

  /** The items of a list; undefined where it is none. */
  public get items(): FileField[] | undefined {
    return Array.isArray(this.value) ? this.value.map((value, index) => this.inner(`${index}`, value)) : undefined;
  }

  /** Has a fact made of it: what is thrown starts with the place. */
  public make<T>(fact: () => T): T {
    try {
      return fact();
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      throw text.startsWith(`${this.file}:`) ? error : new Error(`${this.place}: ${text}`);
    }
  }

  private inner(key: string, value: unknown): FileField {
    const path = `${this.path}/${key}`;
    return new FileField(this.file, path, value, this.lines.get(path) ?? this.line, this.lines);
  }
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    throw valueError({
      law: 'the file with the facts of a cluster must be one that can be read',
      got: file,
      remedy: 'name it as it is seen from the folder in which the app runs',
    });
  }
}

/** How deep collections may lie in each other: far deeper than any fact has them. */
const MOST_DEPTH = 20;

/** An open collection. */
interface Open {
  readonly path: string;
  readonly isMapping: boolean;
  key?: string;
  items: number;
}

/** The lines on which fields stand, by their paths: of a field of a mapping, that of its key. */
function linesOf(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const open: Open[] = [];
  const lineAt = lineCounter(text);
  /** The path of the value that comes next, whose line is noted unless its key was. */
  const next = (offset: number): string => {
    const parent = open.at(-1);
    if (!parent) return '';
    const path = `${parent.path}/${parent.isMapping ? parent.key : parent.items++}`;
    if (!lines.has(path)) lines.set(path, lineAt(offset));
    parent.key = undefined;
    return path;
  };
  for (const event of yaml.parseEvents(text, { maxDepth: MOST_DEPTH })) {
    const parent = open.at(-1);
    if (event.type === yaml.EVENT_ID.MAPPING || event.type === yaml.EVENT_ID.SEQUENCE) {
      open.push({ path: next(event.start), isMapping: event.type === yaml.EVENT_ID.MAPPING, items: 0 });
    } else if (event.type === yaml.EVENT_ID.SCALAR && parent?.isMapping && parent.key === undefined) {
      parent.key = yaml.getScalarValue(text, event);
      lines.set(`${parent.path}/${parent.key}`, lineAt(event.valueStart));
    } else if (event.type === yaml.EVENT_ID.SCALAR) {
      next(event.valueStart);
    } else if (event.type === yaml.EVENT_ID.POP) {
      open.pop();
    }
  }
  return lines;
}

/** Which line an offset is on, counted from 1, for offsets that come in their order. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let seen = 0;
  return (offset) => {
    for (; seen < offset; seen++) if (text[seen] === '\n') line++;
    return line;
  };
}
