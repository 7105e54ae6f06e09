import { valueError } from '../errors';
import type { Format, Verb } from './format';
import { csv } from './formats/csv';
import { dot } from './formats/dot';
import { github } from './formats/github';
import { gitlab } from './formats/gitlab';
import { json } from './formats/json';
import { junit } from './formats/junit';
import { markdown } from './formats/markdown';
import { mermaid } from './formats/mermaid';
import { sarif } from './formats/sarif';
import { text } from './formats/text';

/** All formats: the first that knows a verb is the one for people. */
export class Formats {
  /** All of them. */
  public static all(): readonly Format[] {
    return [text, json, csv, markdown, dot, mermaid, junit, sarif, github, gitlab];
  }

  /** The names of those that know a verb. */
  public static namesFor(verb: Verb): string[] {
    return Formats.all().flatMap((format) => (format[verb] ? format.name : []));
  }

  /**
   * The format of a name that knows a verb.
   *
   * @throws when there is none, or when it doesn't know the verb
   */
  public static named<V extends Verb>(name: string, verb: V): Format & Required<Pick<Format, V>> {
    const found = Formats.all().find((format) => format.name === name && format[verb]);
    if (found) return found as Format & Required<Pick<Format, V>>;
    throw valueError({ law: `the format of ${verb} must be one of ${Formats.namesFor(verb).join(', ')}`, got: name });
  }

  private constructor() {}
}
