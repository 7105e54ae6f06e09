import { Yaml } from 'cdk8s';
import { blockText, lineText } from './scalar-text';

const STEP = '  ';
/** A key that takes more would be written in another form. */
const LONGEST_KEY = 1000;

/**
 * Writes manifests as YAML, byte for byte as cdk8s does, which makes a tree of nodes of each first.
 *
 * That is made for JSON alone: whatever is more than that (the same object in two places, a text with control
 * characters, an undefined field) is given to cdk8s, the whole manifest.
 */
export class ManifestText {
  /** The texts that were written already: names and labels are most of what is in manifests. */
  private readonly lines = new Map<string, string>();

  /** Several manifests, as in one file. */
  public of(manifests: readonly any[]): string {
    return manifests.map((each) => this.ownOf(each) ?? Yaml.stringify(each)).join('---\n');
  }

  /** One manifest; undefined where cdk8s has to write it. */
  public ownOf(manifest: any): string | undefined {
    if (!isMap(manifest)) return undefined;
    const pieces: string[] = [];
    if (!this.addValue(pieces, manifest, '\n', new Set<object>())) return undefined;
    if (/^(?:%|---|\.\.\.)/m.test(Object.keys(manifest).join('\n'))) return undefined;
    pieces.push('\n');
    // Put together once, so that what is left of it is one text, rather than all of its pieces.
    return pieces.join('');
  }

  /**
   * Adds a value where something stands before it on its line; false where cdk8s has to write it.
   *
   * @param lineEnd - a line end and the indent of what stands below
   */
  private addValue(pieces: string[], value: unknown, lineEnd: string, seen: Set<object>): boolean {
    if (typeof value === 'object' && value !== null) return this.addCollection(pieces, value, lineEnd, seen);
    const text = typeof value === 'string' ? this.stringText(value, lineEnd) : atomText(value);
    if (text === undefined) return false;
    pieces.push(text);
    return true;
  }

  private stringText(value: string, lineEnd: string): string | undefined {
    return this.lineText(value) ?? blockText(value, lineEnd.slice(1));
  }

  private addCollection(pieces: string[], value: object, lineEnd: string, seen: Set<object>): boolean {
    // What stands in two places would get an anchor.
    if (seen.has(value) || 'toJSON' in value) return false;
    seen.add(value);
    if (Array.isArray(value)) return this.addList(pieces, value, lineEnd, seen);
    return isMap(value) && this.addMap(pieces, value, lineEnd, seen);
  }

  private addList(pieces: string[], items: readonly unknown[], lineEnd: string, seen: Set<object>): boolean {
    if (items.length === 0) pieces.push('[]');
    const below = lineEnd + STEP;
    for (let i = 0; i < items.length; i += 1) {
      pieces.push(i === 0 ? '- ' : `${lineEnd}- `);
      if (!this.addValue(pieces, items[i], below, seen)) return false;
    }
    return true;
  }

  private addMap(pieces: string[], map: { [key: string]: unknown }, lineEnd: string, seen: Set<object>): boolean {
    const keys = Object.keys(map);
    if (keys.length === 0) pieces.push('{}');
    const below = lineEnd + STEP;
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i] as string;
      const name = this.lineText(key);
      if (name === undefined || name.length > LONGEST_KEY) return false;
      const value = map[key];
      if (i > 0) pieces.push(lineEnd);
      pieces.push(name, isFilled(value) ? `:${below}` : ': ');
      if (!this.addValue(pieces, value, below, seen)) return false;
    }
    return true;
  }

  private lineText(value: string): string | undefined {
    const known = this.lines.get(value);
    if (known !== undefined) return known;
    const text = lineText(value);
    if (text !== undefined) this.lines.set(value, text);
    return text;
  }
}

function isMap(value: unknown): value is { [key: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Symbol.iterator in value) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether a value is a map or a list with something in it, which starts on a line of its own. */
function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** What is neither a text nor a collection. */
function atomText(value: unknown): string | undefined {
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  return Object.is(value, -0) ? '-0' : JSON.stringify(value);
}
