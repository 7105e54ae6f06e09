import { Lines } from './lines';
import { IndexedDocument } from './node-index';

/** The text of one source, and what is found in it on demand: lines, and where the fields of a document stand. */
export class SourceText {
  private readonly lines: Lines;
  private indexed?: { readonly start: number; readonly document: IndexedDocument | undefined };

  constructor(
    public readonly name: string,
    public readonly text: string,
  ) {
    this.lines = new Lines(text);
  }

  /** The line of a position, counted from 1. */
  public lineAt(position: number): number {
    return this.lines.at(position) + 1;
  }

  /** The document from here to there. Only the last one asked for is kept, as most are asked for in turn. */
  public documentAt(start: number, end: number): IndexedDocument | undefined {
    if (this.indexed?.start !== start) {
      const isShort = end - start <= MOST_INDEXED;
      this.indexed = { start, document: isShort ? IndexedDocument.of(this.text.slice(start, end)) : undefined };
    }
    return this.indexed.document;
  }
}

/** The index of a longer document would take gigabytes; its fields stand on its first line. */
const MOST_INDEXED = 16 * 1024 * 1024;
