import { factsOf, opaqueIn, problemsOf } from '../reading';

function policy(kind: string, spec: string, namespace = 'shop'): string {
  return `apiVersion: security.istio.io/v1\nkind: ${kind}\nmetadata: {name: x, namespace: ${namespace}}\nspec: ${spec}\n`;
}

const SELECTOR = 'selector: {matchLabels: {app: api}}';

test.each<[string, string]>([
  ['AuthorizationPolicy', `{${SELECTOR}, action: DENY, rules: [{}]}`],
  ['AuthorizationPolicy', `{${SELECTOR}}`],
  ['AuthorizationPolicy', `{${SELECTOR}, rules: [{to: [{operation: {ports: ["80"]}}]}]}`],
  ['AuthorizationPolicy', `{${SELECTOR}, action: AUDIT, later: 1}`],
  ['PeerAuthentication', `{${SELECTOR}, mtls: {mode: STRICT}}`],
  ['PeerAuthentication', `{${SELECTOR}, later: 1}`],
  ['PeerAuthentication', `{${SELECTOR}, mtls: {mode: PERMISSIVE}, portLevelMtls: {80: {mode: STRICT}}}`],
])('%s %s may refuse who connects to the pods that it selects', (kind, spec) => {
  expect(factsOf(policy(kind, spec))).toEqual({
    opaquePolicies: [
      {
        object: `${kind} shop/x`,
        namespace: 'shop',
        pods: 'app=api',
        onlyDenies: true,
        direction: 'ingress',
        why: `${kind} is not analysed`,
      },
    ],
  });
});

test.each<[string, string]>([
  ['AuthorizationPolicy', '{action: AUDIT, rules: [{}]}'],
  ['AuthorizationPolicy', '{rules: [{from: []}, {}]}'],
  ['AuthorizationPolicy', '{action: ALLOW, rules: [{}]}'],
  ['PeerAuthentication', '{mtls: {mode: PERMISSIVE}}'],
  ['PeerAuthentication', '{mtls: {mode: DISABLE}, portLevelMtls: {80: {mode: UNSET}}}'],
  ['PeerAuthentication', '{}'],
])('%s %s refuses nobody', (kind, spec) => {
  expect(factsOf(policy(kind, spec))).toEqual({});
});

test.each(['{}', '{selector: {matchLabels: {app: 1}}}', `{${SELECTOR}, targetRefs: [{kind: Service, name: api}]}`])(
  'of %s all pods of the namespace may be meant',
  (spec) => {
    const [{ namespace, pods }] = factsOf(policy('AuthorizationPolicy', spec)).opaquePolicies;
    expect([namespace, pods]).toEqual(['shop', undefined]);
  },
);

test('in the namespace of Istio it is for all', () => {
  expect(opaqueIn(policy('PeerAuthentication', '{mtls: {mode: STRICT}}', 'istio-system'))).toEqual([
    'PeerAuthentication istio-system/x in all, denies: PeerAuthentication is not analysed',
  ]);
});

test('in a version that is not known it may refuse, and open nothing', () => {
  const text = policy('AuthorizationPolicy', '{}').replace('io/v1', 'io/v7');
  expect(problemsOf(text)).toHaveLength(1);
  expect(opaqueIn(text)).toEqual(['AuthorizationPolicy shop/x in shop, denies: it could not be read']);
});
