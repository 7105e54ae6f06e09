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
    const seen = new Set<object>();
    const text = this.valueText(manifest, '', seen);
    return text === undefined || /^(?:%|---|\.\.\.)/m.test(Object.keys(manifest).join('\n')) ? undefined : `${text}\n`;
  }

  /** A value where something stands before it on its line, and lines below start with the indent. */
  private valueText(value: unknown, indent: string, seen: Set<object>): string | undefined {
    switch (typeof value) {
      case 'string':
        return this.lineText(value) ?? blockText(value, indent);
      case 'number':
        return numberText(value);
      case 'boolean':
        return String(value);
      case 'object':
        return value === null ? 'null' : this.collectionText(value, indent, seen);
      default:
        return undefined;
    }
  }

  private collectionText(value: object, indent: string, seen: Set<object>): string | undefined {
    // What stands in two places would get an anchor.
    if (seen.has(value) || 'toJSON' in value) return undefined;
    seen.add(value);
    if (Array.isArray(value)) return this.listText(value, indent, seen);
    return isMap(value) ? this.mapText(value, indent, seen) : undefined;
  }

  private listText(items: readonly unknown[], indent: string, seen: Set<object>): string | undefined {
    if (items.length === 0) return '[]';
    let text = '';
    for (const item of items) {
      const value = this.valueText(item, indent + STEP, seen);
      if (value === undefined) return undefined;
      text += `${text && `\n${indent}`}- ${value}`;
    }
    return text;
  }

  private mapText(map: { [key: string]: unknown }, indent: string, seen: Set<object>): string | undefined {
    const keys = Object.keys(map);
    if (keys.length === 0) return '{}';
    let text = '';
    for (const key of keys) {
      const name = this.lineText(key);
      const value = map[key];
      const written = this.valueText(value, indent + STEP, seen);
      if (name === undefined || name.length > LONGEST_KEY || written === undefined) return undefined;
      const gap = isFilled(value) ? `\n${indent}${STEP}` : ' ';
      text += `${text && `\n${indent}`}${name}:${gap}${written}`;
    }
    return text;
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

function numberText(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Object.is(value, -0) ? '-0' : JSON.stringify(value);
}
