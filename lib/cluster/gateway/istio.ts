import { LabelSelector, type Peer, PodSelection, Port } from '../../traffic';
import { PodSecurityLevel } from '../pod-security-level';
import { featuresOf } from './feature-table';
import type {
  GatewayAnswer,
  GatewayReference,
  GatewayRequest,
  IGatewayImplementation,
  LocalDataPlane,
} from './gateway-implementation';
import { internalAnnotations } from './gateway-lacks';
import { checkOptions } from './gateway-options';
import { proxiesOf, proxyLabels } from './named-proxies';

/** How Istio is installed. */
export interface IstioProps {
  /**
   * The GatewayClass.
   *
   * @default 'istio'
   */
  readonly gatewayClassName?: string;

  /**
   * The namespace of istiod.
   *
   * @default 'istio-system'
   */
  readonly controlPlaneNamespace?: string;

  /**
   * The strictest Pod Security level that the gateway pods meet.
   *
   * Istio's template gives them no seccomp profile unless istiod is installed with the Helm value
   * `gateways.seccompProfile.type: RuntimeDefault`; say RESTRICTED when it is.
   *
   * @default PodSecurityLevel.BASELINE
   */
  readonly podSecurity?: PodSecurityLevel;
}

/**
 * Istio as an implementation of the Gateway API: the proxy of a Gateway runs in the Gateway's own namespace.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/
 */
export class Istio implements IGatewayImplementation {
  public readonly name = 'istio';
  public readonly gatewayClassName: string;
  public readonly controllerName = 'istio.io/gateway-controller';
  public readonly features = featuresOf('istio');
  private readonly controlPlaneNamespace: string;
  private readonly podSecurity: PodSecurityLevel;

  public constructor(props: IstioProps = {}) {
    const known = ['gatewayClassName', 'controlPlaneNamespace', 'podSecurity'];
    checkOptions('GatewayImplementations.istio()', props, known);
    this.gatewayClassName = props.gatewayClassName ?? 'istio';
    this.controlPlaneNamespace = props.controlPlaneNamespace ?? 'istio-system';
    this.podSecurity = props.podSecurity ?? PodSecurityLevel.BASELINE;
  }

  public dataPlane(gateway: GatewayReference): Peer {
    return proxiesOf(gateway);
  }

  public podPort(listenerPort: number): number {
    return listenerPort;
  }

  public localDataPlane(gateway: GatewayReference): LocalDataPlane | undefined {
    return {
      labels: proxyLabels(gateway),
      // Istio calls all that it makes for a Gateway after it and its class.
      meshAccount: `${gateway.name}-${this.gatewayClassName}`,
      healthPort: Port.tcp(15021),
      controlPlane: {
        pods: PodSelection.inNamespace(this.controlPlaneNamespace, LabelSelector.of({ labels: { app: 'istiod' } })),
        ports: [Port.tcp(15012)],
      },
      podSecurity: this.podSecurity,
      podSecurityRemedy:
        'install istiod with the Helm value gateways.seccompProfile.type=RuntimeDefault and say so with ' +
        'GatewayImplementations.istio({ podSecurity: PodSecurityLevel.RESTRICTED })',
    };
  }

  public cloudCertificate(_certificate: string): undefined {
    return undefined;
  }

  public serve(request: GatewayRequest): GatewayAnswer {
    const annotations = { ...internalAnnotations(request), ...topology(request) };
    return Object.keys(annotations).length === 0 ? {} : { annotations };
  }
}

/**
 * What the proxy has to know of those in front of it.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/network-topologies/
 */
function topology({ usesProxyProtocol, trustedHops }: GatewayRequest): { [key: string]: string } {
  if (!usesProxyProtocol && trustedHops === 0) return {};
  const gatewayTopology = {
    ...(trustedHops > 0 ? { numTrustedProxies: trustedHops } : {}),
    ...(usesProxyProtocol ? { proxyProtocol: {} } : {}),
  };
  return { 'proxy.istio.io/config': JSON.stringify({ gatewayTopology }) };
}
