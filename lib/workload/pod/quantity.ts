import { valueError } from '../../errors';
import { checkText } from '../../traffic';

/** What to write, for what is counted in thousandths as well, and for what isn't. */
const AMOUNT = '"250m" or "2"';
const BYTES = '"128Mi" or "10Gi"';
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

/** A number of bytes, for memory and storage; the suffix for parts of a CPU is refused. */
export function bytes(what: string, text: string): number {
  const amount = quantity(what, text, BYTES);
  if (!text.endsWith('m')) return amount;
  throw valueError({
    law: `${what} must be a number of bytes, and the suffix "m" means a thousandth of one`,
    got: text,
    remedy: `write "${text.slice(0, -1)}Mi"`,
  });
}

/**
 * The amount that a Kubernetes quantity such as `250m` or `10Gi` stands for.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantity(what: string, text: string, remedy: string = AMOUNT): number {
  checkText(what, text, remedy);
  const [, digits, suffix] = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(text) ?? [];
  const factor =
    digits !== undefined && Object.hasOwn(SUFFIXES, suffix as string) ? SUFFIXES[suffix as string] : undefined;
  if (factor !== undefined && Number(digits) > 0) return Number(digits) * factor;
  throw valueError({
    law: `${what} must be a quantity above zero`,
    got: text,
    remedy: `write it as in ${remedy}`,
  });
}
