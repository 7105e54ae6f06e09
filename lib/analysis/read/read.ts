import type { Network } from '../network/network';
import { type DocumentSpan, documentsIn } from './documents';
import type { ManifestObject } from './manifest-object';
import type { ManifestProblem } from './manifest-problem';
import type { ManifestSource } from './manifest-source';
import { ObjectReader } from './object-reader';
import { workloadsOf } from './owners';
import { TextPlace, ValuePlace } from './places';
import { SourceText } from './source-text';
import { readDocuments, UnreadableDocument } from './yaml';

/** What was read: what was understood of it, what is wrong with it, and what isn't understood. */
export interface Reading {
  readonly network: Network;
  readonly problems: readonly ManifestProblem[];
  /** How often each kind came that isn't understood and says nothing about connections: `ConfigMap`, `apps/Foo`. */
  readonly unknownKinds: { readonly [kind: string]: number };
  /** Every object, in the order in which it was read. */
  readonly objects: readonly ManifestObject[];
}

/**
 * Reads texts with manifests. Whatever stands in them, it ends in facts or in problems.
 *
 * @param sources - the texts with the names that problems call them by
 */
export function readSources(sources: readonly ManifestSource[]): Reading {
  const reader = new ObjectReader();
  for (const { name, text } of sources) {
    const source = new SourceText(name, text);
    const spans = documentsIn(text);
    let next = 0;
    for (const value of readDocuments(text, spans)) {
      const span = spans[next++] as DocumentSpan;
      const place = new TextPlace(source, span);
      if (value instanceof UnreadableDocument) {
        reader.skip(place, place.lineBelow(value.line), value.reason, text.slice(span.start, span.end));
      } else {
        reader.take(value, place, (span.end - span.start) * VISITS_PER_LETTER + SPARE_VISITS);
      }
    }
  }
  return readingOf(reader);
}

/** Each value is looked at a few times, and none is shorter than a letter. */
const VISITS_PER_LETTER = 8;
const SPARE_VISITS = 10_000;

/**
 * Reads objects that are values already, as a synth makes them.
 *
 * @param objects - the objects, each as a document of its own
 * @param name - what problems call them
 */
export function readObjects(objects: readonly unknown[], name = 'objects'): Reading {
  return readFiles([{ name, objects }]);
}

/** Objects that are values still, and the file that they will stand in. */
export interface WrittenFile {
  readonly name: string;
  readonly objects: readonly unknown[];
}

/** Reads objects that will be files, before they are. */
export function readFiles(files: readonly WrittenFile[]): Reading {
  const reader = new ObjectReader();
  for (const { name, objects } of files) {
    for (const [index, value] of objects.entries()) {
      reader.take(value, new ValuePlace(name, index + 1), MOST_VISITS_OF_A_VALUE);
    }
  }
  return readingOf(reader);
}

const MOST_VISITS_OF_A_VALUE = 20_000_000;

function readingOf({ draft, problems, unknownKinds, objects, disputed }: ObjectReader): Reading {
  const { running, ...facts } = draft;
  const namespaces = facts.namespaces.filter(({ object }) => !disputed.has(object));
  const linkerdAuthentications = facts.linkerdAuthentications.filter(({ object }) => !disputed.has(object));
  return {
    network: { ...facts, namespaces, linkerdAuthentications, workloads: workloadsOf(running) },
    problems,
    unknownKinds: Object.fromEntries([...unknownKinds].sort(([a], [b]) => (a < b ? -1 : 1))),
    objects,
  };
}
