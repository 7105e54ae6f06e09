import * as yaml from 'js-yaml';
import { onDemand } from '../../traffic';
import type { DocumentSpan } from './documents';

/** Why a document can't be read, and on which of its lines, counted from 0. */
export class UnreadableDocument {
  constructor(
    public readonly reason: string,
    public readonly line: number,
  ) {}
}

/** How deep collections may lie in each other: twice what any Kubernetes object needs. */
const MOST_DEPTH = 100;

/** More text than a cluster holds in one object or a List of them. */
const LONGEST_DOCUMENT = 256 * 1024 * 1024;

/** From this length on, JSON is read by the engine's own parser, which is many times as fast. */
const LONG_JSON = 4 * 1024 * 1024;

/**
 * The values of the documents of a text, in their order: null for a document of nothing.
 *
 * They are as `kubectl` reads them: `yes`, `on` and their like are booleans, and `010` is eight. Aliases share what they
 * stand for, so that a value may be far larger than its text when walked in full.
 */
export function* readDocuments(text: string, spans: readonly DocumentSpan[]): Generator<unknown> {
  for (let first = 0; first < spans.length; ) {
    const batch = batchFrom(spans, first);
    first += batch.length;
    const values = batch.length > 1 ? valuesOf(text, batch) : undefined;
    for (const [index, { start, end }] of batch.entries()) {
      yield values ? values[index] : readDocument(text.slice(start, end));
    }
  }
}

/** Calling the parser costs as much as a small document does, so that small ones are read together. */
const LONGEST_BATCH = 64 * 1024;

function batchFrom(spans: readonly DocumentSpan[], first: number): readonly DocumentSpan[] {
  const start = spans[first]?.start ?? 0;
  let last = first + 1;
  while (last < spans.length && (spans[last]?.end ?? 0) - start < LONGEST_BATCH) last++;
  return spans.slice(first, last);
}

/** The values of documents that are read together; undefined where one of them is malformed. */
function valuesOf(text: string, batch: readonly DocumentSpan[]): readonly unknown[] | undefined {
  try {
    const values = yaml.loadAll(text.slice(batch[0]?.start, batch.at(-1)?.end), options());
    return values.length === batch.length ? values : undefined;
  } catch {
    return undefined;
  }
}

/** The value of one document. */
export function readDocument(text: string): unknown {
  if (text.length > LONGEST_DOCUMENT) return new UnreadableDocument('it is longer than 256 MB', 0);
  try {
    return longJson(text) ?? indented(text, (padded) => yaml.load(padded, options()));
  } catch (error) {
    if (!(error instanceof yaml.YAMLException)) return new UnreadableDocument('it can not be parsed', 0);
    return new UnreadableDocument(error.reason.slice(0, LONGEST_REASON), error.mark?.line ?? 0);
  }
}

/** The events of one document, and the text that their positions are of, which has the same lines. */
export function eventsOf(text: string): { readonly events: readonly yaml.Event[]; readonly text: string } {
  return indented(text, (padded) => ({ events: yaml.parseEvents(padded, { maxDepth: MOST_DEPTH }), text: padded }));
}

/**
 * Parses a text, as Kubernetes' own parser does, also where lines inside of brackets or quotes aren't indented enough.
 *
 * Such a line may be indented without a change of meaning, since space at its start means nothing there.
 */
function indented<T>(text: string, parse: (text: string) => T): T {
  let padded = text;
  let first: unknown;
  for (let lines = 0; ; lines++) {
    try {
      return parse(padded);
    } catch (error) {
      first ??= error;
      const line = error instanceof yaml.YAMLException && error.reason === DEFICIENT ? error.mark?.line : undefined;
      if (line === undefined || lines >= MOST_PADDED) throw first;
      padded = withPadding(padded, line);
    }
  }
}

const DEFICIENT = 'deficient indentation';
const PADDING = ' '.repeat(MOST_DEPTH);
const MOST_PADDED = 200;

function withPadding(text: string, line: number): string {
  let start = 0;
  for (let count = 0; count < line; count++) start = text.indexOf('\n', start) + 1;
  return text.slice(0, start) + PADDING + text.slice(start);
}

function longJson(text: string): unknown {
  if (text.length < LONG_JSON || !text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A reason may quote a part of the text, which may be as long as that. */
const LONGEST_REASON = 160;

/** Integers in all the forms of Kubernetes' own parser: `0x1f`, `0o17` and `017`, `0b11`, `1_000`. */
const integers = () =>
  yaml.defineScalarTag<number>('tag:yaml.org,2002:int', {
    implicit: true,
    implicitFirstChars: [...'+-0123456789'],
    resolve: (source) => {
      if (DECIMAL.test(source)) return Number(source);
      const [, sign, rest] = OTHER_INTEGER.exec(source) ?? [];
      if (rest === undefined) return yaml.NOT_RESOLVED;
      const digits = rest.replace(/_/g, '');
      const number = Number(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
      return Number.isNaN(number) ? yaml.NOT_RESOLVED : sign === '-' ? -number : number;
    },
    identify: () => false,
  });

const DECIMAL = /^[-+]?(0|[1-9][0-9]*)$/;
const OTHER_INTEGER = /^([-+]?)(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|[0-9][0-9_]*)$/;

const options = onDemand(
  (): yaml.LoadOptions => ({
    schema: yaml.CORE_SCHEMA.withTags(yaml.mergeTag, yaml.boolYaml11Tag, integers()),
    maxDepth: MOST_DEPTH,
    maxAliases: 10_000,
  }),
);
