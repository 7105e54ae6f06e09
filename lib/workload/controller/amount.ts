import { valueError } from '../../errors';

/** A number of pods, or a share of them. */
export type Amount = number | string;

/** Checks a number of pods, or a share of them as a text. */
export function checkAmount(what: string, amount: unknown): void {
  if (typeof amount === 'number' && Number.isInteger(amount) && amount >= 0) return;
  if (typeof amount === 'string' && /^(100|[1-9]?\d)%$/.test(amount)) return;
  throw valueError({
    law: `${what} must be a whole number of pods, 0 or above, or a share from 0% to 100%`,
    got: amount,
    remedy: 'write it as in 1 or "25%"',
  });
}

/** Whether it means no pod at all, however many there are. */
export function isZero(amount: Amount): boolean {
  return amount === 0 || amount === '0%';
}

/** How many of some pods it means at least, as Kubernetes rounds: a share of a pod is a pod. */
export function roundedUp(amount: Amount, pods: number): number {
  return typeof amount === 'number' ? amount : Math.ceil((Number.parseInt(amount, 10) * pods) / 100);
}
