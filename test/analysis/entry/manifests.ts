/** Manifests of a small shop, for tests that are about one of them. */

/** The workload of the shop alone. */
export const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: web, ports: [{ name: http, containerPort: 8080 }] }] }
`;

export const WEB = `${DEPLOYMENT}---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web }
  ports: [{ name: http, port: 80, targetPort: http }]
`;

/** A Gateway `gateways/edge`; each listener is a line of YAML. */
export function gateway(...listeners: string[]): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: gateways }
spec:
  gatewayClassName: eg
  listeners:
${listeners.map((listener) => `    - ${listener}`).join('\n')}
`;
}

/** A listener for plain HTTP that admits everyone. */
export const HTTP = '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }';

/** A route `shop/web` to the Service of the shop, unless its spec says otherwise. */
export function route(spec: string, kind = 'HTTPRoute', metadata = '{ name: web, namespace: shop }'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: ${metadata}
spec:
${spec
  .trim()
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
`;
}

/** Attached to all listeners of the Gateway. */
export const PARENT = 'parentRefs: [{ name: edge, namespace: gateways }]';

/** Sends everything to the shop. */
export const TO_WEB = 'rules: [{ backendRefs: [{ name: web, port: 80 }] }]';

/** Documents in one text. */
export function manifests(...documents: string[]): string {
  return documents.join('\n---\n');
}
