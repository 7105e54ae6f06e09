import type { Construct } from 'constructs';
import { GatewayFeature } from '../../cluster';
import { placeOf } from '../../errors';
import { checkListenerPort, checkStreamProps } from './stream-laws';
import type { StreamRouteProps } from './stream-props';
import { StreamRoute } from './stream-route';

/** What a TCPRoute is. */
export interface TcpRouteProps extends StreamRouteProps {
  /** The port on which the Gateway listens, for this route alone; that of the backends' Services is `servicePort`. */
  readonly port: number;
}

const ROUTE = 'a TCPRoute';

/**
 * Routes connections by TCP to Services, told apart by the port of the Gateway alone.
 *
 * Nothing is known of what is inside, not even the host that a client means, so each port is for one route. It needs
 * Gateway API 1.6, said in the cluster profile, or the experimental channel before.
 *
 * @example
 * const cluster = Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_6 });
 * const shop = new IsolatedNamespace(new Platform({ cluster }), 'shop');
 * const broker = new InternalService(shop, 'broker', { image: 'ghcr.io/acme/broker:1.4', port: 1883 });
 * new TcpRoute(shop, 'mqtt', { gateway: Gateway.shared(shop), port: 1883, backends: [broker] });
 *
 * @see https://gateway-api.sigs.k8s.io/guides/tcp/
 */
export class TcpRoute extends StreamRoute {
  /**
   * @throws when the port is none, backends are missing, all weights are 0, the cluster's Gateway API or the Gateway's
   * implementation lacks something, the Gateway or a backend is of another app, or the port is taken
   */
  public constructor(scope: Construct, id: string, props: TcpRouteProps) {
    const place = placeOf(scope, id);
    checkStreamProps(place, props, { route: ROUTE, more: ['port'] });
    checkListenerPort(place, ROUTE, props.port);
    super(scope, id, props, { protocol: 'TCP', port: props.port, hosts: [], feature: GatewayFeature.TCP_ROUTE });
  }
}
