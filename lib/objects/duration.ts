import type { Duration } from 'cdk8s';

/**
 * The milliseconds of a Duration, fractions included; not a number for what is none.
 *
 * It is known by what it can do: one of another copy of cdk8s is no instance of this one's class.
 */
export function millisecondsOf(duration: unknown): number {
  const isDuration = typeof (duration as Partial<Duration> | null | undefined)?.toMilliseconds === 'function';
  return isDuration ? (duration as Duration).toMilliseconds({ integral: false }) : Number.NaN;
}
