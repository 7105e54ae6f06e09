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
    if (!isCollection(manifest) || !isMap(manifest)) return undefined;
    const pieces: string[] = [];
    if (!this.addCollection(pieces, manifest, '', '\n', new Set<object>())) return undefined;
    if (/^(?:%|---|\.\.\.)/m.test(Object.keys(manifest).join('\n'))) return undefined;
    pieces.push('\n');
    // Put together once, so that what is left of it is one text, rather than all of its pieces.
    return pieces.join('');
  }

  /**
   * Adds a list or a map; false where cdk8s has to write it.
   *
   * @param gap - what stands before it if there is something in it
   * @param lineEnd - a line end and the indent of what stands below
   */
  private addCollection(pieces: string[], value: object, gap: string, lineEnd: string, seen: Set<object>): boolean {
    // What stands in two places would get an anchor.
    if (seen.has(value) || 'toJSON' in value) return false;
    seen.add(value);
    if (Array.isArray(value)) return this.addList(pieces, value, gap, lineEnd, seen);
    return isMap(value) && this.addMap(pieces, value, gap, lineEnd, seen);
  }

  private addList(
    pieces: string[],
    items: readonly unknown[],
    gap: string,
    lineEnd: string,
    seen: Set<object>,
  ): boolean {
    if (items.length === 0) pieces.push(gap && ' ', '[]');
    const below = lineEnd + STEP;
    let before = gap;
    for (const item of items) {
      pieces.push(before, '- ');
      before = lineEnd;
      const text = this.atomText(item, below);
      if (text !== undefined) pieces.push(text);
      else if (!isCollection(item) || !this.addCollection(pieces, item, '', below, seen)) return false;
    }
    return true;
  }

  private addMap(
    pieces: string[],
    map: { [key: string]: unknown },
    gap: string,
    lineEnd: string,
    seen: Set<object>,
  ): boolean {
    const keys = Object.keys(map);
    if (keys.length === 0) pieces.push(gap && ' ', '{}');
    const below = lineEnd + STEP;
    let before = gap;
    for (const key of keys) {
      const name = this.lineText(key);
      if (name === undefined || name.length > LONGEST_KEY) return false;
      pieces.push(before, name);
      before = lineEnd;
      const value = map[key];
      const text = this.atomText(value, below);
      if (text !== undefined) {
        pieces.push(': ', text);
      } else {
        pieces.push(':');
        if (!isCollection(value) || !this.addCollection(pieces, value, below, below, seen)) return false;
      }
    }
    return true;
  }

  /** What is no collection, where something stands before it on its line; undefined for all that is more than that. */
  private atomText(value: unknown, lineEnd: string): string | undefined {
    switch (typeof value) {
      case 'string':
        return this.lineText(value) ?? blockText(value, lineEnd.slice(1));
      case 'number':
        return numberText(value);
      case 'boolean':
        return String(value);
      default:
        return value === null ? 'null' : undefined;
    }
  }

  private lineText(value: string): string | undefined {
    const known = this.lines.get(value);
    if (known !== undefined) return known;
    const text = lineText(value);
    if (text !== undefined) this.lines.set(value, text);
    return text;
  }
}

function isMap(value: object): value is { [key: string]: unknown } {
  if (Array.isArray(value) || Symbol.iterator in value) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function numberText(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Object.is(value, -0) ? '-0' : JSON.stringify(value);
}
