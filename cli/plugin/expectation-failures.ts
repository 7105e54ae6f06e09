import type { VerifyReport } from '../../lib/analysis';
import { Severity } from '../../lib/checks';
import { NO_LINE, type PluginRemark } from './violations';

const RULE = {
  id: 'expectation',
  severity: Severity.ERROR,
  summary: 'an expectation that does not hold',
  harm: 'what was agreed is not what results',
  remedy: 'change what allows or denies it, or what is expected; `cdk8s-networking why` tells which rule decides',
};

/** Expectations that don't hold, each with the legs of the way that decide. */
export function expectationFailures({ failures }: VerifyReport, file: string): PluginRemark[] {
  return failures.map(({ expectation, got, why }) => ({
    rule: RULE,
    file,
    line: NO_LINE,
    about: `${why.from} -> ${why.to}${why.ports ? ` ${why.ports}` : ''}`,
    message: `expected ${expectation.expect}, but it is ${got}`,
    evidence: why.legs.map(({ leg, text }) => `${leg}: ${text}`),
  }));
}
