import type { Fault } from '../../errors';
import { isAbove, readAmount } from './amounts';
import type { NamespaceQuota } from './namespace-quota';

/** One of the things that a quota adds up. */
export interface Term {
  readonly amount: number;
  /** `Deployment api 3 x 500m`. */
  readonly text: string;
}

/** What is added up, and against which limit. */
export interface Sum {
  readonly option: keyof NamespaceQuota;
  /** `the requests of CPU of a namespace`. */
  readonly what: string;
  readonly terms: Term[];
  /** Whether fewer pods would help. */
  readonly isOfPods: boolean;
  text(amount: number): string;
}

/** What is wrong with a sum that is above its limit, the largest terms first. */
export function sumFaults(quota: NamespaceQuota, { option, what, terms, isOfPods, text }: Sum): Fault[] {
  const most = readAmount(quota[option]);
  const sum = terms.reduce((all, { amount }) => all + amount, 0);
  if (most === undefined || !isAbove(sum, most)) return [];
  const largestFirst = [...terms].sort((a, b) => b.amount - a.amount).map((term) => term.text);
  const less = isOfPods
    ? 'have fewer pods, smaller ones, or fewer while they are replaced (`rollout`)'
    : 'ask for less';
  return [
    {
      law: `${what} must fit into \`quota.${option}\`, which is ${quota[option]}, but come to ${text(sum)}: ${largestFirst.join(', ')}`,
      remedy: `raise \`quota.${option}\`, or ${less}`,
    },
  ];
}
