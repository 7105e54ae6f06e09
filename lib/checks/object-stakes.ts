import { appendTo } from './append-to';
import { claimsOf } from './claims';
import {
  type Evidence,
  type FieldPath,
  GATEWAY_GROUP,
  groupOf,
  type Place,
  type RouteFacts,
  type RuleFacts,
} from './facts';
import { listenersIn, lostAt, servedAt } from './listener-stakes';
import { COMES_BY_IT, lostTexts, type Saying, servedLines, servedTexts } from './route-stakes';
import { fewFrom } from './stakes';
import { tlsPolicyTexts } from './tls-stakes';

/** The connections that a field of an object of the Gateway API makes; of a route's field those of its rule. */
export function fieldTexts(object: Place, field: FieldPath, evidence: Evidence): string[] {
  const route = routesByPath(evidence).get(object.path);
  if (route) return servedTexts(route, evidence, COMES_BY_IT, ruleAt(route, field));
  const listeners = listenersIn(object, evidence);
  if (listeners.length > 0) return servedAt(listeners, evidence, COMES_BY_IT);
  return object.kind === 'BackendTLSPolicy' ? tlsPolicyTexts(object, evidence, 'has its TLS by it') : [];
}

/** The connections that would be lost with an object of the Gateway API; none of kinds that make none. */
export function objectTexts(object: Place, evidence: Evidence, saying: Saying): string[] {
  const route = routesByPath(evidence).get(object.path);
  if (route) return lostTexts(route, evidence, saying);
  const listeners = listenersIn(object, evidence);
  if (listeners.length > 0) return lostAt(listeners, evidence, saying);
  if (groupOf(object) !== GATEWAY_GROUP) return [];
  switch (object.kind) {
    case 'ReferenceGrant':
      return grantedTexts(object, evidence, saying);
    case 'BackendTLSPolicy':
      return tlsPolicyTexts(object, evidence, 'would have no TLS');
    default:
      return [];
  }
}

function ruleAt({ rules }: RouteFacts, field: FieldPath): RuleFacts | undefined {
  return rules.find(({ path }) => path.length <= field.length && path.every((step, at) => step === field[at]));
}

/** What rules that refer to another namespace make by a grant. */
function grantedTexts(grant: Place, evidence: Evidence, saying: Saying): string[] {
  const known = GRANTED.get(evidence) ?? grantedIn(evidence);
  GRANTED.set(evidence, known);
  return fewFrom(
    (function* () {
      for (const { route, rule } of known.get(grant.path) ?? []) {
        yield* servedLines(claimsOf(route, evidence, rule), evidence, saying);
      }
    })(),
  );
}

type Granted = Map<FieldPath, { readonly route: RouteFacts; readonly rule: RuleFacts }[]>;

const GRANTED = new WeakMap<Evidence, Granted>();

/** Each rule by the grants that it needs. */
function grantedIn({ network, grants }: Evidence): Granted {
  const found: Granted = new Map();
  for (const route of network.routes) {
    const { kind, object } = route;
    const from = { group: GATEWAY_GROUP, kind, namespace: object.namespace };
    for (const rule of route.rules) {
      for (const to of rule.backends.filter(({ namespace }) => namespace !== object.namespace)) {
        const grant = grants.find(from, to);
        if (grant) appendTo(found, grant.path, { route, rule });
      }
    }
  }
  return found;
}

/** By the path, which is a value of its own for each object. */
function routesByPath(evidence: Evidence): ReadonlyMap<FieldPath, RouteFacts> {
  const known = KNOWN.get(evidence) ?? new Map(evidence.network.routes.map((route) => [route.object.path, route]));
  KNOWN.set(evidence, known);
  return known;
}

const KNOWN = new WeakMap<Evidence, ReadonlyMap<FieldPath, RouteFacts>>();
