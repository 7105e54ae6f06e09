import * as fc from 'fast-check';

/** Namespaces, a few labels and a few ports: with so few, what is selected is often there. */
export const NAMESPACES = ['blue', 'green', 'red', 'grey'];
export const POD_LABELS: { readonly [key: string]: readonly string[] } = {
  app: ['web', 'api'],
  tier: ['front', 'back'],
};
export const NAMESPACE_LABELS: { readonly [key: string]: readonly string[] } = { team: ['one', 'two'], env: ['live'] };
export const PORT_NAMES = ['http', 'dns'];
export const NUMBERS = [53, 80, 8080];
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

/** Keys that controllers give to pods, with a value that a live pod of the samples may have. */
const PASSING: { readonly [key: string]: readonly string[] } = {
  'statefulset.kubernetes.io/pod-name': ['w0-0', 'w1-0'],
  'pod-template-hash': ['5d4f'],
  'job-name': ['w0', 'w1'],
};

/** An arbitrary that is absent as often as the weights say. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>, absent = 1, present = 1): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: absent, arbitrary: fc.constant(undefined) },
    { weight: present, arbitrary },
  );
}

/** Without the keys that are absent, as YAML would have it. */
export function compact<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** Some of these labels. */
export function labels(alphabet: { readonly [key: string]: readonly string[] }): fc.Arbitrary<Record<string, string>> {
  const entries = Object.entries(alphabet).map(([key, values]) => [key, maybe(fc.constantFrom(...values), 1, 2)]);
  return fc.record(Object.fromEntries(entries)).map((found) => compact(found) as Record<string, string>);
}

function selector(alphabet: { readonly [key: string]: readonly string[] }) {
  const key = fc.constantFrom(...Object.keys(alphabet));
  const expression = key.chain((name) =>
    fc.oneof(
      fc.record({
        key: fc.constant(name),
        operator: fc.constantFrom('In', 'NotIn'),
        values: fc.uniqueArray(fc.constantFrom(...(alphabet[name] as string[])), { minLength: 1, maxLength: 2 }),
      }),
      fc.record({ key: fc.constant(name), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
    ),
  );
  const label = key.chain((name) =>
    fc.constantFrom(...(alphabet[name] as string[])).map((value) => ({ [name]: value })),
  );
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 3, arbitrary: fc.record({ matchLabels: label }) },
    { weight: 2, arbitrary: fc.record({ matchExpressions: fc.array(expression, { minLength: 1, maxLength: 2 }) }) },
    { weight: 1, arbitrary: fc.record({ matchLabels: label, matchExpressions: fc.tuple(expression) }) },
  );
}

export const podSelector = fc.oneof(
  { weight: 8, arbitrary: selector(POD_LABELS) },
  { weight: 1, arbitrary: selector({ ...POD_LABELS, ...PASSING }) },
);
export const namespaceSelector = selector({ ...NAMESPACE_LABELS, 'kubernetes.io/metadata.name': NAMESPACES });

/** Networks with what may be left out of them. */
export const BLOCKS: { readonly [cidr: string]: readonly string[] } = {
  '0.0.0.0/0': ['10.0.0.0/8', '203.0.113.0/24', '198.51.100.7/32'],
  '0.0.0.0/1': ['10.1.0.0/16'],
  '10.0.0.0/8': ['10.1.0.0/16', '10.1.0.5/32'],
  '10.1.0.0/24': ['10.1.0.0/29'],
  '10.1.2.3/16': ['10.1.0.8/29'],
  '203.0.113.0/24': ['203.0.113.128/25', '203.0.113.0/28'],
  '198.51.100.7/32': [],
  '::/0': ['2001:db8::/32', 'fc00::/7'],
  '2001:db8::/32': ['2001:db8:1::/48'],
  'fd00:1::/64': ['fd00:1::5/128'],
  'fc00::/7': [],
};

export const protocol = fc.constantFrom(...PROTOCOLS);
export const number = fc.constantFrom(...NUMBERS);
/** One label that pods may have. */
export const podLabel = fc
  .constantFrom(...Object.keys(POD_LABELS))
  .chain((key) => fc.constantFrom(...(POD_LABELS[key] as string[])).map((value) => ({ [key]: value })));
