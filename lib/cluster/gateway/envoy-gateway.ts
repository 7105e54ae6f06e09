import { LabelSelector, Peer, PodSelection } from '../../traffic';
import type {
  GatewayAnswer,
  GatewayReference,
  GatewayRequest,
  IGatewayImplementation,
  LocalDataPlane,
} from './gateway-implementation';

/** How Envoy Gateway is installed. */
export interface EnvoyGatewayProps {
  /**
   * The GatewayClass that names Envoy Gateway as its controller. Its chart creates none.
   *
   * `kubectl get gatewayclass` lists those of a cluster.
   *
   * @default 'eg'
   */
  readonly gatewayClassName?: string;

  /**
   * The namespace in which the proxies run.
   *
   * @default 'envoy-gateway-system'
   */
  readonly namespace?: string;
}

/** Unprivileged proxies can't listen below this port. */
const FIRST_UNPRIVILEGED_PORT = 1024;
const PORT_SHIFT = 10000;

/**
 * Envoy Gateway in its default deployment: the proxies of all Gateways run in its own namespace.
 *
 * @see https://gateway.envoyproxy.io/docs/
 */
export class EnvoyGateway implements IGatewayImplementation {
  public readonly name = 'envoy-gateway';
  public readonly gatewayClassName: string;
  public readonly controllerName = 'gateway.envoyproxy.io/gatewayclass-controller';
  private readonly namespace: string;

  public constructor(props: EnvoyGatewayProps = {}) {
    this.gatewayClassName = props.gatewayClassName ?? 'eg';
    this.namespace = props.namespace ?? 'envoy-gateway-system';
  }

  public dataPlane(gateway: GatewayReference): Peer {
    return Peer.selecting(
      PodSelection.inNamespace(
        this.namespace,
        LabelSelector.of({
          labels: {
            'app.kubernetes.io/name': 'envoy',
            'app.kubernetes.io/component': 'proxy',
            'app.kubernetes.io/managed-by': 'envoy-gateway',
            'gateway.envoyproxy.io/owning-gateway-name': gateway.name,
            'gateway.envoyproxy.io/owning-gateway-namespace': gateway.namespace,
          },
        }),
      ),
    );
  }

  public podPort(listenerPort: number): number {
    return listenerPort < FIRST_UNPRIVILEGED_PORT ? listenerPort + PORT_SHIFT : listenerPort;
  }

  public localDataPlane(_gateway: GatewayReference): LocalDataPlane | undefined {
    return undefined;
  }

  public cloudCertificate(_certificate: string): undefined {
    return undefined;
  }

  public serve(_request: GatewayRequest): GatewayAnswer {
    return {};
  }
}
