import { constructError, type Located } from '../../errors';
import type { IBackend, IExternalBackend } from '../backend';
import type { HttpFilter } from './http-filter';

/**
 * A backend, and its part of the requests.
 *
 * Of the requests of a rule each gets its weight divided by the sum of all. With weight 0 it gets none, and its policy
 * lets the data plane in nevertheless: so a change of weights changes routes alone, and takes effect at once.
 */
export interface WeightedBackend {
  /** Who answers. */
  readonly to: IBackend | IExternalBackend;

  /** Its part of the requests: a whole number from 0 to 1 000 000. */
  readonly weight: number;

  /**
   * The port of its Service.
   *
   * @default - the `port` of the rule, else the Service's first port
   */
  readonly port?: number;

  /**
   * What happens to the headers of its requests and answers alone; other filters are for whole rules.
   *
   * @default - nothing
   */
  readonly filters?: HttpFilter[];
}

const MAX_WEIGHT = 1_000_000;

/** Checks the weights of a split. */
export function checkWeights(place: Located, split: WeightedBackend[]): void {
  for (const { weight } of split) checkWeight(place, weight);
  if (split.some(({ weight }) => weight > 0)) return;
  throw constructError(place, {
    law: 'a backend of a `split` must have a weight above 0, since requests that none gets are answered with 500',
    got: split.map(({ weight }) => weight),
    remedy: 'give one of them a weight',
  });
}

/** Checks the weight of one backend. */
export function checkWeight(place: Located, weight: number): void {
  if (Number.isInteger(weight) && weight >= 0 && weight <= MAX_WEIGHT) return;
  throw constructError(place, {
    law: `a weight must be a whole number from 0 to ${MAX_WEIGHT}`,
    got: weight,
    remedy: 'write it as in { to: api, weight: 90 }',
  });
}
