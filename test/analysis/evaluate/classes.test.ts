import * as fc from 'fast-check';
import { ClassTable } from '../../../lib/analysis/evaluate/class-table';
import type { PodClass } from '../../../lib/analysis/evaluate/pod-class';
import { Selections } from '../../../lib/analysis/evaluate/selections';
import { type Requirement, selectorOf, selects } from '../../../lib/analysis/network/selector';
import { NAMESPACE_NAME, Protocol } from '../../../lib/traffic';
import { manifests, namespace, networkOf, policy } from './manifests';

const ANY = { namespace: 'shop', labels: {}, unknownLabels: [], ports: [], hostNetwork: false, addresses: [] };
const podOf = (labels: { readonly [key: string]: string }, rest: Partial<PodClass> = {}): PodClass => ({
  ...ANY,
  labels,
  ...rest,
});
const classesOf = (text: string, ...pods: PodClass[]) => ClassTable.of(networkOf(text), pods).classOf;

describe('pods are one class', () => {
  test('where no policy asks for the label in which they differ', () => {
    const text = policy('p', '{ podSelector: { matchLabels: { app: web } } }');
    expect(
      classesOf(text, podOf({ app: 'web', a: '1' }), podOf({ app: 'web', a: '2' }), podOf({ app: 'web' })),
    ).toEqual([0, 0, 0]);
  });

  test('where they have values that no policy names', () => {
    const text = policy('p', '{ podSelector: { matchLabels: { app: web } } }');
    expect(classesOf(text, podOf({ app: 'db' }), podOf({ app: 'api' }))).toEqual([0, 0]);
  });

  test('where they have ports, or addresses, of which no policy speaks', () => {
    const [a, b] = [
      { name: 'http', number: 80, protocol: Protocol.TCP },
      { first: 5n, last: 5n },
    ];
    expect(classesOf('', podOf({}, { ports: [a] }), podOf({}, { addresses: [b] }), podOf({}))).toEqual([0, 0, 0]);
  });
});

describe('pods are told apart', () => {
  test('by a label that is missing in one, as NotIn and DoesNotExist ask for that', () => {
    const text = policy('p', '{ podSelector: { matchExpressions: [{ key: app, operator: DoesNotExist }] } }');
    expect(classesOf(text, podOf({ app: 'web' }), podOf({}))).toEqual([0, 1]);
  });

  test('by their namespaces', () => {
    expect(classesOf('', podOf({}, { namespace: 'b' }), podOf({}, { namespace: 'a' }))).toEqual([1, 0]);
  });

  test('by what the network of the node is to them', () => {
    const pods = [podOf({}), podOf({}, { hostNetwork: true }), podOf({}, { hostNetwork: undefined })];
    expect(new Set(classesOf('', ...pods)).size).toBe(3);
  });

  test('by a label that a controller may add, where a policy asks for it', () => {
    const text = policy('p', '{ podSelector: { matchLabels: { job-name: a } } }');
    expect(classesOf(text, podOf({}), podOf({}, { unknownLabels: ['job-name'] }))).toEqual([0, 1]);
    expect(classesOf('', podOf({}), podOf({}, { unknownLabels: ['job-name'] }))).toEqual([0, 0]);
  });

  test('by their addresses, where a policy has a block', () => {
    const text = policy('p', '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }');
    expect(classesOf(text, podOf({}, { addresses: [{ first: 5n, last: 5n }] }), podOf({}))).toEqual([0, 1]);
  });

  test('by the number behind the name of a port, where a policy has the name', () => {
    const text = policy('p', '{ podSelector: {}, ingress: [{ ports: [{ port: http }] }] }');
    const port = (number: number) => podOf({}, { ports: [{ name: 'http', number, protocol: Protocol.TCP }] });
    expect(classesOf(text, port(80), port(81), port(80))).toEqual([0, 1, 0]);
  });
});

const KEYS = ['app', 'tier'];
const VALUES = ['a', 'b'];
const labels = fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES, 'other'), { maxKeys: 2 });
const requirement: fc.Arbitrary<Requirement> = fc
  .record({
    key: fc.constantFrom(...KEYS),
    operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
    values: fc.subarray(VALUES, { minLength: 1 }),
  })
  .map(({ key, operator, values }) => ({
    key,
    operator,
    values: operator === 'In' || operator === 'NotIn' ? values : [],
  }));
const selector = fc.array(requirement, { maxLength: 2 }).map(selectorOf);
const byName: fc.Arbitrary<Requirement> = fc.record({
  key: fc.constant(NAMESPACE_NAME),
  operator: fc.constantFrom('In', 'NotIn'),
  values: fc.subarray(['elsewhere', 'ops', 'shop', 'unread'], { minLength: 1 }),
});
const namespaceSelector = fc.array(fc.oneof(requirement, byName), { maxLength: 3 }).map(selectorOf);
const pods = fc.array(
  fc.record({
    labels,
    namespace: fc.constantFrom('shop', 'ops', 'unread', undefined),
    unknownLabels: fc.constantFrom<PodClass['unknownLabels']>([], ['tier'], 'any'),
  }),
  { minLength: 1, maxLength: 8 },
);

/** Policies that name every value, so that each of the pods is what it is. */
const READ = manifests(
  namespace('shop', '{ tier: a }'),
  namespace('ops', '{ app: b }'),
  policy('p', '{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [a, b] }] } }'),
  policy('q', '{ podSelector: { matchExpressions: [{ key: tier, operator: In, values: [a, b] }] } }'),
);

test('a selector selects what it selects when each class is asked', () => {
  fc.assert(
    fc.property(pods, selector, namespaceSelector, (given, podSelector, namespaces) => {
      const table = ClassTable.of(
        networkOf(READ),
        given.map((each) => podOf(each.labels, each)),
      );
      const selections = new Selections(table);
      const asked = (inNamespace: (id: number) => boolean | undefined) => {
        const answers = table.classes.map((each, id) => {
          const [one, other] = [inNamespace(id), selects(podSelector, each.labels, each.unknownLabels)];
          return one === false || other === false ? false : one && other;
        });
        const those = (answer: boolean | undefined) =>
          table.classes.flatMap((_, id) => (answers[id] === answer ? [id] : []));
        return { certain: those(true), doubtful: those(undefined) };
      };
      expect(selections.inNamespace('shop', podSelector, 'subject')).toEqual(
        asked((id) => table.classes[id]?.namespace === 'shop'),
      );
      expect(selections.inNamespaces(namespaces, podSelector)).toEqual(
        asked((id) => {
          const known = table.labelsOf(table.classes[id]?.namespace);
          return selects(namespaces, known.labels, known.unknown);
        }),
      );
    }),
    { numRuns: 500 },
  );
});

test('pods of one class are selected alike', () => {
  fc.assert(
    fc.property(pods, selector, (given, podSelector) => {
      const { classOf, classes } = ClassTable.of(
        networkOf(READ),
        given.map((each) => podOf(each.labels, each)),
      );
      given.forEach((each, i) => {
        const own = classes[classOf[i] as number] as PodClass;
        expect(selects(podSelector, each.labels, each.unknownLabels)).toBe(
          selects(podSelector, own.labels, own.unknownLabels),
        );
      });
    }),
    { numRuns: 500 },
  );
});
