import { Answer } from '../answer';
import { portsAsked } from '../graph/port-query';
import type { Model } from '../model';
import { Asking, answered } from '../question/ask';
import { explain } from '../why/explain';
import type { Expectation, VerifyFailure, VerifyReport } from './expectation';

/**
 * Whether what was expected holds; of one that doesn't, the first pair for which it isn't so.
 *
 * @throws when an end of an expectation is nobody
 */
export function verify(model: Model, expectations: readonly Expectation[]): VerifyReport {
  const asking = Asking.of(model);
  const failures = expectations.flatMap((expectation) => failureOf(model, asking, expectation) ?? []);
  return { checked: expectations.length, failures, expectations: [...expectations] };
}

function failureOf(model: Model, asking: Asking, expectation: Expectation): VerifyFailure | undefined {
  const { from, to, expect } = expectation;
  const port = portText(expectation);
  const asked = portsAsked(model.reach.ports, port);
  for (const pair of asking.pairsOf(from, to, asked)) {
    const got = answered(model.reach.ports, pair.judgement, asked);
    if (got === expect) continue;
    const { remedy, ...why } = explain(model, pair.from, pair.to, { port });
    // What would allow it helps only where it is expected to be allowed.
    return { expectation, got, why: expect === Answer.ALLOWED && remedy !== undefined ? { ...why, remedy } : why };
  }
  return undefined;
}

/** The port as a question has it: `8080`, `udp/53`, `udp`. */
function portText({ port, protocol }: Expectation): string | undefined {
  if (port === undefined) return protocol?.toLowerCase();
  return `${(protocol ?? 'TCP').toLowerCase()}/${port}`;
}
