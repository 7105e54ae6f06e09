import { valueError } from '../../errors';
import { LabelSelector, type Peer, PodSelection, Port } from '../../traffic';
import type { ControllerObject } from '../controller-object';
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
import { checkOptions, rangesOf } from './gateway-options';
import { proxiesOf, proxyLabels } from './named-proxies';

/** How NGINX Gateway Fabric is installed. */
export interface NginxGatewayFabricProps {
  /**
   * The GatewayClass.
   *
   * @default 'nginx'
   */
  readonly gatewayClassName?: string;

  /**
   * The namespace of its control plane.
   *
   * @default 'nginx-gateway'
   */
  readonly controlPlaneNamespace?: string;

  /**
   * The labels of its control plane's pods. The project's own manifests give them the name `nginx-gateway`.
   *
   * @default - that of its chart: name `nginx-gateway-fabric`
   */
  readonly controlPlaneLabels?: { readonly [key: string]: string };

  /**
   * The networks of those in front of the Gateways that are trusted to tell the client's address, in CIDR notation.
   *
   * @default - none: a Gateway that asks for the PROXY protocol or for trusted hops is an error
   */
  readonly trustedRanges?: string[];

  /**
   * The strictest Pod Security level that the NGINX pods meet.
   *
   * Say RESTRICTED where their init container has `allowPrivilegeEscalation: false`, as "restricted" demands.
   *
   * @default PodSecurityLevel.BASELINE
   */
  readonly podSecurity?: PodSecurityLevel;
}

const FACTORY = 'GatewayImplementations.nginxGatewayFabric()';

/**
 * NGINX Gateway Fabric from version 2 on: the NGINX of a Gateway runs in the Gateway's own namespace.
 *
 * @see https://docs.nginx.com/nginx-gateway-fabric/
 */
export class NginxGatewayFabric implements IGatewayImplementation {
  public readonly name = 'nginx-gateway-fabric';
  public readonly gatewayClassName: string;
  public readonly controllerName = 'gateway.nginx.org/nginx-gateway-controller';
  public readonly features = featuresOf('nginx-gateway-fabric');
  private readonly controlPlane: PodSelection;
  private readonly podSecurity: PodSecurityLevel;

  public constructor(private readonly props: NginxGatewayFabricProps = {}) {
    const known = ['gatewayClassName', 'controlPlaneNamespace', 'controlPlaneLabels', 'trustedRanges', 'podSecurity'];
    checkOptions(FACTORY, props, known);
    if (props.trustedRanges !== undefined) this.trusted();
    this.gatewayClassName = props.gatewayClassName ?? 'nginx';
    this.controlPlane = PodSelection.inNamespace(
      props.controlPlaneNamespace ?? 'nginx-gateway',
      LabelSelector.of({ labels: props.controlPlaneLabels ?? { 'app.kubernetes.io/name': 'nginx-gateway-fabric' } }),
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
      healthPort: Port.tcp(8081),
      controlPlane: { pods: this.controlPlane, ports: [Port.tcp(8443)] },
      podSecurity: this.podSecurity,
      podSecurityRemedy:
        'see that their init container has `allowPrivilegeEscalation: false` and say so with ' +
        'GatewayImplementations.nginxGatewayFabric({ podSecurity: PodSecurityLevel.RESTRICTED })',
    };
  }

  public cloudCertificate(_certificate: string): undefined {
    return undefined;
  }

  public serve(request: GatewayRequest): GatewayAnswer {
    const answer = request.isInternal ? { annotations: internalAnnotations(request) } : {};
    if (!request.usesProxyProtocol && request.trustedHops === 0) return answer;
    return { ...answer, objects: [this.nginxProxy(request)], parameters: 0 };
  }

  /** It trusts by addresses, whatever their number. */
  private nginxProxy({ usesProxyProtocol, trustedHops }: GatewayRequest): ControllerObject {
    if (usesProxyProtocol && trustedHops > 0) {
      throw valueError({
        law: 'a Gateway by nginx-gateway-fabric must have either `proxyProtocol` or `trustedHops`',
        remedy: 'leave `trustedHops` out: the header of the PROXY protocol tells the client',
      });
    }
    return {
      apiVersion: 'gateway.nginx.org/v1alpha2',
      kind: 'NginxProxy',
      suffix: 'proxy',
      fields: {
        spec: {
          rewriteClientIP: {
            mode: usesProxyProtocol ? 'ProxyProtocol' : 'XForwardedFor',
            ...(trustedHops > 1 ? { setIPRecursively: true } : {}),
            trustedAddresses: this.trusted().map((value) => ({ type: 'CIDR', value })),
          },
        },
      },
    };
  }

  private trusted(): string[] {
    return rangesOf(
      `the \`trustedRanges\` of ${FACTORY}`,
      this.props.trustedRanges,
      'give the networks of those in front of the Gateways that are trusted to tell the client: the subnets of the load ' +
        'balancer, or those of the nodes that `kubectl get nodes -o wide` shows',
    ).map(String);
  }
}
