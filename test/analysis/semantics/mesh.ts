import { namespace, pod } from './manifests';

/** A Namespace whose pods are in a mesh as its labels say. */
export function meshed(name: string, label: string): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${label} } }
---`;
}

/** A bare Pod with its app as its label, and with its own service account. */
export function caller(name: string, ports = '[]'): string {
  const app = name.split('/')[1] as string;
  return pod(name, `{ app: ${app} }`, ports).replace('spec: {', `spec: { serviceAccountName: ${app},`);
}

/** An object of Istio, with its spec. */
export function istio(kind: 'AuthorizationPolicy' | 'PeerAuthentication', name: string, spec: string): string {
  const [namespace, own] = name.split('/');
  return `
apiVersion: security.istio.io/v1
kind: ${kind}
metadata: { namespace: ${namespace}, name: ${own} }
spec: ${spec}
---`;
}

export const AMBIENT = 'istio.io/dataplane-mode: ambient';
export const SIDECAR = 'istio-injection: enabled';

/** Pods of `shop`, and of a namespace in each mode: `ops` in ambient, `cars` with sidecars, `plain` in no mesh. */
export const PODS = [
  meshed('ops', AMBIENT),
  meshed('cars', SIDECAR),
  namespace('plain'),
  caller('shop/api', '[{ containerPort: 8080 }]'),
  caller('shop/web'),
  caller('ops/log'),
  caller('cars/job'),
  pod('plain/job'),
].join('');

/** A Namespace whose pods are in the mesh of Linkerd, with what it says besides. */
export function injected(name: string, annotations = ''): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, annotations: { linkerd.io/inject: enabled${annotations && `, ${annotations}`} } }
---`;
}

/** An object of Linkerd, with its spec. */
export function linkerd(kind: string, name: string, spec: string): string {
  const [namespace, own] = name.split('/');
  return `
apiVersion: policy.linkerd.io/${kind === 'Server' ? 'v1beta3' : 'v1alpha1'}
kind: ${kind}
metadata: { namespace: ${namespace}, name: ${own} }
spec: ${spec}
---`;
}
