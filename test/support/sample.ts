import { parseManifests } from './manifests';
import { reachability } from './reachability';
import { tableOf } from './table';

/** The YAML text of small manifests, for the tests of the reader; names are `namespace/name`. */
export function deployment(name: string, ...ports: string[]): string {
  const app = name.split('/')[1];
  return object('apps/v1', 'Deployment', name, `{ template: ${template(`{ app: ${app} }`, ports)} }`);
}

export function template(labels: string, ports: string[] = []): string {
  return `{ metadata: { labels: ${labels} }, spec: { containers: [{ name: main, ports: [${ports.join(', ')}] }] } }`;
}

export function service(name: string, ...ports: string[]): string {
  return object('v1', 'Service', name, `{ selector: { app: ${name.split('/')[1]} }, ports: [${ports.join(', ')}] }`);
}

export function policy(name: string, spec: string): string {
  return object('networking.k8s.io/v1', 'NetworkPolicy', name, spec);
}

export function namespace(name: string, labels = '{}'): string {
  return `{ apiVersion: v1, kind: Namespace, metadata: { name: ${name}, labels: ${labels} } }`;
}

export function ingress(name: string, spec: string): string {
  return object('networking.k8s.io/v1', 'Ingress', name, spec);
}

/** Gateway, HTTPRoute, ReferenceGrant. */
export function routing(kind: string, name: string, spec: string): string {
  return object('gateway.networking.k8s.io/v1', kind, name, spec);
}

export function object(apiVersion: string, kind: string, name: string, spec: string): string {
  const [space, short] = name.split('/');
  return `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { namespace: ${space}, name: ${short} }, spec: ${spec} }`;
}

/** Closes every pod of a namespace in both directions. */
export function denyAll(space: string): string {
  return policy(`${space}/deny-all`, '{ podSelector: {}, policyTypes: [Ingress, Egress] }');
}

export function read(...texts: string[]) {
  return parseManifests(texts.join('\n---\n'));
}

/** The lines of the table, with single spaces. */
export function lines(...texts: string[]): string[] {
  const table = tableOf(reachability(read(...texts)).rows);
  return table === '' ? [] : table.split('\n').map((line) => line.replace(/ +/g, ' '));
}

export function problems(...texts: string[]): string[] {
  return reachability(read(...texts)).problems;
}

/** The ways in from outside: workload, port and URL. */
export function waysIn(...texts: string[]): string[] {
  return reachability(read(...texts))
    .rows.filter(({ from }) => from === 'outside')
    .map(({ to, port, protocol, via }) => `${to} ${protocol} ${port} ${via}`);
}

export const WEB = deployment('shop/web', '{ containerPort: 3000 }');
export const API = deployment('shop/api', '{ containerPort: 8080, name: http }');

/** The policies of web and api: closed but for web to api:8080. */
export const CONTRACT = [
  denyAll('shop'),
  policy(
    'shop/web',
    '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: 8080 }] }] }',
  ),
  policy(
    'shop/api',
    '{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 8080 }] }] }',
  ),
];
