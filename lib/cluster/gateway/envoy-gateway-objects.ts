import type { ControllerObject } from '../controller-object';
import type { GatewayRequest } from './gateway-implementation';

const API_VERSION = 'gateway.envoyproxy.io/v1alpha1';

/**
 * The object by which the Service of a Gateway's proxies gets annotations.
 *
 * @see https://gateway.envoyproxy.io/docs/tasks/operations/customize-envoyproxy/
 */
export function envoyProxy(annotations: { readonly [key: string]: string }): ControllerObject {
  return {
    apiVersion: API_VERSION,
    kind: 'EnvoyProxy',
    suffix: 'proxy',
    fields: { spec: { provider: { type: 'Kubernetes', kubernetes: { envoyService: { annotations } } } } },
  };
}

/**
 * The object by which the proxies of a Gateway believe what those in front of them tell of the client.
 *
 * @see https://gateway.envoyproxy.io/docs/tasks/traffic/client-traffic-policy/
 */
export function clientTrafficPolicy({ gateway, usesProxyProtocol, trustedHops }: GatewayRequest): ControllerObject {
  return {
    apiVersion: API_VERSION,
    kind: 'ClientTrafficPolicy',
    suffix: 'clients',
    fields: {
      spec: {
        targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gateway.name }],
        // A connection without the header is refused: whoever sends none isn't the proxy that is trusted.
        ...(usesProxyProtocol ? { proxyProtocol: { optional: false } } : {}),
        ...(trustedHops > 0 ? { clientIPDetection: { xForwardedFor: { numTrustedHops: trustedHops } } } : {}),
      },
    },
  };
}
