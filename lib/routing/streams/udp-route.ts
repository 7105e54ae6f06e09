import type { Construct } from 'constructs';
import { GatewayFeature } from '../../cluster';
import { placeOf } from '../../errors';
import { checkListenerPort, checkStreamProps } from './stream-laws';
import type { StreamRouteProps } from './stream-props';
import { StreamRoute } from './stream-route';

/** What a UDPRoute is. */
export interface UdpRouteProps extends StreamRouteProps {
  /** The port on which the Gateway listens, for this route alone; that of the backends' Services is `servicePort`. */
  readonly port: number;
}

const ROUTE = 'a UDPRoute';

/**
 * Routes packets by UDP to Services, told apart by the port of the Gateway alone.
 *
 * Policies open the pods' port for UDP. It needs Gateway API 1.6, said in the cluster profile, or the experimental channel
 * before.
 *
 * @example
 * const cluster = Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_6 });
 * const shop = new IsolatedNamespace(new Platform({ cluster }), 'shop');
 * const names = new InternalService(shop, 'names', {
 *   image: 'ghcr.io/acme/names:1.4',
 *   port: 8080,
 *   extraPorts: [{ name: 'dns', port: 5353, protocol: Protocol.UDP }],
 * });
 * new UdpRoute(shop, 'dns', { gateway: Gateway.shared(shop), port: 53, backends: [names], servicePort: 5353 });
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#udproute
 */
export class UdpRoute extends StreamRoute {
  /**
   * @throws when the port is none, backends are missing, a Service has no such port for UDP, all weights are 0, the
   * cluster's Gateway API or the Gateway's implementation lacks something, the Gateway or a backend is of another app, or
   * the port is taken
   */
  public constructor(scope: Construct, id: string, props: UdpRouteProps) {
    const place = placeOf(scope, id);
    checkStreamProps(place, props, { route: ROUTE, more: ['port'] });
    checkListenerPort(place, ROUTE, props.port);
    super(scope, id, props, { protocol: 'UDP', port: props.port, hosts: [], feature: GatewayFeature.UDP_ROUTE });
  }
}
