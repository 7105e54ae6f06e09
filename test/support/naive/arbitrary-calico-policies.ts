import * as fc from 'fast-check';
import { BLOCKS, compact, labels, maybe, NAMESPACE_LABELS, NAMESPACES, POD_LABELS, PORT_NAMES } from './alphabet';
import type { Manifest } from './kinds';

type Alphabet = { readonly [key: string]: readonly string[] };

/** A selector of labels, as text. */
function selector(alphabet: Alphabet): fc.Arbitrary<string> {
  const key = fc.constantFrom(...Object.keys(alphabet));
  const condition = key.chain((name) => {
    const value = fc.constantFrom(...(alphabet[name] as string[]));
    return fc.oneof(
      fc.tuple(fc.constantFrom('==', '!='), value).map(([operator, one]) => `${name} ${operator} '${one}'`),
      fc
        .tuple(fc.constantFrom('in', 'not in'), fc.uniqueArray(value, { maxLength: 2 }))
        .map(([operator, some]) => `${name} ${operator} { ${some.map((each) => `'${each}'`).join(', ')} }`),
      fc.constantFrom(`has(${name})`, `!has(${name})`, '!all()', 'all()'),
    );
  });
  const whole = fc
    .tuple(condition, fc.constantFrom(' && ', ' || '), condition, fc.constantFrom('', '!'))
    .map(([one, joint, other, not]) => `${not}(${one}${joint}${other})`);
  return fc.oneof(condition, condition, whole, fc.constant('all()'));
}

const podSelector = selector(POD_LABELS);
const anyPodSelector = fc.oneof(
  { weight: 4, arbitrary: podSelector },
  {
    weight: 1,
    arbitrary: selector({ 'projectcalico.org/namespace': NAMESPACES, 'pcns.team': NAMESPACE_LABELS.team as string[] }),
  },
);
const namespaceSelector = fc.oneof(
  { weight: 4, arbitrary: selector({ ...NAMESPACE_LABELS, 'projectcalico.org/name': NAMESPACES }) },
  { weight: 1, arbitrary: fc.constant('global()') },
);

function some<T>(item: fc.Arbitrary<T>) {
  return fc.uniqueArray(item, { minLength: 1, maxLength: 2 });
}

/** A selector, or none, which may be an empty text. */
function maybeEmpty(found: fc.Arbitrary<string>): fc.Arbitrary<string | undefined> {
  return fc.oneof(found, fc.constant(''), fc.constant(undefined));
}

const networks = some(fc.constantFrom(...Object.keys(BLOCKS)));
const ports = some(fc.constantFrom<number | string>(53, 80, '80:8080', '1:52', ...PORT_NAMES));
const notPorts = some(fc.constantFrom<number | string>(80, '53:80'));

function entity(isNamespaced: boolean): fc.Arbitrary<object> {
  const found = isNamespaced ? podSelector : anyPodSelector;
  const notSelector = isNamespaced ? maybe(podSelector, 4, 1) : fc.constant(undefined);
  return fc
    .oneof<fc.Arbitrary<object>[]>(
      fc.constant({}),
      fc.record({ selector: found, notSelector }),
      fc.record({ selector: maybe(found), namespaceSelector }),
      fc.record({ selector: maybeEmpty(found), namespaceSelector: maybeEmpty(namespaceSelector) }),
      fc.record({ nets: networks, notNets: maybe(networks) }),
      fc.record({ notNets: networks }),
    )
    .map(compact);
}

function rule(side: 'source' | 'destination', isNamespaced: boolean) {
  return fc
    .record({
      action: fc.constantFrom('Allow', 'Allow', 'Deny', 'Log', 'Pass'),
      protocol: maybe(fc.constantFrom<string | number>('TCP', 'UDP', 6, 'ICMP')),
      other: entity(isNamespaced),
      ports: maybe(fc.oneof(fc.record({ ports }), fc.record({ notPorts }))),
      not: maybe(fc.constantFrom('TCP', 'SCTP'), 6, 1),
    })
    .map(({ action, protocol, other, ports: own, not }) => {
      const answering = protocol === undefined ? {} : (own ?? {});
      return compact({
        action,
        protocol,
        notProtocol: protocol === undefined ? not : undefined,
        ...(side === 'source'
          ? { source: other, destination: answering }
          : { destination: { ...other, ...answering } }),
      });
    });
}

function policy(isNamespaced: boolean): fc.Arbitrary<Manifest> {
  return fc
    .record({
      apiVersion: fc.constantFrom('projectcalico.org/v3', 'projectcalico.org/v3', 'crd.projectcalico.org/v1'),
      namespace: fc.constantFrom(...NAMESPACES),
      order: maybe(fc.constantFrom(10, 500, 2000.5)),
      selector: maybe(isNamespaced ? podSelector : anyPodSelector, 1, 4),
      namespaceSelector: isNamespaced ? fc.constant(undefined) : maybe(selector(NAMESPACE_LABELS), 2, 1),
      types: maybe(fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress'])),
      ingress: maybe(fc.array(rule('source', isNamespaced), { maxLength: 2 })),
      egress: maybe(fc.array(rule('destination', isNamespaced), { maxLength: 2 })),
    })
    .map(({ apiVersion, namespace, ...spec }) => ({
      apiVersion,
      kind: isNamespaced ? 'NetworkPolicy' : 'GlobalNetworkPolicy',
      metadata: { name: 'calico', ...(isNamespaced ? { namespace } : {}) },
      spec: compact(spec),
    }));
}

/** A policy of Calico with what is understood of its language. */
export const calicoPolicy = fc.oneof(policy(true), policy(true), policy(false));

export const networkSet: fc.Arbitrary<Manifest> = fc
  .record({ namespace: maybe(fc.constantFrom(...NAMESPACES)), own: labels(POD_LABELS), nets: networks })
  .map(({ namespace, own, nets }) => ({
    apiVersion: 'projectcalico.org/v3',
    kind: namespace === undefined ? 'GlobalNetworkSet' : 'NetworkSet',
    metadata: compact({ name: 'set', namespace, labels: own }),
    spec: { nets },
  }));
