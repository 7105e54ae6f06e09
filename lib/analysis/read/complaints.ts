import { valueError } from '../../errors';
import type { FieldPath } from '../network/place';
import { plainly } from './fields/one-line';

/** What must hold, and what to do where it doesn't. */
export interface Law {
  /** The law, as a sentence without its end: `a port number must be a whole number from 1 to 65535`. */
  readonly law: string;
  readonly remedy: string;
}

export interface Complaint {
  readonly path: FieldPath;
  readonly message: string;
}

/** What is wrong with one object: each law that it breaks, by the field. */
export class Complaints {
  /** Made with the first one: most objects have none. */
  private byText?: Map<string, Complaint>;

  /** How often something was wrong, told or not. */
  private made = 0;

  constructor(private readonly budget: Budget) {}

  public get count(): number {
    return this.made;
  }

  public get all(): readonly Complaint[] {
    return [...(this.byText?.values() ?? [])];
  }

  public get isEmpty(): boolean {
    return this.byText === undefined;
  }

  /** A field whose value breaks a law. */
  public add(path: FieldPath, law: Law, got: unknown): void {
    this.note(path, `${lawBroken(law, got)}`);
  }

  /** A sentence that is made already. */
  public note(path: FieldPath, message: string): void {
    this.made++;
    const key = `${path.join('\n')}\n${message}`;
    this.byText ??= new Map();
    if (this.byText.size < MOST_COMPLAINTS) this.byText.set(key, { path, message: plainly(message) });
  }

  /** Whether so many more values of a field may be looked at; complains where they may not. */
  public mayVisit(field: { readonly path: FieldPath }, values: number): boolean {
    if (this.budget.spend(values)) return true;
    this.note(field.path, 'aliases must not repeat more than the document is long; write the repeated parts out');
    return false;
  }
}

/** Who has read so many complaints of one object knows enough. */
const MOST_COMPLAINTS = 20;

/**
 * How many values of a document may be looked at.
 *
 * Without aliases, no document has more values than letters. With them a few lines can stand for billions of values,
 * each of which is cheap to hold and only costly to walk.
 */
export class Budget {
  constructor(private left: number) {}

  public spend(values: number): boolean {
    this.left -= values;
    return this.left >= 0;
  }
}

/** `a port number must be a whole number, but got "x"; write it without quotes`. Values in values are never walked. */
export function lawBroken({ law, remedy }: Law, got: unknown): string {
  if (got === undefined || got === null) return valueError({ law: `${law}, but got nothing`, remedy }).message;
  if (typeof got !== 'object' || (Array.isArray(got) && got.length === 0))
    return valueError({ law, got, remedy }).message;
  return valueError({ law: `${law}, but got a ${Array.isArray(got) ? 'list' : 'mapping'}`, remedy }).message;
}
