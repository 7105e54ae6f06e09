import type { ICheck } from '../check';
import { type FieldPath, GATEWAY_GROUP, groupOf, type ReadObject } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { objectTexts } from '../object-stakes';
import { LOST_WITH_IT } from '../route-stakes';
import { Severity } from '../severity';
import { listAt, mappingsAt } from '../written';

/**
 * Finds lists of Gateway API objects that are longer than the API takes.
 *
 * It looks at each object alone. It is silent about lists that an implementation limits further.
 */
export class TooManyEntries implements ICheck {
  public readonly id = 'too-many-entries';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'more rules, hostnames, listeners or matches than the API takes';
  public readonly condition = 'the API server refuses it';
  public readonly harm = 'the object is not written';
  public readonly remedy = 'split it into several objects';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return evidence
      .ofVersions((type) => groupOf(type) === GATEWAY_GROUP)
      .flatMap((object) =>
        [...listsOf(object), ...ruleLists(object)]
          .filter(({ count, most }) => count > most)
          .map(({ path, count, most, what }) => {
            const text = `there are ${count} ${what}, and the API takes at most ${most}`;
            return inspection._at(object, path, text, objectTexts(object, evidence, LOST_WITH_IT));
          }),
      );
  }
}

interface Counted {
  readonly path: FieldPath;
  readonly what: string;
  readonly count: number;
  readonly most: number;
}

const HTTP = { rules: 16, hostnames: 16, parentRefs: 32 };
const STREAM = { rules: 1, parentRefs: 32 };

/** The most that a list below `spec` may have. */
const MOST: { readonly [kind: string]: { readonly [list: string]: number } } = {
  Gateway: { listeners: 64, addresses: 16 },
  ListenerSet: { listeners: 64 },
  HTTPRoute: HTTP,
  GRPCRoute: HTTP,
  TLSRoute: { ...STREAM, hostnames: 1024 },
  TCPRoute: STREAM,
  UDPRoute: STREAM,
  ReferenceGrant: { from: 16, to: 16 },
  BackendTLSPolicy: { targetRefs: 16 },
};

/** Before they came into the standard channel, routes of streams took as many rules as others. */
const MOST_YOUNG_RULES = 16;

function listsOf({ apiVersion, kind, body }: ReadObject): Counted[] {
  const lists = Object.hasOwn(MOST, kind) ? (MOST[kind] ?? {}) : {};
  const isYoung = lists.rules !== undefined && apiVersion.endsWith('/v1alpha2');
  return Object.entries({ ...lists, ...(isYoung && { rules: MOST_YOUNG_RULES }) }).map(([what, most]) => {
    const path = ['spec', what];
    return { path, what, count: listAt(body, ...path).length, most };
  });
}

/** The most matches in all rules together. */
const MOST_MATCHES = 127;

function ruleLists({ kind, body }: ReadObject): Counted[] {
  if (!kind.endsWith('Route')) return [];
  const isHttp = kind === 'HTTPRoute' || kind === 'GRPCRoute';
  const most = { ...(isHttp && { matches: 64, filters: 16 }), backendRefs: 16 };
  const rules = mappingsAt(body, 'spec', 'rules');
  const matches = rules.reduce((sum, [, rule]) => sum + listAt(rule, 'matches').length, 0);
  return [
    { path: ['spec', 'rules'], what: 'matches in all rules', count: isHttp ? matches : 0, most: MOST_MATCHES },
    ...rules.flatMap(([index, rule]) =>
      Object.entries(most).map(([what, limit]) => {
        return { path: ['spec', 'rules', index, what], what, count: listAt(rule, what).length, most: limit };
      }),
    ),
  ];
}
