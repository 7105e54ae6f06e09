import type { Reading } from '../../../lib/analysis/read/read';
import { mutated } from './mutations';
import { factsIn, factsOf, opaqueIn, problemsOf, read } from './reading';
import { SAMPLE } from './sample';

test('the sample that bad input is made from is good', () => {
  expect(Object.keys(factsOf(SAMPLE)).sort()).toEqual([
    'adminPolicies',
    'endpoints',
    'gateways',
    'grants',
    'ingresses',
    'namespaces',
    'pluginPolicies',
    'policies',
    'routes',
    'services',
    'workloads',
  ]);
});

/** What is wrong with a reading itself, whatever was read. */
function flawsOf({ problems, network }: Reading): string[] {
  const texts = problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);
  return [
    ...texts.filter((text) => text.length > 1000).map((text) => `too long: ${text.slice(0, 100)}`),
    ...problems.filter(({ line }) => !(Number.isInteger(line) && line >= 1)).map(({ line }) => `on line ${line}`),
    ...problems.filter(({ message }) => /undefined|\[object/.test(message)).map(({ message }) => message),
    ...network.services.flatMap(({ ports }) => ports.filter(({ port }) => !(port >= 1 && port <= 65535))).map(String),
    ...(({} as any).polluted === undefined ? [] : ['Object.prototype was changed']),
  ];
}

const SEEDS = Array.from({ length: 400 }, (_, seed) => seed + 1);

test.each(SEEDS)('mutation %i ends in facts or in problems', (seed) => {
  const text = mutated(SAMPLE, seed);
  const reading = read(text);
  expect(flawsOf(reading)).toEqual([]);
  const saysSomething = reading.problems.length > 0 || Object.keys(factsIn(reading.network)).length > 0;
  expect(saysSomething).toBe(text.trim() !== '');
});

test('a policy that was broken is never dropped in silence', () => {
  const start = SAMPLE.indexOf('apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy');
  const policy = SAMPLE.slice(start, SAMPLE.indexOf('---', start));
  for (const seed of SEEDS) {
    const { network, problems } = read(mutated(policy, seed));
    if (problems.length > 0 || network.policies.length + network.opaquePolicies.length > 0) continue;
    // Nothing is left of it but its start, or it is of another kind now.
    expect(mutated(policy, seed)).not.toMatch(/kind: NetworkPolicy\n[\s\S]*spec:/);
  }
  expect.hasAssertions();
});

test('nor is one of Cilium, and none lets in anybody but its proxies', () => {
  const start = SAMPLE.indexOf('apiVersion: cilium.io/v2');
  const policy = SAMPLE.slice(start, SAMPLE.indexOf('---', start));
  for (const seed of SEEDS) {
    const text = mutated(policy, seed);
    const { network, problems } = read(text);
    const rules = network.pluginPolicies.flatMap(({ ingress, egress }) => [...ingress, ...egress]);
    for (const { peers, ports } of rules) {
      // Without a line that names them everyone is meant, and every port: so the API has it.
      if (text.includes('- fromEntities:\n            - ingress\n') && peers !== 'everyone')
        expect(new Set(peers.map(({ kind }) => kind))).toEqual(new Set(['entities']));
      if (text.includes('toPorts:') && text.includes('- ports:')) expect(ports).not.toEqual([]);
    }
    if (problems.length > 0 || network.pluginPolicies.length + network.opaquePolicies.length > 0) continue;
    expect(text).not.toMatch(/kind: CiliumNetworkPolicy\n[\s\S]*spec:/);
  }
  expect.hasAssertions();
});

test.each([
  ['policy.linkerd.io/v1alpha1', '  action: DENY'],
  ['security.istio.io/v1', '  action: DENY\n  rules:\n    - from:\n        - source:\n            principals: [a]'],
])('nor is a policy of a mesh: %s', (apiVersion, spec) => {
  const policy = `apiVersion: ${apiVersion}\nkind: AuthorizationPolicy\nmetadata:\n  name: p\n  namespace: shop\nspec:\n${spec}\n`;
  for (const seed of SEEDS) {
    const text = mutated(policy, seed);
    const { network, problems } = read(text);
    if (network.opaquePolicies.length + network.identityPolicies.length > 0 || text.trim() === '') continue;
    // Without its kind, or its group where the kind says nothing by itself, nobody could tell.
    const hasKind = /^kind: AuthorizationPolicy$/m.test(text) && text.includes(`apiVersion: ${apiVersion}\n`);
    expect({ text, isSilent: hasKind && problems.length === 0 }).toEqual({ text, isSilent: false });
  }
  expect.hasAssertions();
});

