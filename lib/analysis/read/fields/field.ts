import type { FieldPath } from '../../network/place';
import type { Complaints, Law } from '../complaints';
import { isOneLine, plainly } from './one-line';

/**
 * A field of an object that is being read: its value, whatever that is, and where it stands.
 *
 * Each question says what the value must be. A value that isn't so becomes a complaint, and the answer is then the
 * nearest empty value; whoever asked goes on, so that one object can have several complaints, and the answers are
 * thrown away with the object.
 */
export class Field {
  /** The object itself. */
  public static of(value: unknown, complaints: Complaints): Field {
    return new Field(value, complaints);
  }

  private constructor(
    public readonly value: unknown,
    private readonly complaints: Complaints,
    private readonly parent?: Field,
    private readonly step: string | number = '',
  ) {}

  /** The steps from the object to the field. */
  public get path(): FieldPath {
    return this.parent ? [...this.parent.path, shortened(this.step)] : [];
  }

  /** Kubernetes takes `null` for nothing. */
  public get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** The field of this name inside a mapping; absent where there is none. */
  public at(key: string): Field {
    const { value } = this;
    const isThere = this.isWrittenMapping() && Object.hasOwn(value as object, key);
    return new Field(isThere ? (value as Mapping)[key] : undefined, this.complaints, this, key);
  }

  /** The keys of a mapping, whatever they stand for. */
  public keys(): string[] {
    if (!this.isWrittenMapping()) return [];
    const keys = Object.keys(this.value as object);
    return this.complaints.mayVisit(this, keys.length) ? keys : [];
  }

  /** The fields of a mapping whose keys are not known beforehand. */
  public entries(): [string, Field][] {
    return this.keys().map((key) => [key, this.at(key)]);
  }

  /** The items of a list; none where it is absent. */
  public items(what: string): Field[] {
    if (this.isAbsent) return [];
    if (!Array.isArray(this.value)) {
      this.complain({ law: `${what} must be a list`, remedy: 'put each item on a line of its own, after "- "' });
      return [];
    }
    const { value, complaints } = this;
    if (!complaints.mayVisit(this, value.length)) return [];
    return value.map((item, index) => new Field(item, complaints, this, index));
  }

  /** The items of a list of mappings. */
  public mappings(what: string, item: string): Field[] {
    const items = this.items(what);
    for (const { value } of items) if (!isRecord(value)) return items.filter((field) => field.isMapping(item));
    return items;
  }

  /** Whether it is a mapping; complains where it isn't, also where it is absent. */
  public isMapping(what: string): boolean {
    if (isRecord(this.value)) return true;
    this.complain({ law: `${what} must be a mapping`, remedy: 'write its fields as "key: value"' });
    return false;
  }

  /** A text of one line that must be there: another could pass for a line of what is printed. */
  public text(what: string): string {
    const text = this.prose(what);
    if (isOneLine(text)) return text;
    this.complain({ law: `${what} must be one line without control characters`, remedy: 'take them out' });
    return '';
  }

  /** A text of any number of lines that must be there. */
  public prose(what: string): string {
    if (typeof this.value === 'string' && this.value !== '') return this.value;
    this.complain({ law: `${what} must be a text`, remedy: textRemedy(this.value) });
    return '';
  }

  /** A text that may be left out, or empty, which is the same. */
  public optionalText(what: string): string | undefined {
    return this.isAbsent || this.value === '' ? undefined : this.text(what);
  }

  /** A boolean; false where it is absent. */
  public flag(what: string): boolean {
    if (this.isAbsent || typeof this.value === 'boolean') return this.value === true;
    this.complain({ law: `${what} must be true or false`, remedy: 'write it without quotes' });
    return false;
  }

  /** A whole number that must be there. */
  public integer(what: string, first: number, last: number): number {
    const { value } = this;
    if (typeof value === 'number' && Number.isInteger(value) && value >= first && value <= last) return value;
    const remedy = typeof value === 'string' && /^[0-9]+$/.test(value) ? 'write it without quotes' : 'correct it';
    this.complain({ law: `${what} must be a whole number from ${first} to ${last}`, remedy });
    return first;
  }

  /** One of these texts; the fallback where it is absent and there is one. */
  public oneOf<T extends string>(what: string, choices: readonly T[], fallback?: T): T {
    if (this.isAbsent && fallback !== undefined) return fallback;
    const found = choices.find((choice) => choice === this.value);
    if (found !== undefined) return found;
    this.complain({ law: `${what} must be ${orList(choices)}`, remedy: 'correct it; case counts' });
    return choices[0] as T;
  }

  /** Complains of fields that Kubernetes doesn't know there: where a typo changes a meaning, it must not pass. */
  public only(what: string, known: readonly string[]): void {
    for (const key of this.keys()) {
      if (known.includes(key)) continue;
      this.at(key).note(`${what} must have no fields but ${known.join(', ')}, but got "${shortened(key)}"; correct it`);
    }
  }

  /** What is read of the object, where nothing is wrong with it; undefined where there is a complaint. */
  public soundly<T>(read: () => T): T | undefined {
    const before = this.complaints.count;
    const found = read();
    return this.complaints.count === before ? found : undefined;
  }

  /** The value breaks this law. */
  public complain(law: Law): void {
    this.complaints.add(this.path, law, this.value);
  }

  /** Something is wrong here, in words that are made already. */
  public note(message: string): void {
    this.complaints.note(this.path, message);
  }

  /** What a law calls it that has no better word. */
  private get name(): string {
    return this.parent ? String(shortened(this.step)) : 'an object';
  }

  /** Whether it is there, and a mapping; complains where it is something else. */
  private isWrittenMapping(): boolean {
    return isRecord(this.value) || (!this.isAbsent && this.isMapping(this.name));
  }
}

type Mapping = { readonly [key: string]: unknown };

/** A list may be an object to JavaScript, but not to YAML. */
export function isRecord(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textRemedy(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? `write "${value}", in quotes` : 'write it out';
}

function orList(choices: readonly string[]): string {
  return choices.length === 1 ? `${choices[0]}` : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}

/** A key may be as long as a file, and have any letters. */
function shortened(step: string): string;
function shortened(step: string | number): string | number;
function shortened(step: string | number): string | number {
  if (typeof step === 'number') return step;
  return plainly(step.length > 80 ? `${step.slice(0, 77)}...` : step);
}
