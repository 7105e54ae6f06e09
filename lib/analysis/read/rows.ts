import { Budget, Complaints } from './complaints';
import { type DocumentSpan, documentsIn } from './documents';
import { Field } from './fields/field';
import { plainly } from './fields/one-line';
import type { ManifestSource } from './manifest-source';
import { TextPlace } from './places';
import { SourceText } from './source-text';
import { readDocument, UnreadableDocument } from './yaml';

/**
 * The rows of a YAML list that people write for us, each checked.
 *
 * @param source - the text
 * @param what - what stands in the list, such as `expectations`
 * @param rowIn - reads one row, and complains of what is wrong with it
 * @throws one error that tells of everything that is wrong, each line with its place
 */
export function readRows<T>(source: ManifestSource, what: string, rowIn: (row: Field) => T): T[] {
  const text = new SourceText(source.name, source.text);
  const spans = documentsIn(source.text);
  const faults: string[] = [];
  const rows = (spans.length > 0 ? spans : [NOTHING]).flatMap((span) => rowsOf(text, span, what, rowIn, faults));
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return rows;
}

/** A text of comments has no document; that there is none is wrong with its first line. */
const NOTHING: DocumentSpan = { number: 1, start: 0, end: 0 };

function rowsOf<T>(
  source: SourceText,
  span: DocumentSpan,
  what: string,
  rowIn: (row: Field) => T,
  faults: string[],
): T[] {
  const place = new TextPlace(source, span);
  const value = span.end > span.start ? readDocument(source.text.slice(span.start, span.end)) : undefined;
  if (value instanceof UnreadableDocument) {
    const message = `a list of ${what} must be readable YAML, but got: ${plainly(value.reason)}; correct it`;
    faults.push(`${source.name}:${place.lineBelow(value.line)}: ${message}`);
    return [];
  }

  const complaints = new Complaints(new Budget((span.end - span.start) * 8 + 10_000));
  const field = Field.of(value, complaints);
  if (field.isAbsent) field.complain({ law: `${what} must be a list`, remedy: 'write [] for none' });
  const rows = field.items(what).flatMap((row) => (row.isMapping(`a row of ${what}`) ? [rowIn(row)] : []));
  faults.push(...complaints.all.map(({ path, message }) => `${source.name}:${place.lineOf(path)}: ${message}`));
  return rows;
}
