import { unansweredTexts } from '../backend-stakes';
import type { ICheck } from '../check';
import type { RouteFacts } from '../facts';
import type { Finding } from '../finding';
import { backendsOf } from '../http-rules';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { mappingAt, mappingsAt } from '../written';

/**
 * Finds rules without backends, which nothing answers.
 *
 * It is silent about rules that redirect, about filters of an implementation's own, which may answer themselves, and about
 * the mesh, where requests go on to the Service that is the parent.
 */
export class RuleWithoutBackend implements ICheck {
  public readonly id = 'rule-without-backend';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a rule that has no backends, and does not redirect either';
  public readonly condition = 'none';
  public readonly harm = 'requests are answered with 500, and connections are refused';
  public readonly remedy = 'give the rule backendRefs, or a redirect';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return evidence.network.routes.filter(isAtGateway).flatMap((route) =>
      route.rules
        .filter((rule) => backendsOf(rule).length === 0 && !rule.redirects)
        .filter(({ path }) => !isExtended(mappingAt(evidence.bodyOf(route.object), ...path)))
        .map((rule) => {
          const lines = unansweredTexts(route, rule, evidence);
          return inspection._at(route.object, rule.path, 'a rule has neither backends nor a redirect', lines);
        }),
    );
  }
}

/** A route without parents may get one yet. */
function isAtGateway({ parents }: RouteFacts): boolean {
  return parents.length === 0 || parents.some(({ group }) => group.startsWith('gateway.networking.'));
}

function isExtended(rule: unknown): boolean {
  return mappingsAt(rule, 'filters').some(([, { type }]) => type === 'ExtensionRef');
}
