import { valueError } from '../errors';

const SUFFIXES: { [suffix: string]: number } = {
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * The amount that a Kubernetes quantity such as `250m` or `10Gi` stands for.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantity(what: string, text: string): number {
  const [, digits, suffix] = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(text) ?? [];
  const factor =
    digits !== undefined && Object.hasOwn(SUFFIXES, suffix as string) ? SUFFIXES[suffix as string] : undefined;
  if (factor !== undefined && Number(digits) > 0) return Number(digits) * factor;
  throw valueError({
    law: `${what} must be a quantity above zero`,
    got: text,
    remedy: 'write a number with one of the suffixes m, k, M, G, T, Ki, Mi, Gi, Ti, such as "250m" or "128Mi"',
  });
}
