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
import { internalAnnotations, refuse } from './gateway-lacks';
import { checkOptions } from './gateway-options';
import { proxiesOf, proxyLabels } from './named-proxies';

/** How kgateway is installed. */
export interface KgatewayProps {
  /**
   * The GatewayClass.
   *
   * @default 'kgateway'
   */
  readonly gatewayClassName?: string;

  /**
   * The namespace of its control plane.
   *
   * @default 'kgateway-system'
   */
  readonly controlPlaneNamespace?: string;

  /**
   * The strictest Pod Security level that the gateway pods meet.
   *
   * kgateway gives them no seccomp profile unless the GatewayParameters of the class do; say RESTRICTED when they do.
   *
   * @default PodSecurityLevel.BASELINE
   */
  readonly podSecurity?: PodSecurityLevel;
}

/**
 * kgateway, with Envoy as its proxy, which runs in the Gateway's own namespace.
 *
 * @see https://kgateway.dev/docs/
 */
export class Kgateway implements IGatewayImplementation {
  public readonly name = 'kgateway';
  public readonly gatewayClassName: string;
  public readonly controllerName = 'kgateway.dev/kgateway';
  public readonly features = featuresOf('kgateway');
  private readonly controlPlane: PodSelection;
  private readonly podSecurity: PodSecurityLevel;

  public constructor(props: KgatewayProps = {}) {
    const known = ['gatewayClassName', 'controlPlaneNamespace', 'podSecurity'];
    checkOptions('GatewayImplementations.kgateway()', props, known);
    this.gatewayClassName = props.gatewayClassName ?? 'kgateway';
    this.controlPlane = PodSelection.inNamespace(
      props.controlPlaneNamespace ?? 'kgateway-system',
      LabelSelector.of({ labels: { kgateway: 'kgateway' } }),
    );
    this.podSecurity = props.podSecurity ?? PodSecurityLevel.BASELINE;
  }

  public dataPlane(gateway: GatewayReference): Peer {
    return proxiesOf(gateway);
  }

  public podPort(listenerPort: number): number {
    return listenerPort;
  }

  public localDataPlane(gateway: GatewayReference): LocalDataPlane {
    return {
      labels: proxyLabels(gateway),
      healthPort: Port.tcp(8082),
      controlPlane: { pods: this.controlPlane, ports: [Port.tcp(9977)] },
      podSecurity: this.podSecurity,
      podSecurityRemedy:
        'give them a seccomp profile by spec.kube.podTemplate.securityContext of the GatewayParameters of the class and ' +
        'say so with GatewayImplementations.kgateway({ podSecurity: PodSecurityLevel.RESTRICTED })',
    };
  }

  public cloudCertificate(_certificate: string): undefined {
    return undefined;
  }

  public serve(request: GatewayRequest): GatewayAnswer {
    refuse(this.name, request, {
      proxyProtocol: 'leave it out and write a ListenerPolicy of kgateway for the Gateway',
      trustedHops: 'leave it out and write a ListenerPolicy of kgateway for the Gateway',
    });
    return request.isInternal ? { annotations: internalAnnotations(request) } : {};
  }
}
