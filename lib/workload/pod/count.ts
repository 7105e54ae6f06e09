import { valueError } from '../../errors';

/** Checks a whole number of at least the given one. */
export function checkCount(field: string, value: unknown, least: number, remedy: string): void {
  if (value === undefined || (Number.isInteger(value) && (value as number) >= least)) return;
  throw valueError({ law: `\`${field}\` must be a whole number, ${least} or above`, got: value, remedy });
}
