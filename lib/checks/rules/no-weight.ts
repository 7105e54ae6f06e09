import { unansweredTexts } from '../backend-stakes';
import type { ICheck } from '../check';
import type { Finding } from '../finding';
import { backendsOf } from '../http-rules';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds rules whose backends all have weight 0: none of them gets requests.
 *
 * It looks at the route alone. It is silent about rules without backends, which another check finds.
 */
export class NoWeight implements ICheck {
  public readonly id = 'no-weight';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a rule whose backends all have weight 0';
  public readonly condition = 'none';
  public readonly harm = 'requests are answered with 500, and connections are refused';
  public readonly remedy = 'give one of the backends a weight';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#backendref';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return evidence.network.routes.flatMap((route) =>
      route.rules
        .filter((rule) => backendsOf(rule).length > 0 && backendsOf(rule).every(({ weight }) => weight === 0))
        .map((rule) => {
          const lines = unansweredTexts(route, rule, evidence);
          return inspection._at(
            route.object,
            [...rule.path, 'backendRefs'],
            'every backend of the rule has weight 0',
            lines,
          );
        }),
    );
  }
}
