import { deployment, routing, service } from './sample';

/** A workload on pod port 3000 behind the port 80 of its Service. */
export const APP = [
  deployment('shop/web', '{ containerPort: 3000, name: http }'),
  service('shop/web', '{ name: main, port: 80, targetPort: http }'),
];

/** A Gateway of another namespace. */
export function gateway(...listeners: string[]): string {
  return routing('Gateway', 'edge/public', `{ gatewayClassName: eg, listeners: [${listeners.join(', ')}] }`);
}

export function route(spec: string): string {
  return routing('HTTPRoute', 'shop/web', `{ ${spec} }`);
}

/** The parts of a listener and a route that most tests leave as they are. */
export const OPEN = 'allowedRoutes: { namespaces: { from: All } }';
export const HTTPS = `{ name: https, port: 443, protocol: HTTPS, ${OPEN} }`;
export const PARENT = 'parentRefs: [{ namespace: edge, name: public }]';
export const RULES = 'rules: [{ backendRefs: [{ name: web, port: 80 }] }]';
