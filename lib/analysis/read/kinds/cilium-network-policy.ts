import { CiliumEntity, Protocol } from '../../../traffic';
import { CILIUM_POLICY, type PolicyPort, type RuleFacts } from '../../network/policies';
import { type Field, isRecord } from '../fields/field';
import { selectorIn } from '../fields/selectors';
import type { KindReader } from '../kind-reader';

/**
 * A CiliumNetworkPolicy that says no more than which pods let Cilium's own proxies in, and on which ports: as simple as a
 * NetworkPolicy, and as easily understood. Everything else in Cilium's language stays opaque.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/language/#entities-based
 */
export const ciliumNetworkPolicyReader: KindReader = {
  group: 'cilium.io',
  kind: CILIUM_POLICY,
  versions: ['v2'],
  scope: 'Namespaced',
  isPolicy: true,
  read(object, body) {
    const spec = body.at('spec');
    const ingress = isUnderstood(body) ? rulesIn(spec.at('ingress')) : undefined;
    if (!ingress) {
      const why = `${object.kind} is not analysed`;
      return { opaquePolicies: [{ object, namespace: object.namespace, onlyDenies: false, why }] };
    }
    const policy = {
      object,
      pods: selectorIn(spec.at('endpointSelector')),
      isolatesIngress: true,
      isolatesEgress: false,
      ingress,
      egress: [],
    };
    return { policies: [policy] };
  },
};

function isUnderstood(body: Field): boolean {
  const spec = body.at('spec');
  return (
    hasOnly(body, ['apiVersion', 'kind', 'metadata', 'spec', 'status']) &&
    hasOnly(spec, ['endpointSelector', 'ingress']) &&
    selectsByLabels(spec.at('endpointSelector'))
  );
}

/** Whether a selector asks for labels that pods have themselves: Cilium knows more, such as that of their namespace. */
function selectsByLabels(selector: Field): boolean {
  if (!hasOnly(selector, ['matchLabels', 'matchExpressions'])) return false;
  const labels = selector.at('matchLabels');
  const keys = isRecord(labels.value) ? labels.keys() : [];
  const expressions = listIn(selector.at('matchExpressions')) ?? [];
  return [...keys, ...expressions.map((each) => (isRecord(each.value) ? each.value.key : undefined))].every(
    (key) => typeof key === 'string' && !CILIUMS_OWN.test(key),
  );
}

/** Labels with their source in front, and those that Cilium adds. */
const CILIUMS_OWN = /:|^(io\.kubernetes|io\.cilium|reserved)\b/;

/** The others are nodes and servers, which are known by their addresses as well: a rule for them says more than is read. */
const UNDERSTOOD = [CiliumEntity.INGRESS];

/** Undefined where a rule says something else. */
function rulesIn(field: Field): RuleFacts[] | undefined {
  return all(field, (rule) => {
    if (!hasOnly(rule, ['fromEntities', 'toPorts'])) return undefined;
    const peers = all(rule.at('fromEntities'), ({ value }) => {
      const entity = UNDERSTOOD.find((each) => each === value);
      return entity && ({ kind: 'entity', entity } as const);
    });
    const lists = all(rule.at('toPorts'), (list) =>
      hasOnly(list, ['ports']) ? all(list.at('ports'), portIn) : undefined,
    );
    return peers && lists && { path: rule.path, action: 'Allow' as const, peers, ports: lists.flat() };
  });
}

/** A port by its number, which is a text here. Without a protocol it would be one of each. */
function portIn(port: Field): PolicyPort | undefined {
  if (!hasOnly(port, ['port', 'protocol', 'endPort'])) return undefined;
  const protocol = Object.values(Protocol).find((each) => each === port.at('protocol').value);
  const first = numberIn(port.at('port').value);
  const end = port.at('endPort');
  const last = end.isAbsent ? first : end.value;
  if (!protocol || first === undefined || typeof last !== 'number') return undefined;
  return Number.isInteger(last) && last >= first && last <= LAST_PORT ? { protocol, first, last } : undefined;
}

const LAST_PORT = 65535;

/** Cilium takes 0 for every port. */
function numberIn(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^[1-9]\d{0,4}$/.test(text)) return undefined;
  return Number(text) <= LAST_PORT ? Number(text) : undefined;
}

/** What is read of each item of a list; undefined where one can't be, and where there is none. */
function all<T>(field: Field, read: (item: Field) => T | undefined): T[] | undefined {
  const items = listIn(field);
  if (!items?.length) return undefined;
  const found: T[] = [];
  for (const item of items) {
    const one = read(item);
    if (one === undefined) return undefined;
    found.push(one);
  }
  return found;
}

function listIn(field: Field): Field[] | undefined {
  return Array.isArray(field.value) ? field.items('a list') : undefined;
}

function hasOnly(field: Field, known: readonly string[]): boolean {
  return isRecord(field.value) && field.keys().every((key) => known.includes(key));
}
