import type { IConstruct } from 'constructs';
import { PerApp } from './per-app';

interface Reading {
  number: number;
  isHeld: boolean;
}

const READINGS = new PerApp<Reading>(() => ({ number: 0, isHeld: false }));

/** Begins a new reading of an app: what was read before may have changed since. A held one goes on. */
export function readAnew(scope: IConstruct): void {
  const reading = READINGS.of(scope);
  if (!reading.isHeld) reading.number += 1;
}

/**
 * Reads an app once for all that happens within.
 *
 * A synth asks every construct of the app anew for each chart, although nothing is declared any more while it lasts.
 */
export function holdReading(scope: IConstruct, act: () => void): void {
  readAnew(scope);
  const reading = READINGS.of(scope);
  const before = reading.isHeld;
  try {
    reading.isHeld = true;
    act();
  } finally {
    reading.isHeld = before;
  }
}

/** What is read once in each reading of its app, since reading is slow. An error is not kept. */
export class ReadOnce<T> {
  private readonly reading: Reading;
  private known?: { readonly number: number; readonly value: T };

  public constructor(
    scope: IConstruct,
    private readonly read: () => T,
  ) {
    this.reading = READINGS.of(scope);
  }

  public get value(): T {
    const { number } = this.reading;
    if (this.known?.number !== number) this.known = { number, value: this.read() };
    return this.known.value;
  }
}

/** What is read of each of many constructs: once while a reading of their app is held, and else anew each time. */
export class ReadOfEach<K extends IConstruct, T> {
  private readonly known = new WeakMap<K, { readonly number: number; readonly value: T }>();

  public constructor(private readonly read: (construct: K) => T) {}

  public of(construct: K): T {
    const { number, isHeld } = READINGS.of(construct);
    if (!isHeld) return this.read(construct);
    const known = this.known.get(construct);
    if (known?.number === number) return known.value;
    const value = this.read(construct);
    this.known.set(construct, { number, value });
    return value;
  }
}
