import { AMBIENT, caller, meshed } from './mesh';

/** A Gateway from which Istio makes a waypoint, with its labels and with more of its listener. */
export function waypoint(name: string, labels = '', listener = ''): string {
  const [namespace, own] = name.split('/');
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { namespace: ${namespace}, name: ${own}, labels: { ${labels} } }
spec:
  gatewayClassName: istio-waypoint
  listeners: [{ name: mesh, port: 15008, protocol: HBONE${listener && `, ${listener}`} }]
---`;
}

/** A Service for the pods of an app, with its labels; its port 80 is theirs of 8080. */
export function served(name: string, labels = '', spec = ''): string {
  const [namespace, app] = name.split('/');
  return `
apiVersion: v1
kind: Service
metadata: { namespace: ${namespace}, name: ${app}, labels: { ${labels} } }
spec: { selector: { app: ${app} }, ports: [{ port: 80, targetPort: 8080 }]${spec && `, ${spec}`} }
---`;
}

/** A Namespace of an ambient mesh whose Services are behind a waypoint. */
export function behind(name: string, waypointName = 'waypoint'): string {
  return meshed(name, `${AMBIENT}, istio.io/use-waypoint: ${waypointName}`);
}

/** How policies select the pods of that waypoint. */
export const TO_WAYPOINT = '{ gateway.networking.k8s.io/gateway-name: waypoint }';

/** `shop/api` behind a waypoint, and two who may want to reach it: one of its namespace, and one of another. */
export const BEHIND_WAYPOINT = [
  behind('shop'),
  waypoint('shop/waypoint'),
  served('shop/api'),
  meshed('ops', AMBIENT),
  caller('shop/api'),
  caller('shop/web'),
  caller('ops/log'),
].join('');
