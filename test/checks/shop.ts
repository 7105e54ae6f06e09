import { manifests } from '../analysis/entry/manifests';

/** A Deployment `shop/web`, or of another namespace; its pods' labels and their spec as YAML. */
export function workload(
  name: string,
  labels = `{ app: ${own(name)} }`,
  ports = '[{ containerPort: 8080 }]',
  more = '',
): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${own(name)}, namespace: ${namespaceOf(name)} }
spec:
  selector: { matchLabels: ${labels} }
  template:
    metadata: { labels: ${labels} }
    spec: { ${more}containers: [{ name: main, image: main, ports: ${ports} }] }
`;
}

/** A NetworkPolicy for the pods with a label `app`, or for all where the app is empty; the rest of its spec as YAML. */
export function policyFor(name: string, app: string, ...spec: string[]): string {
  const pods = app === '' ? '{}' : `{ matchLabels: { app: ${app} } }`;
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${own(name)}, namespace: ${namespaceOf(name)} }
spec:
  podSelector: ${pods}
${spec.map((line) => `  ${line}\n`).join('')}`;
}

/** An AdminNetworkPolicy that denies something to all pods of `shop` before any NetworkPolicy is asked. */
export function adminDeny(direction: 'ingress' | 'egress', peer: string): string {
  return `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: keep-apart }
spec:
  priority: 10
  subject: { namespaces: { matchLabels: { kubernetes.io/metadata.name: shop } } }
  ${direction}: [{ name: "no", action: Deny, ${direction === 'ingress' ? 'from' : 'to'}: [${peer}] }]
`;
}

/** Documents in one text, the first one from line 1. */
export function all(...documents: string[]): string {
  return manifests(...documents).replace(/\n\n---\n/g, '\n---\n');
}

/** Pods with a label `app`, as a peer. */
export function pods(app: string): string {
  return `{ podSelector: { matchLabels: { app: ${app} } } }`;
}

/** Every pod of a namespace, as a peer; with more of the same item. */
export function namespacePeer(name: string, more = ''): string {
  return `{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } }${more} }`;
}

function namespaceOf(name: string): string {
  return name.split('/')[0] as string;
}

function own(name: string): string {
  return name.split('/')[1] as string;
}