/** A policy with this for its rules, after some definitions. */
function policy(definitions: string, ingress: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\nx-shared:\n${definitions}spec:\n  podSelector: {}\n  ingress: ${ingress}\n`;
}

/** Anchors that each stand for ten of the one before. */
function bomb(item: string, levels: number): string {
  const lists = Array.from({ length: levels }, (_, n) => `  - &l${n + 1} [${Array(10).fill(`*l${n}`).join(', ')}]\n`);
  return `  - &l0 ${item}\n${lists.join('')}`;
}

const UNREADABLE = 'a document must be readable YAML, but got: ';

describe('each of these ends in this problem', () => {
  test.each<[string, string, string]>([
    ['text cut off inside of quotes', 'apiVersion: v1\nkind: "Serv', UNREADABLE],
    ['a byte of nothing', 'apiVersion: v1\nkind: a\u0000b\n', `${UNREADABLE}null byte is not allowed in input`],
    ['an image', '\u0089PNG\r\n\u001a\n\u0000\u0000', UNREADABLE],
    ['UTF-16 that was read as something else', 'a\u0000p\u0000i\u0000', UNREADABLE],
    ['keys that come twice', 'apiVersion: v1\nkind: Service\nkind: Pod\n', `${UNREADABLE}duplicated mapping key`],
    ['keys that come twice in JSON', '{"apiVersion": "v1", "apiVersion": "v2"}', `${UNREADABLE}duplicated mapping key`],
    ['collections in collections', `a: ${'['.repeat(5000)}`, UNREADABLE],
    ['mappings in mappings', `a: ${'{b: '.repeat(5000)}`, UNREADABLE],
    ['lists in lists', `${'- '.repeat(5000)}a\n`, UNREADABLE],
    ['a tag of bytes', 'a: !!binary aGk=\n', UNREADABLE],
    ['a tag of JavaScript', 'a: !!js/function "function () {}"\n', UNREADABLE],
    ['a tag of Python', 'a: !!python/object/apply:os.system ["ls"]\n', UNREADABLE],
    ['a key that is a list', '? [a]\n: b\n', UNREADABLE],
    ['an alias to nothing', 'a: *b\n', UNREADABLE],
    ['an alias of 10,000 letters to nothing', `a: *${'b'.repeat(10_000)}\n`, UNREADABLE],
    ['more aliases than any object has', `a: &a 1\nb: [${'*a,'.repeat(10_001)}]\n`, UNREADABLE],
    [
      'more merges than any object has',
      `a: &a {${Array.from({ length: 200 }, (_, n) => `k${n}: 1`).join(', ')}}\nb: [${'{<<: *a},'.repeat(100)}]\n`,
      UNREADABLE,
    ],
    ['a merge of what is no mapping', 'a: &a 1\nb: {<<: *a}\n', UNREADABLE],
    [
      'a template that was not filled in',
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n',
      UNREADABLE,
    ],
    ['a template between the lines', '{{- if .Values.on }}\napiVersion: v1\nkind: Service\n{{- end }}\n', UNREADABLE],
    ['a tab', 'apiVersion: v1\nkind: Service\nmetadata:\n\tname: a\n', UNREADABLE],
    ['an unknown directive of a tag', '%TAG ! tag:example.com,2000:\n---\na: !foo b\n', UNREADABLE],
    ['a line of 10 MB', `a: "${'x'.repeat(10_000_000)}"\n`, 'with apiVersion and kind, but got a mapping without them'],
    [
      'a kind of 10 MB',
      `apiVersion: v1\nkind: Service\nmetadata: {name: ${'x'.repeat(10_000_000)}}\n`,
      'the name of an object must be a DNS-1123 subdomain',
    ],
    [
      'a number beyond numbers',
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 1e400}]}\n',
      'a port number must be a whole number from 1 to 65535, but got "1e400"; correct it',
    ],
    [
      'a number with a fraction',
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80.5}]}\n',
      'a port number must be a whole number from 1 to 65535, but got 80.5; correct it',
    ],
    [
      'metadata that is a list',
      'apiVersion: v1\nkind: Service\nmetadata: [a]\n',
      'metadata must be a mapping, but got a list; write its fields as "key: value"',
    ],
    [
      'a label named as the prototype',
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: {__proto__: b}}\n',
      'a label key must be at most 63 letters',
    ],
    [
      'a spec named as the prototype',
      policy('  - 1\n', '[{__proto__: {from: []}}]').replace('x-shared:\n  - 1\n', ''),
      'an ingress rule must have no fields but from, ports, but got "__proto__"; correct it',
    ],
    [
      'ports that are a bomb',
      policy(bomb('{port: 80}', 8), '[{ports: *l8}]'),
      'a port of a policy must be a mapping, but got a list; write its fields as "key: value"',
    ],
    [
      'labels that are a bomb',
      policy(bomb('x', 8), '[{from: [{podSelector: {matchLabels: {a: *l8}}}]}]'),
      'the label a must be a text, but got a list; write its value out, or "" for none',
    ],
    [
      'rules that are a bomb',
      policy(bomb('{}', 8), '*l8'),
      'an ingress rule must be a mapping, but got a list; write its fields as "key: value"',
    ],
    [
      'a rule that contains itself',
      policy('  - 1\n', '[&r {from: [*r]}]'),
      'a peer must have no fields but podSelector, namespaceSelector, ipBlock, but got "from"; correct it',
    ],
    [
      'a selector that contains itself',
      policy('  - 1\n', '[{from: [{podSelector: &s {matchLabels: *s}}]}]'),
      'the label matchLabels must be a text, but got a mapping; write its value out, or "" for none',
    ],
  ])('%s', (_name, text, problem) => {
    expect(problemsOf(text).join('\n')).toContain(problem);
    expect(flawsOf(read(text))).toEqual([]);
  });
});

test('parts that repeat each other at every level are not walked', () => {
  const values = `  values: &values [${Array(1000).fill('v').join(', ')}]\n`;
  const expressions = `  expressions: &expressions [${Array(1000).fill('{key: a, operator: In, values: *values}').join(', ')}]\n`;
  const peers = `  peers: &peers [${Array(1000).fill('{podSelector: {matchExpressions: *expressions}}').join(', ')}]\n`;
  const text = policy(values + expressions + peers, `[${Array(1000).fill('{from: *peers}').join(', ')}]`);
  expect(problemsOf(text).join('\n')).toContain(
    'aliases must not repeat more than the document is long; write the repeated parts out',
  );
  expect(opaqueIn(text)).toEqual(['NetworkPolicy shop/p in shop: it could not be read']);
});

describe('each of these is read', () => {
  test.each<[string, string, string[]]>([
    [
      'labels named as what every object has',
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: {constructor: b, toString: c}}\n',
      ['namespaces'],
    ],
    [
      'anchors and aliases that repeat a little',
      'apiVersion: v1\nkind: Service\nmetadata: {name: a, labels: &l {a: b}}\nspec: {selector: *l, ports: [{port: 80}]}\n',
      ['services'],
    ],
    [
      'merge keys',
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [&p {name: a, port: 80}, {<<: *p, name: b, port: 81}]}\n',
      ['services'],
    ],
    ['line ends of Windows', 'apiVersion: v1\r\nkind: Namespace\r\nmetadata:\r\n  name: a\r\n', ['namespaces']],
    ['a byte order mark', '\ufeffapiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n', ['namespaces']],
    ['JSON', '{\n\t"apiVersion": "v1",\n\t"kind": "Namespace",\n\t"metadata": {"name": "a"}\n}', ['namespaces']],
    ['a tab after a key', 'apiVersion:\tv1\nkind: Namespace\nmetadata: {name: a}\n', ['namespaces']],
    ['no line end at the end', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}', ['namespaces']],
    [
      'brackets that end where their key starts',
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ports: [\n    {port: 80}\n  ]\n',
      ['services'],
    ],
  ])('%s', (_name, text, lists) => {
    expect(Object.keys(factsOf(text))).toEqual(lists);
  });
});

test('a document with thousands of problems tells some of them', () => {
  const ports = Array.from({ length: 5000 }, (_, n) => `{name: p${n}, port: -1}`).join(', ');
  expect(problemsOf(`apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [${ports}]}\n`)).toHaveLength(
    20,
  );
});
