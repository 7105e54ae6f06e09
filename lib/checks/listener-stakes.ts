import { Answers, type Server } from './answering';
import { appendTo } from './append-to';
import { type Attachment, attachmentsIn, takenBy } from './attachments';
import { type Claim, claimsAt, gatewayName, urlOf } from './claims';
import { meantText } from './ends';
import type { Evidence, Listener, Place } from './facts';
import { lostLines, type Saying, servedLines } from './route-stakes';
import { fewFrom } from './stakes';

/** What is not served where a listener isn't: the requests that its routes claim, or where it has none all of its host. */
export function unservedAt(listener: Listener, evidence: Evidence, fate = "isn't served"): string[] {
  const { facts } = listener;
  const lines = fewFrom(unservedLines(listener, evidence, fate));
  if (lines.length > 0 || attachedTo(listener, evidence).length > 0) return lines;
  const asksAll = facts.protocol === 'HTTP' || facts.protocol === 'HTTPS' ? '/' : '';
  const url = evidence.urlOf(facts.protocol, facts.hostname, facts.port, asksAll);
  return [`${url} at ${gatewayName(listener)} ${fate} by listener "${facts.name}"`];
}

/** Nothing where another listener brings the requests to somebody. */
function* unservedLines(listener: Listener, evidence: Evidence, fate: string): Generator<string | undefined> {
  for (const claim of claimsOn(listener, evidence)) {
    const { asked, host } = claim;
    const url = `${urlOf(claim, evidence)} at ${claim.at}`;
    const others = Answers.of(evidence).to(asked, host, listener, (server) => server.listener.facts !== listener.facts);
    const by = {
      nobody: meantText(asked.rule, asked.route, evidence),
      unclear: `listener "${listener.facts.name}"`,
      rule: undefined,
    }[others.kind];
    yield by && `${url} ${fate} by ${by}`;
  }
}

/** The connections that come by listeners. */
export function servedAt(listeners: readonly Listener[], evidence: Evidence, saying: Saying): string[] {
  return fewFrom(
    (function* () {
      for (const listener of listeners) yield* servedLines(claimsOn(listener, evidence), evidence, saying);
    })(),
  );
}

/** The connections that would be lost with listeners: those that no other one makes. */
export function lostAt(listeners: readonly Listener[], evidence: Evidence, saying: Saying): string[] {
  const gone = new Set(listeners.map(({ facts }) => facts));
  const remains = (server: Server) => !gone.has(server.listener.facts);
  return fewFrom(
    (function* () {
      for (const listener of listeners) yield* lostLines(claimsOn(listener, evidence), evidence, saying, remains);
    })(),
  );
}

/** The listeners that are written in an object; none where it is no Gateway or ListenerSet. */
export function listenersIn(object: Place, evidence: Evidence): readonly Listener[] {
  return evidence.ownListenersOf(object);
}

function* claimsOn(listener: Listener, evidence: Evidence): Generator<Claim> {
  for (const { route, hostnames } of attachedTo(listener, evidence)) {
    yield* claimsAt(listener, hostnames, route, evidence);
  }
}

interface Attached extends Pick<Attachment, 'route'> {
  readonly hostnames: readonly string[];
}

/** The routes that a listener takes, or may take, each with its hosts there. */
function attachedTo({ facts }: Listener, evidence: Evidence): readonly Attached[] {
  const known = KNOWN.get(evidence) ?? byListener(evidence);
  KNOWN.set(evidence, known);
  return known.get(facts) ?? [];
}

type ByListener = Map<Listener['facts'], Attached[]>;

const KNOWN = new WeakMap<Evidence, ByListener>();

function byListener(evidence: Evidence): ByListener {
  const found: ByListener = new Map();
  for (const attachment of attachmentsIn(evidence)) {
    for (const { listener, hostnames } of takenBy(attachment)) {
      appendTo(found, listener.facts, { route: attachment.route, hostnames });
    }
  }
  return found;
}
