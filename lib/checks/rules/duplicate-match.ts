import { type Attachment, attachmentsIn, takenBy } from '../attachments';
import type { ICheck } from '../check';
import { claimsAt, urlOf } from '../claims';
import { meantText } from '../ends';
import type { Evidence, Listener, RouteFacts, RuleFacts } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { matchKeysOf } from '../matches';
import { Severity } from '../severity';
import { fewOf } from '../stakes';

/**
 * Finds rules that match the very same requests at one listener: host, path, method, headers and query. Of two routes
 * the older one gets them all, of one route the first rule; between routes of one age the names decide.
 *
 * It is silent about routes whose Gateway wasn't read.
 */
export class DuplicateMatch implements ICheck {
  public readonly id = 'duplicate-match';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'two rules that match the same requests at one listener';
  public readonly condition = 'none';
  public readonly harm = 'one of them gets no requests: that of the younger route, or the later one of a route';
  public readonly remedy =
    'take one of them out, or tell them apart; to share requests, give one rule several backends';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const told = new Set<string>();
    const findings: Finding[] = [];
    for (const rules of matchedAlike(evidence).values()) {
      const [first, ...others] = rules;
      for (const other of others) {
        const key = `${placeOf(first as MatchedRule, evidence)} ${placeOf(other, evidence)}`;
        if (!first || first.rule === other.rule || told.has(key)) continue;
        told.add(key);
        const { listener, hostname, match } = other;
        const where = `${evidence.listenerText(listener)}, ${hostname || 'every host'}${match && ` ${match}`}`;
        const whose =
          first.route === other.route ? 'an earlier rule' : `a rule of ${evidence.nameOf(first.route.object)}`;
        const text = `${whose} matches the same requests: ${where}`;
        findings.push(inspection._at(other.route.object, other.rule.path, text, stakes(first, other, evidence)));
      }
    }
    return findings;
  }
}

interface MatchedRule {
  readonly route: RouteFacts;
  readonly rule: RuleFacts;
  readonly listener: Listener;
  readonly hostname: string;
  readonly match: string;
}

/** Who gets the requests, and who doesn't; nothing where both lead to the same pods. */
function stakes(first: MatchedRule, other: MatchedRule, evidence: Evidence): string[] {
  const [one, another] = [first, other].map(({ rule, route }) => meantText(rule, route, evidence));
  if (one === another) return [];
  const isSameRoute = first.route === other.route;
  const fate = isSameRoute ? `comes to ${one}, never to ${another}` : `comes to ${one} or to ${another}, never to both`;
  const { listener, hostname, route, rule, match } = other;
  const claims = [...claimsAt(listener, [hostname], route, evidence, rule)].filter(({ asked }) => asked.key === match);
  return fewOf(claims.map((claim) => `${urlOf(claim, evidence)} at ${claim.at} ${fate}`));
}

/** The rules at each listener that match the same on one hostname, in the order in which they count. */
function matchedAlike(evidence: Evidence): Map<string, MatchedRule[]> {
  const listeners = new Map(evidence.allListeners().map(({ facts }, index) => [facts, index]));
  const alike = new Map<string, MatchedRule[]>();
  for (const matched of [...attachmentsIn(evidence)].sort(byName).flatMap((each) => matchedRulesOf(each, evidence))) {
    const { listener, route, hostname, match } = matched;
    const key = JSON.stringify([listeners.get(listener.facts), route.kind, hostname, match]);
    const rules = alike.get(key) ?? [];
    rules.push(matched);
    alike.set(key, rules);
  }
  return alike;
}

/** A rule once for each hostname and match, at each listener that takes its route. */
function matchedRulesOf(attachment: Attachment, evidence: Evidence): MatchedRule[] {
  const { route } = attachment;
  const body = evidence.bodyOf(route.object);
  const matches = route.rules.flatMap((rule) => matchKeysOf(route, rule, body).map((match) => ({ rule, match })));
  return takenBy(attachment).flatMap(({ listener, hostnames }) =>
    hostnames.flatMap((hostname) => matches.map((matched) => ({ ...matched, route, listener, hostname }))),
  );
}

/** How old routes are isn't in a manifest; then their names decide. */
function byName(
  { route: { object: one } }: { route: RouteFacts },
  { route: { object: other } }: { route: RouteFacts },
) {
  const [before, after] = [one, other].map(({ namespace, name }) => `${namespace}/${name}`) as [string, string];
  return before < after ? -1 : Number(before > after);
}

function placeOf({ route, rule }: MatchedRule, evidence: Evidence): string {
  return `${evidence.nameOf(route.object)} ${rule.path.join('.')}`;
}
