import { keyOf } from './acknowledged';
import type { Evidence, Place } from './facts';
import { textAt } from './written';

/** What the objects say in an annotation, each found by where it stands and what it is. */
export class Said {
  private readonly texts = new Map<string, string>();

  /**
   * @param evidence - what was read
   * @param annotation - the key of the annotation
   */
  public constructor({ objects }: Evidence, annotation: string) {
    for (const object of objects) {
      const text = textAt(object.body, 'metadata', 'annotations', annotation);
      if (text !== undefined) this.texts.set(placeKey(object), text);
    }
  }

  /** What an object says; undefined where it says nothing. */
  public of(object: Place): string | undefined {
    return this.texts.get(placeKey(object));
  }
}

function placeKey(object: Place): string {
  return keyOf({ ...object, file: object.place.file });
}
