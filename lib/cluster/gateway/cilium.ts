import { CiliumEntity, Peer } from '../../traffic';
import { featuresOf } from './feature-table';
import type { GatewayAnswer, GatewayReference, GatewayRequest, IGatewayImplementation } from './gateway-implementation';
import { internalAnnotations, refuse } from './gateway-lacks';
import { checkOptions } from './gateway-options';

/** How the Gateway API support of Cilium is used. */
export interface CiliumGatewayProps {
  /**
   * The GatewayClass.
   *
   * @default 'cilium'
   */
  readonly gatewayClassName?: string;
}

/**
 * Cilium as an implementation of the Gateway API: the Envoy on each node serves the Gateways, under an identity of
 * Cilium's own that no NetworkPolicy can name.
 *
 * @see https://docs.cilium.io/en/stable/network/servicemesh/gateway-api/gateway-api/
 */
export class Cilium implements IGatewayImplementation {
  public readonly name = 'cilium';
  public readonly gatewayClassName: string;
  public readonly controllerName = 'io.cilium/gateway-controller';
  public readonly features = featuresOf('cilium');

  public constructor(props: CiliumGatewayProps = {}) {
    checkOptions('GatewayImplementations.cilium()', props, ['gatewayClassName']);
    this.gatewayClassName = props.gatewayClassName ?? 'cilium';
  }

  public dataPlane(_gateway: GatewayReference): Peer {
    return Peer.ciliumEntity(CiliumEntity.INGRESS);
  }

  public podPort(listenerPort: number): number {
    return listenerPort;
  }

  public localDataPlane(_gateway: GatewayReference): undefined {
    return undefined;
  }

  public cloudCertificate(_certificate: string): undefined {
    return undefined;
  }

  public serve(request: GatewayRequest): GatewayAnswer {
    refuse(this.name, request, {
      proxyProtocol: 'leave it out and install Cilium with the Helm value gatewayAPI.enableProxyProtocol',
      trustedHops: 'leave it out and install Cilium with the Helm value gatewayAPI.xffNumTrustedHops',
    });
    return request.isInternal ? { annotations: internalAnnotations(request) } : {};
  }
}
