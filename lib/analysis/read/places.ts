import type { FieldPath, Place } from '../network/place';
import type { DocumentSpan } from './documents';
import type { SourceText } from './source-text';

/** A document of a text. */
export class TextPlace implements Place {
  public readonly file: string;
  public readonly document: number;

  constructor(
    private readonly source: SourceText,
    private readonly span: DocumentSpan,
  ) {
    this.file = source.name;
    this.document = span.number;
  }

  public lineOf(path: FieldPath): number {
    const { start, end } = this.span;
    const lines = this.source.documentAt(start, end)?.lineOf(path) ?? 0;
    return this.lineBelow(lines);
  }

  /** The line of the file that is so many lines below the start of the document. */
  public lineBelow(lines: number): number {
    return this.source.lineAt(this.span.start) + lines;
  }
}

/** An object that came as a value rather than as text: it is all on one line. */
export class ValuePlace implements Place {
  constructor(
    public readonly file: string,
    public readonly document: number,
  ) {}

  public lineOf(): number {
    return 1;
  }
}
