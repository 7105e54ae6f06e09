import { type AnalysisOptions, Connectivity } from '../../../lib/analysis';
import type { Network } from '../../../lib/analysis/network/network';
import { readSources } from '../../../lib/analysis/read/read';

/** What an analysis makes of manifests in which nothing is wrong. */
export function connectivityOf(text: string, options: AnalysisOptions = {}): Connectivity {
  const network = Connectivity.ofText([{ name: 'shop.yaml', text }], options);
  expect(network.problems).toEqual([]);
  return network;
}

/** The facts of manifests in which nothing is wrong. */
export function networkOf(text: string): Network {
  const { network, problems } = readSources([{ name: 'shop.yaml', text }]);
  expect(problems).toEqual([]);
  return network;
}

/** Documents in one text, each starting on a line of its own. */
export function manifests(...documents: string[]): string {
  return documents.map((document) => document.trim()).join('\n---\n');
}

const CONTAINERS = 'containers: [{ name: main, image: main, ports: [{ name: http, containerPort: 8080 }] }]';

/** A pod with one label, its name, unless others are given; it has the port 8080, which it calls `http`. */
export function pod(name: string, { namespace = 'shop', labels = `{ app: ${name} }`, spec = '', status = '{}' } = {}) {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: ${labels} }
spec: { ${spec}${CONTAINERS} }
status: ${status}`;
}

/** The same pods under a Deployment, or something like it. */
export function deployment(
  name: string,
  { namespace = 'shop', labels = `{ app: ${name} }`, kind = 'Deployment', spec = '' } = {},
) {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: ${labels} }
  template:
    metadata: { labels: ${labels} }
    spec: { ${spec}${CONTAINERS} }`;
}

/** A live pod of a Deployment. */
export function livePod(name: string, owner: string, labels: string) {
  return `
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  labels: ${labels}
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: ${owner}, uid: x, controller: true }]
spec: { ${CONTAINERS} }`;
}

export function namespace(name: string, labels = '{}') {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: ${labels} }`;
}

export function service(name: string, spec: string, { namespace: of = 'shop', metadata = '' } = {}) {
  return object('v1', 'Service', name, spec, { namespace: of, metadata });
}

export function policy(name: string, spec: string, { namespace: of = 'shop' } = {}) {
  return object('networking.k8s.io/v1', 'NetworkPolicy', name, spec, { namespace: of });
}

export function adminPolicy(name: string, spec: string) {
  return object('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', name, spec, {});
}

export function baseline(spec: string) {
  return object('policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy', 'default', spec, {});
}

export function clusterPolicy(name: string, spec: string) {
  return object('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', name, spec, {});
}

export function ingress(name: string, spec: string) {
  return object('networking.k8s.io/v1', 'Ingress', name, spec, { namespace: 'shop' });
}

/** Any object; the lines of its spec may be many. */
export function object(
  apiVersion: string,
  kind: string,
  name: string,
  spec: string,
  { namespace: of, metadata = '' }: { readonly namespace?: string; readonly metadata?: string } = {},
) {
  const place = of === undefined ? '' : `, namespace: ${of}`;
  const lines = spec.trim().split('\n');
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}${place}${metadata} }
spec:${lines.map((line) => `\n  ${line}`).join('')}`;
}

/** Lets everyone resolve names, as most clusters do. */
export const DNS_EGRESS = policy(
  'dns',
  `
podSelector: {}
policyTypes: [Egress]
egress:
  - to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }]
    ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }]`,
);
