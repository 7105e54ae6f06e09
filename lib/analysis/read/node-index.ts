import * as yaml from 'js-yaml';
import type { FieldPath } from '../network/place';
import { Lines } from './lines';
import { eventsOf } from './yaml';

/** Where a field stands in the text of its document, and the fields inside it. */
interface NodeIndex {
  /** Of a field of a mapping, where its key stands. */
  readonly offset: number;
  /** Undefined for what has nothing inside. */
  children?: Map<string, NodeIndex>;
}

/** A document whose fields are found by their steps. */
export class IndexedDocument {
  /** The document of a text; undefined where it can't be parsed. */
  public static of(text: string): IndexedDocument | undefined {
    try {
      const parsed = eventsOf(text);
      const root = new Indexer(parsed.text).index(parsed.events);
      return root && new IndexedDocument(root, new Lines(parsed.text));
    } catch {
      return undefined;
    }
  }

  private constructor(
    private readonly root: NodeIndex,
    private readonly lines: Lines,
  ) {}

  /** The line of a field, or of the nearest field above it that stands in the text, counted from 0. */
  public lineOf(path: FieldPath): number {
    return this.lines.at(offsetOf(this.root, path));
  }
}

function offsetOf(root: NodeIndex, path: FieldPath): number {
  let node = root;
  for (const step of path) {
    const child = node.children?.get(String(step));
    if (!child) return node.offset;
    node = child;
  }
  return node.offset;
}

interface Open {
  readonly node: NodeIndex;
  readonly isMapping: boolean;
  /** The key that waits for its value. */
  key?: { readonly name: string; readonly offset: number };
  items: number;
  /** Whether it is itself a key, which no Kubernetes object has. */
  readonly isKey: boolean;
}

/** Follows the events of a parser, which come in the order of the text. */
class Indexer {
  private readonly anchors = new Map<string, NodeIndex>();
  private readonly open: Open[] = [];
  private root?: NodeIndex;

  constructor(private readonly text: string) {}

  public index(events: readonly yaml.Event[]): NodeIndex | undefined {
    for (const event of events) this.take(event);
    return this.root;
  }

  private take(event: yaml.Event): void {
    switch (event.type) {
      case yaml.EVENT_ID.MAPPING:
      case yaml.EVENT_ID.SEQUENCE:
        this.enter(event, event.type === yaml.EVENT_ID.MAPPING);
        break;
      case yaml.EVENT_ID.SCALAR:
        this.scalar(event);
        break;
      case yaml.EVENT_ID.ALIAS: {
        const anchored = this.anchors.get(this.text.slice(event.anchorStart, event.anchorEnd));
        this.place(event.anchorStart, anchored?.children);
        break;
      }
      case yaml.EVENT_ID.POP:
        this.leave();
        break;
    }
  }

  private enter(event: yaml.MappingEvent | yaml.SequenceEvent, isMapping: boolean): void {
    const parent = this.open.at(-1);
    const isKey = parent?.isMapping === true && !parent.key;
    const children = new Map<string, NodeIndex>();
    const node = isKey ? { offset: event.start, children } : this.place(event.start, children);
    this.anchor(event, node);
    this.open.push({ node, isMapping, items: 0, isKey });
  }

  private scalar(event: yaml.ScalarEvent): void {
    const parent = this.open.at(-1);
    if (parent?.isMapping && !parent.key) {
      parent.key = { name: yaml.getScalarValue(this.text, event), offset: event.valueStart };
    } else {
      this.anchor(event, this.place(event.valueStart));
    }
  }

  private leave(): void {
    const left = this.open.pop();
    const parent = this.open.at(-1);
    if (left?.isKey && parent) parent.key = { name: '', offset: left.node.offset };
  }

  /** Puts a value where the open collection expects the next one. */
  private place(offset: number, children?: Map<string, NodeIndex>): NodeIndex {
    const parent = this.open.at(-1);
    const at = parent?.key?.offset ?? offset;
    const node: NodeIndex = { offset: at < 0 ? (parent?.node.offset ?? 0) : at, children };
    if (!parent) {
      this.root ??= node;
    } else {
      parent.node.children?.set(parent.key ? parent.key.name : String(parent.items++), node);
      parent.key = undefined;
    }
    return node;
  }

  private anchor(event: { readonly anchorStart: number; readonly anchorEnd: number }, node: NodeIndex): void {
    if (event.anchorStart >= 0) this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), node);
  }
}
