import { factsOf, problemsOf, read } from './reading';

function deployment(metadata: string, spec = '{ containers: [{ name: main }] }'): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: ${metadata}, spec: ${spec} } }
`;
}

function namespace(metadata: string): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, ${metadata} }\n`;
}

test.each([
  ['labels: { istio.io/dataplane-mode: ambient }', { ambient: true }],
  ['labels: { istio.io/dataplane-mode: none }', { ambient: false }],
  ['labels: { istio-injection: enabled }', { sidecar: true }],
  ['labels: { istio-injection: disabled, istio.io/rev: stable }', { sidecar: false }],
  ['labels: { istio.io/rev: stable }', { sidecar: true }],
  ['annotations: { linkerd.io/inject: enabled }', { linkerd: true }],
  ['annotations: { linkerd.io/inject: disabled }', { linkerd: false }],
  ['labels: { team: red }', undefined],
])('a Namespace with %s', (metadata, words) => {
  expect(factsOf(namespace(metadata)).namespaces[0].mesh).toEqual(words);
});

test.each([
  ['{ labels: { istio.io/dataplane-mode: none } }', { ambient: false }],
  ['{ labels: { istio.io/dataplane-mode: ambient } }', { ambient: true }],
  ['{ labels: { sidecar.istio.io/inject: "true" } }', { sidecar: true }],
  ['{ labels: { istio.io/dataplane-mode: other } }', undefined],
  ['{ labels: { sidecar.istio.io/inject: "false" } }', { sidecar: false }],
  ['{ labels: { sidecar.istio.io/inject: never } }', { sidecar: false }],
  ['{ labels: { sidecar.istio.io/inject: "Yes" } }', undefined],
  ['{ labels: { sidecar.istio.io/inject: "" }, annotations: { sidecar.istio.io/inject: "false" } }', undefined],
  [
    '{ labels: { sidecar.istio.io/inject: "true" }, annotations: { sidecar.istio.io/inject: "false" } }',
    { sidecar: true },
  ],
  [
    '{ labels: { sidecar.istio.io/inject: "false" }, annotations: { sidecar.istio.io/inject: "true" } }',
    { sidecar: false },
  ],
  ['{ labels: { sidecar.istio.io/inject: "false", istio.io/rev: stable } }', { sidecar: false }],
  ['{ annotations: { sidecar.istio.io/inject: "false" } }', { sidecar: false }],
  ['{ annotations: { sidecar.istio.io/inject: "true" } }', undefined],
  ['{ labels: { istio.io/rev: stable } }', { sidecar: true }],
  ['{ annotations: { linkerd.io/inject: ingress } }', { linkerd: true, linkerdSkips: true }],
  ['{ labels: { app: web } }', undefined],
])('pods with %s', (metadata, words) => {
  expect(factsOf(deployment(metadata)).workloads[0].pods[0].mesh).toEqual(words);
});

test.each([
  ['{ containers: [{ name: main }, { name: istio-proxy }] }', { hasSidecar: true }],
  [
    '{ initContainers: [{ name: istio-proxy, restartPolicy: Always }], containers: [{ name: main }] }',
    { hasSidecar: true },
  ],
  ['{ containers: [{ name: linkerd-proxy }] }', { linkerd: true }],
])('pods with containers %s', (spec, words) => {
  expect(factsOf(deployment('{}', spec)).workloads[0].pods[0].mesh).toEqual(words);
});

test.each([
  ['{ containers: [{ name: main }] }', undefined],
  ['{ serviceAccountName: default, containers: [{ name: main }] }', undefined],
  ['{ serviceAccountName: api, containers: [{ name: main }] }', 'api'],
  ['{ serviceAccount: api, containers: [{ name: main }] }', 'api'],
  ['{ serviceAccountName: api, serviceAccount: old, containers: [{ name: main }] }', 'api'],
])('the account of pods with %s', (spec, account) => {
  expect(factsOf(deployment('{}', spec)).workloads[0].pods[0].serviceAccount).toBe(account);
});

test('an account that is no text is not known', () => {
  const text = deployment('{}', '{ serviceAccountName: [api], containers: [{ name: main }] }');
  expect(problemsOf(text)).toEqual([
    '4 spec.template.spec.serviceAccountName: serviceAccountName must be a text, but got a list; write it out',
  ]);
  expect(read(text).network.workloads[0]?.pods[0]?.serviceAccount).toBe('');
});
