import { attachmentsIn, attachmentsOf, takenBy } from '../attachments';
import type { ICheck } from '../check';
import { claimsAt, standingOf, urlOf } from '../claims';
import type { Admission, Evidence, RouteFacts } from '../facts';
import type { Finding } from '../finding';
import { filtersOf, type HttpRule, httpRulesIn } from '../http-rules';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewFrom } from '../stakes';
import { isWritten, listAt, mappingAt, mappingsAt, numberAt, textAt, type Written } from '../written';

/**
 * Finds redirects that lead to where they came from: most often one from HTTP to HTTPS whose route is attached to the
 * whole Gateway, and so to its HTTPS listener as well.
 *
 * It is silent about redirects that change the path or ask for a header, about those to a host that the route doesn't name
 * or that a route of its own answers, and about listeners that weren't read.
 */
export class RedirectLoop implements ICheck {
  public readonly id = 'redirect-loop';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a redirect that a listener answers with the address that was asked for';
  public readonly condition = 'none';
  public readonly harm = 'browsers give up after some twenty redirects';
  public readonly remedy =
    'attach the route with the redirect to the HTTP listener alone, by sectionName; to another host, take that host from its hostnames';
  public readonly see = 'https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return httpRulesIn(inspection).flatMap((rule) => {
      if (asksForHeaders(rule)) return [];
      const taken = attachmentsOf(rule.route, evidence).flatMap(takenBy);
      return redirectsOf(rule).flatMap(({ path, redirect }) => {
        const looping = taken.find((admission) => isLoop(redirect, admission, rule.route, evidence));
        if (!looping) return [];
        const text = `it redirects requests at ${evidence.listenerText(looping.listener)} to where they came from`;
        return [inspection._at(rule.route.object, path, text, loopTexts(rule, redirect, looping, evidence))];
      });
    });
  }
}

/** Whether each match asks for a header, such as `Host` or `X-Forwarded-Proto`, which may differ when one comes again. */
function asksForHeaders({ written }: HttpRule): boolean {
  const matches = mappingsAt(written, 'matches');
  return matches.length > 0 && matches.every(([, match]) => listAt(match, 'headers').length > 0);
}

function redirectsOf(rule: HttpRule) {
  return filtersOf(rule)
    .filter(({ type }) => type === 'RequestRedirect')
    .map(({ path, written }) => ({ path, redirect: mappingAt(written, 'requestRedirect') }));
}

const SCHEMES: { readonly [protocol: string]: string } = { HTTP: 'http', HTTPS: 'https' };
const PORTS: { readonly [scheme: string]: number } = { http: 80, https: 443 };

function isLoop(redirect: Written, admission: Admission, route: RouteFacts, evidence: Evidence): boolean {
  if (isWritten(redirect, 'path')) return false;
  const { protocol, port } = admission.listener.facts;
  const scheme = Object.hasOwn(SCHEMES, protocol) ? SCHEMES[protocol] : undefined;
  if (scheme === undefined) return false;
  const newScheme = textAt(redirect, 'scheme')?.toLowerCase();
  const newPort = numberAt(redirect, 'port') ?? (newScheme === undefined ? port : PORTS[newScheme]);
  const newHost = textAt(redirect, 'hostname')?.toLowerCase();
  if ((newScheme ?? scheme) !== scheme || newPort !== port) return false;
  return newHost === undefined || isAnsweredAgain(newHost, admission, route, evidence);
}

/** The URLs that come back, of requests without headers. */
function loopTexts(
  { route, facts }: HttpRule,
  redirect: Written,
  { listener, hostnames }: Admission,
  evidence: Evidence,
) {
  const newHost = textAt(redirect, 'hostname')?.toLowerCase();
  const claims = claimsAt(listener, newHost === undefined ? hostnames : [newHost], route, evidence, facts);
  return fewFrom(
    (function* () {
      for (const claim of claims) {
        const isTold = claim.asked.conditions.length === 0 && standingOf(claim, evidence) === 'sure';
        yield isTold ? `${urlOf(claim, evidence)} at ${claim.at} is redirected to itself` : undefined;
      }
    })(),
  );
}

/** Whether a route gets the requests for a host: it names it, and no other route names it more closely. */
function isAnsweredAgain(host: string, admission: Admission, route: RouteFacts, evidence: Evidence): boolean {
  const own = closeness(host, admission, evidence);
  if (own === 0) return false;
  return attachmentsIn(evidence)
    .filter((attachment) => attachment.route !== route)
    .flatMap(takenBy)
    .filter(({ listener }) => listener.facts === admission.listener.facts)
    .every((other) => closeness(host, other, evidence) <= own);
}

/** How closely the hostnames of a route name a host; 0 where they don't, or mean every host. */
function closeness(host: string, { hostnames }: Admission, evidence: Evidence): number {
  const lengths = hostnames
    .filter((name) => name !== '' && evidence.commonHostname(name, host) === host)
    .map((name) => (name === host ? Number.POSITIVE_INFINITY : name.length));
  return Math.max(0, ...lengths);
}
