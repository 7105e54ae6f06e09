import { Answer } from '../answer';
import { portQuestion, portsAsked } from '../graph/port-query';
import type { Model } from '../model';
import { Asking, answered } from '../question/ask';
import { explain } from '../why/explain';
import type { Expectation, VerifyFailure, VerifyReport } from './expectation';

/**
 * Whether what was expected holds; of one that doesn't, the first pair for which it isn't so.
 *
 * @throws with all expectations of which an end is nobody, or the port none
 */
export function verify(model: Model, expectations: readonly Expectation[]): VerifyReport {
  const asking = Asking.of(model);
  const failures: VerifyFailure[] = [];
  const faults: string[] = [];
  expectations.forEach((expectation, i) => {
    try {
      failures.push(...failureOf(model, asking, expectation));
    } catch (error) {
      faults.push(`expectation ${i + 1}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return { checked: expectations.length, failures, expectations: [...expectations] };
}

function failureOf(model: Model, asking: Asking, expectation: Expectation): VerifyFailure[] {
  const { from, to, expect } = expectation;
  const port = portQuestion(expectation.port, expectation.protocol);
  const asked = portsAsked(model.reach.ports, port);
  for (const pair of asking.pairsOf(from, to, asked)) {
    const got = answered(model.reach.ports, pair.judgement, asked);
    if (got === expect) continue;
    const { remedy, ...why } = explain(model, pair.from, pair.to, { port });
    // What would allow it helps only where it is expected to be allowed.
    return [{ expectation, got, why: expect === Answer.ALLOWED && remedy !== undefined ? { ...why, remedy } : why }];
  }
  return [];
}
