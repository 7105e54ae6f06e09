import { Answer } from '../answer';
import type { FieldPath, FieldRef, ObjectRef } from '../network/place';
import type { EntryLeg, EntryTarget, WayIn } from './way-in';

type LegName = EntryLeg['leg'];

/** A step that holds. */
export function holds(leg: LegName, text: string, ...decidedBy: FieldRef[]): EntryLeg {
  return { leg, answer: Answer.ALLOWED, text, decidedBy };
}

/** A step that doesn't hold; the text says what to do. */
export function fails(leg: LegName, text: string, ...decidedBy: FieldRef[]): EntryLeg {
  return { leg, answer: Answer.DENIED, text, decidedBy };
}

/** A step that depends on what the manifests don't say. */
export function leavesOpen(leg: LegName, text: string, ...decidedBy: FieldRef[]): EntryLeg {
  return { leg, answer: Answer.UNKNOWN, text, decidedBy };
}

/** A field of an object, as what decides. */
export function fieldOf(object: ObjectRef, path: FieldPath): FieldRef {
  return { object, path };
}

/** Whether all steps hold. */
export function answerOf(legs: readonly EntryLeg[]): Answer {
  if (legs.some(({ answer }) => answer === Answer.DENIED)) return Answer.DENIED;
  return legs.some(({ answer }) => answer === Answer.UNKNOWN) ? Answer.UNKNOWN : Answer.ALLOWED;
}

/** Where requests arrive behind a route: the steps up to there, and the pods. */
export interface Arrival {
  readonly legs: readonly EntryLeg[];
  readonly targets: readonly EntryTarget[];
}

/** What is found on a way in, whatever the URL by which it is entered. */
export type Walk = Omit<WayIn, 'entry' | 'origin' | 'url'>;

/** The steps of a way in, one after another; what comes after one that fails isn't asked. */
export function walk(...stretches: readonly (Arrival | EntryLeg)[]): Walk {
  const legs: EntryLeg[] = [];
  let end: Arrival | undefined;
  for (const stretch of stretches) {
    if ('legs' in stretch) end = stretch;
    legs.push(...('legs' in stretch ? stretch.legs : [stretch]));
    if (answerOf(legs) === Answer.DENIED) break;
  }
  const answer = answerOf(legs);
  const targets = answer === Answer.DENIED ? [] : (end?.targets ?? []);
  return { legs, answer, targets };
}

/** A list as a sentence has it: `"a", "b" and "c"`, cut where it would fill the page. */
export function listText(items: readonly string[]): string {
  const most = 4;
  const shown = items.length > most ? [...items.slice(0, most - 1), `${items.length - most + 1} more`] : items;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}
