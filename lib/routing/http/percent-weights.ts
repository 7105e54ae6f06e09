import { valueError } from '../../errors';

const MAX_DECIMALS = 4;

/**
 * The weights of two parts of which the second has a percentage: `[90, 10]`, `[995, 5]`.
 *
 * Weights are whole numbers of at most 1 000 000, so that there is room for four decimals.
 */
export function percentWeights(percent: number): [number, number] {
  for (let decimals = 0; decimals <= MAX_DECIMALS && isPercentage(percent); decimals += 1) {
    const scale = 10 ** decimals;
    // What has that few decimals is the nearest number to itself, although not all are exact.
    const part = Math.round(percent * scale);
    if (part / scale === percent) return [100 * scale - part, part];
  }
  throw valueError({
    law: `the \`percent\` of a release must be from 0 to 100, with at most ${MAX_DECIMALS} decimals`,
    got: percent,
    remedy: 'write it as in 10 or 0.5',
  });
}

function isPercentage(percent: number): boolean {
  return typeof percent === 'number' && percent >= 0 && percent <= 100;
}
