/** Further objects around the shop, each as text. */

/** A Service; its ports as YAML. */
export function service(name: string, ports = '[{ port: 80 }]', more = ''): string {
  const [namespace, own] = name.split('/');
  return `
apiVersion: v1
kind: Service
metadata: { name: ${own}, namespace: ${namespace} }
spec: { selector: { app: ${own} }, ports: ${ports}${more && `, ${more}`} }
`;
}

/** A Namespace with labels. */
export function namespace(name: string, labels = '{}'): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: ${labels} }
`;
}

/** A ReferenceGrant. */
export function grant(name: string, from: string, to: string): string {
  const [namespace, own] = name.split('/');
  return `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: ${own}, namespace: ${namespace} }
spec:
  from: [{ group: gateway.networking.k8s.io, ${from} }]
  to: [{ ${to} }]
`;
}

/** A ListenerSet `shop/shop` of the Gateway `gateways/edge`; each listener is a line of YAML. */
export function listenerSet(...listeners: string[]): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: { name: shop, namespace: shop }
spec:
  parentRef: { name: edge, namespace: gateways }
  listeners:
${listeners.map((listener) => `    - ${listener}`).join('\n')}
`;
}

/** An Ingress `shop/web` of class `nginx`. */
export function ingress(spec: string, name = 'web'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop }
spec:
  ingressClassName: nginx
${spec
  .trim()
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
`;
}

/** An object of any kind in a namespace. */
export function object(apiVersion: string, kind: string, name: string, fields: string): string {
  const [namespace, own] = name.includes('/') ? name.split('/') : [undefined, name];
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${own}${namespace === undefined ? '' : `, namespace: ${namespace}`} }
${fields}
`;
}

/** A listener for HTTPS with a certificate that admits everyone. */
export const HTTPS =
  '{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: tls }] }, allowedRoutes: { namespaces: { from: All } } }';
