import { Answers, isSameGateway, type Server } from './answering';
import { type Asked, hostsOf } from './asked';
import { type Attachment, attachmentsOf, failedAt, refusalOf, takenBy } from './attachments';
import { type Claim, claimsAt, claimsOf, type Standing, standingOf, urlOf } from './claims';
import { endsOf, meantText } from './ends';
import type { Evidence, Listener, RouteFacts, RuleFacts } from './facts';
import { lacksGrant } from './references';
import { fewFrom, listed } from './stakes';

/** What becomes of requests for a route that its parent doesn't take, at the listeners that come nearest to it. */
export function refusedTexts(attachment: Attachment, evidence: Evidence): string[] {
  const refusal = refusalOf(attachment);
  const failed = refusal && failedAt(refusal);
  const { route, admissions } = attachment;
  const nearest = admissions.filter((admission) => failedAt(admission) === failed);
  return unservedTexts(
    nearest.map(({ listener, hostnames }) => [listener, hostnames.length > 0 ? hostnames : hostsOf(route)] as const),
    route,
    evidence,
  );
}

/** What becomes of requests for a route at listeners that don't take it, each with the hosts that are meant. */
export function unservedTexts(
  places: readonly (readonly [Listener, readonly string[]])[],
  route: RouteFacts,
  evidence: Evidence,
): string[] {
  return fewFrom(
    (function* () {
      for (const [listener, hosts] of places) {
        for (const claim of claimsAt(listener, hosts, route, evidence)) yield unservedText(claim, listener, evidence);
      }
    })(),
  );
}

/** Nothing where the route gets the requests otherwise, or another one brings them to the same pods. */
function unservedText(claim: Claim, listener: Listener, evidence: Evidence): string | undefined {
  const { asked, host } = claim;
  const { route, rule } = asked;
  const url = `${urlOf(claim, evidence)} at ${claim.at}`;
  const meant = meantText(rule, route, evidence);
  if (isTakenBeside(claim, listener, evidence)) return undefined;
  const answering = Answers.of(evidence).to(asked, host, listener);
  if (answering.kind === 'nobody') {
    const status = statusOfNobody(claim, listener, evidence);
    return status === undefined
      ? `${url} isn't served by ${meant}`
      : `${url} is answered with ${status}, not by ${meant}`;
  }
  const among = answering.kind === 'rule' ? [answering.server] : answering.among;
  if (among.some((server) => server.asked.route === route)) return undefined;
  if (answering.kind === 'unclear') return `${url} doesn't come to ${evidence.nameOf(route.object)}`;
  const other = gotBy(answering.server.asked, evidence);
  return other === meant ? undefined : `${url} comes to ${other}, not to ${meant}`;
}

/** Whether another parentRef brings the route the same requests. */
function isTakenBeside({ asked, host }: Claim, listener: Listener, evidence: Evidence): boolean {
  return attachmentsOf(asked.route, evidence)
    .flatMap(takenBy)
    .some(
      ({ listener: by, hostnames }) =>
        by.facts.port === listener.facts.port &&
        isSameGateway(by, listener) &&
        hostnames.some((name) => evidence.commonHostname(name, host) !== undefined),
    );
}

/** The pods of a rule, where all of its backends have some and may be referred to; else its route. */
function gotBy({ rule, route }: Asked, evidence: Evidence): string {
  const ends = endsOf(rule, route, evidence);
  const areGranted = rule.backends.every((to) => !lacksGrant({ referrer: route.object, path: to.path, to }, evidence));
  const arePods = ends.length > 0 && ends.every((end) => /^\S+\/\S+ /.test(end));
  return arePods && areGranted ? listed(ends) : evidence.nameOf(route.object);
}

/**
 * What a Gateway answers where no rule matches: by plain HTTP always, by HTTPS only where a listener has the host, since no
 * connection comes about without a certificate.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec
 */
function statusOfNobody({ asked, host }: Claim, { facts, fault }: Listener, evidence: Evidence): string | undefined {
  const status = asked.route.kind === 'HTTPRoute' ? '404' : 'UNIMPLEMENTED';
  const isHttp = asked.route.kind === 'HTTPRoute' || asked.route.kind === 'GRPCRoute';
  if (!isHttp || fault !== undefined) return undefined;
  if (facts.protocol === 'HTTP') return status;
  const isMet = evidence.commonHostname(host, facts.hostname) === host.toLowerCase();
  return facts.protocol === 'HTTPS' && isMet ? status : undefined;
}

/** What is said of a connection that a route certainly makes, and of one that it may make. */
export type Saying = Readonly<Record<Exclude<Standing, 'never'>, string>>;

export const COMES_BY_IT: Saying = { sure: 'comes by it', perhaps: 'may come by it' };
export const LOST_WITH_IT: Saying = { sure: 'would be lost with it', perhaps: 'may be lost with it' };

/** The connections that come by a route, or by one of its rules. */
export function servedTexts(route: RouteFacts, evidence: Evidence, saying: Saying, rule?: RuleFacts): string[] {
  return fewFrom(servedLines(claimsOf(route, evidence, rule), evidence, saying));
}

/** The connections that claims make: `https://shop.example.com/ at gateways/edge -> shop/web TCP 3000 comes by it`. */
export function* servedLines(
  claims: Iterable<Claim>,
  evidence: Evidence,
  saying: Saying,
): Generator<string | undefined> {
  for (const claim of claims) {
    const ends = endsOf(claim.asked.rule, claim.asked.route, evidence);
    const standing = standingOf(claim, evidence);
    const isTold = ends.length > 0 && standing !== 'never';
    yield isTold ? `${urlOf(claim, evidence)} at ${claim.at} -> ${listed(ends)} ${saying[standing]}` : undefined;
  }
}

/** The connections that would be lost with a route: those that no other route makes. */
export function lostTexts(route: RouteFacts, evidence: Evidence, saying: Saying = LOST_WITH_IT): string[] {
  const isOther = (server: Server) => server.asked.route !== route;
  return fewFrom(lostLines(claimsOf(route, evidence), evidence, saying, isOther));
}

/**
 * The connections of claims that would be lost.
 *
 * @param remains - which rules would still be there
 */
export function* lostLines(
  claims: Iterable<Claim>,
  evidence: Evidence,
  saying: Saying,
  remains: (server: Server) => boolean,
): Generator<string | undefined> {
  for (const claim of claims) {
    if (isMadeBy(remains, claim, evidence)) yield undefined;
    else yield* servedLines([claim], evidence, saying);
  }
}

/** Whether one of some rules brings the same requests to the same pods, or may. */
function isMadeBy(remains: (server: Server) => boolean, { asked, host, listener }: Claim, evidence: Evidence): boolean {
  if (!listener) return false;
  const answering = Answers.of(evidence).to(asked, host, listener, remains);
  if (answering.kind === 'nobody') return false;
  const among = answering.kind === 'rule' ? [answering.server] : answering.among;
  const meant = meantText(asked.rule, asked.route, evidence);
  return among.some((server) => meantText(server.asked.rule, server.asked.route, evidence) === meant);
}
