import { opaqueIn, read } from './reading';

function broken(apiVersion: string, kind: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x, namespace: shop}\nspec: {{ .Values.spec }}\n`;
}

describe('a policy in a document that cannot be read may say anything', () => {
  test.each<[string, string, string]>([
    ['networking.k8s.io/v1', 'NetworkPolicy', ''],
    ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', ''],
    ['security.istio.io/v1', 'AuthorizationPolicy', ''],
    ['security.istio.io/v1', 'RequestAuthentication', ', denies'],
    ['policy.linkerd.io/v1beta3', 'Server', ''],
    ['cilium.io/v2', 'CiliumNetworkPolicy', ''],
  ])('%s %s', (apiVersion, kind, what) => {
    expect(opaqueIn(broken(apiVersion, kind))).toEqual([`${kind} in document 1 in all${what}: it could not be read`]);
  });

  test.each<[string, string]>([
    ['in JSON', '{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "spec": '],
    ['in brackets', '{kind: NetworkPolicy, apiVersion: networking.k8s.io/v1, spec: '],
    ['in quotes', '\'kind\': \'NetworkPolicy\'\n"apiVersion": "networking.k8s.io/v1"\nspec: {\n'],
    ['with an anchor', 'apiVersion: networking.k8s.io/v1\nkind: &kind NetworkPolicy\nspec: {\n'],
    ['with a group that is lost', 'kind: NetworkPolicy\nspec: {\n'],
    [
      'in a List',
      'kind: List\napiVersion: v1\nitems:\n- kind: NetworkPolicy\n  apiVersion: networking.k8s.io/v1\n  spec: {\n',
    ],
    ['in UTF-16', [...'kind: NetworkPolicy\n'].map((letter) => `${letter}\0`).join('')],
    ['after a megabyte', `a: ${'x'.repeat(1_100_000)}\nkind: NetworkPolicy\nspec: {\n`],
  ])('%s', (_name, text) => {
    expect(opaqueIn(text)).toEqual(['NetworkPolicy in document 1 in all: it could not be read']);
  });
});

describe('is silent about', () => {
  test.each<[string, string]>([
    ['other kinds', broken('apps/v1', 'Deployment')],
    ['harmless kinds', broken('projectcalico.org/v3', 'StagedNetworkPolicy')],
    ['a text without a kind', 'spec: {\n'],
  ])('%s', (_name, text) => {
    expect(opaqueIn(text)).toEqual([]);
    expect(read(text).problems).toHaveLength(1);
  });
});

test('every kind of a text is told once, whichever of the groups is its own', () => {
  const list = `kind: List\nitems: [${'{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy}, '.repeat(3)}{kind: CiliumNetworkPolicy},\n`;
  expect(opaqueIn(list)).toEqual([
    'NetworkPolicy in document 1 in all: it could not be read',
    'CiliumNetworkPolicy in document 1 in all: it could not be read',
  ]);
});
