import { Answers } from './answering';
import { type Asked, askedBy, hostsOf } from './asked';
import { attachmentsOf, takenBy } from './attachments';
import {
  type Evidence,
  GATEWAY_GROUP,
  type Listener,
  type ParentFacts,
  type RouteFacts,
  type RuleFacts,
} from './facts';

/** Requests that a route would bring: on one host, by one match of a rule, at one listener. */
export interface Claim {
  readonly asked: Asked;
  /** Empty for every host. */
  readonly host: string;
  /** Undefined where the parent wasn't read. */
  readonly listener?: Listener;
  /** The Gateway, or the ListenerSet that wasn't read: `gateways/edge`. */
  readonly at: string;
}

/** What a route claims where it is taken, or may be: of one rule, unless all are meant. */
export function* claimsOf(route: RouteFacts, evidence: Evidence, rule?: RuleFacts): Generator<Claim> {
  for (const { listener, hostnames } of attachmentsOf(route, evidence).flatMap(takenBy)) {
    if (listener.fault?.answer !== 'denied') yield* claimsAt(listener, hostnames, route, evidence, rule);
  }
  const asked = allAsked(route, evidence, rule);
  for (const parent of route.parents.filter((each) => isUnread(each, evidence))) {
    const at = `${parent.namespace}/${parent.name}`;
    for (const host of hostsOf(route)) yield* asked.map((each) => ({ asked: each, host, at }));
  }
}

/** What a route claims at a listener, whether that takes it or not. */
export function* claimsAt(
  listener: Listener,
  hosts: readonly string[],
  route: RouteFacts,
  evidence: Evidence,
  rule?: RuleFacts,
): Generator<Claim> {
  const at = gatewayName(listener);
  const asked = allAsked(route, evidence, rule);
  for (const host of hosts) yield* asked.map((each) => ({ asked: each, host, listener, at }));
}

/** `gateways/edge`. */
export function gatewayName({ gateway: { namespace, name } }: Listener): string {
  return `${namespace}/${name}`;
}

/** Whether the requests of a claim come to its rule. */
export type Standing = 'sure' | 'perhaps' | 'never';

/** By all routes that were read: a rule that isn't the one for its URL may get what is below it, or other methods. */
export function standingOf({ asked, host, listener }: Claim, evidence: Evidence): Standing {
  if (!listener) return 'perhaps';
  const answering = Answers.of(evidence).to(asked, host, listener);
  if (answering.kind !== 'rule') return 'perhaps';
  const { asked: served } = answering.server;
  if (served.rule === asked.rule) return 'sure';
  return served.key === asked.key ? 'never' : 'perhaps';
}

/** `https://shop.example.com/v2 with x-beta=yes`; `http(s)` where the listener isn't known. */
export function urlOf({ asked, host, listener }: Claim, evidence: Evidence): string {
  const { end, method, conditions, route } = asked;
  const having = conditions.length > 0 ? ` with ${conditions.join(' and ')}` : '';
  const before = method === undefined ? '' : `${method} `;
  const own = PROTOCOLS[route.kind];
  if (!listener) {
    const scheme = own.includes('HTTP') ? 'http(s)' : own[0]?.toLowerCase();
    return `${before}${scheme}://${host || '*'}${end}${having}`;
  }
  const { protocol, port } = listener.facts;
  const spoken = own.includes(protocol) || protocol.includes('/') ? protocol : (own[0] as string);
  return `${evidence.urlOf(spoken, host, port, `${before}${end}`)}${having}`;
}

const PROTOCOLS: { readonly [kind in RouteFacts['kind']]: readonly string[] } = {
  HTTPRoute: ['HTTP', 'HTTPS'],
  GRPCRoute: ['HTTP', 'HTTPS'],
  TLSRoute: ['TLS'],
  TCPRoute: ['TCP', 'TLS'],
  UDPRoute: ['UDP'],
};

function allAsked(route: RouteFacts, evidence: Evidence, rule: RuleFacts | undefined): Asked[] {
  return (rule ? [rule] : route.rules).flatMap((each) => askedBy(route, each, evidence));
}

/** A Service as a parent means the mesh. */
function isUnread(parent: ParentFacts, evidence: Evidence): boolean {
  return parent.group === GATEWAY_GROUP && evidence.listenersOf(parent) === undefined;
}
