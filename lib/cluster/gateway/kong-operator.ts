import { valueError } from '../../errors';
import { LabelSelector, Peer, PodSelection, Port } from '../../traffic';
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

/** How Kong's operator is installed. */
export interface KongOperatorProps {
  /**
   * The GatewayClass that names the operator as its controller. Its chart creates none.
   *
   * @default 'kong'
   */
  readonly gatewayClassName?: string;

  /**
   * The labels that the GatewayConfiguration of the class gives the data plane's pods, in
   * `spec.dataPlaneOptions.deployment.podTemplateSpec.metadata.labels`. Those that the operator gives them are made up
   * when it runs.
   *
   * Two Gateways of one namespace have them in common.
   */
  readonly labels: { readonly [key: string]: string };

  /**
   * The namespace of the operator, which configures the data planes.
   *
   * @default 'kong-system'
   */
  readonly controlPlaneNamespace?: string;

  /**
   * The strictest Pod Security level that the data plane's pods meet.
   *
   * The operator gives them no security context unless the GatewayConfiguration does; say RESTRICTED when it does.
   *
   * @default PodSecurityLevel.BASELINE
   */
  readonly podSecurity?: PodSecurityLevel;
}

const FACTORY = 'GatewayImplementations.kongOperator()';
const POD_PORTS: { readonly [listenerPort: number]: number } = { 80: 8000, 443: 8443 };

/**
 * Kong's operator: the data plane of a Gateway runs in the Gateway's own namespace, and the operator tells it what to
 * serve.
 *
 * @see https://developer.konghq.com/operator/
 */
export class KongOperator implements IGatewayImplementation {
  public readonly name = 'kong-operator';
  public readonly gatewayClassName: string;
  public readonly controllerName = 'konghq.com/gateway-operator';
  public readonly features = featuresOf('kong-operator');
  private readonly pods: LabelSelector;
  private readonly operator: PodSelection;
  private readonly podSecurity: PodSecurityLevel;

  public constructor(props: KongOperatorProps) {
    checkOptions(FACTORY, props, ['gatewayClassName', 'labels', 'controlPlaneNamespace', 'podSecurity']);
    checkLabelled(props.labels);
    this.gatewayClassName = props.gatewayClassName ?? 'kong';
    this.pods = LabelSelector.of({ labels: props.labels });
    this.operator = PodSelection.inNamespace(
      props.controlPlaneNamespace ?? 'kong-system',
      LabelSelector.of({ labels: { 'app.kubernetes.io/name': 'kong-operator' } }),
    );
    this.podSecurity = props.podSecurity ?? PodSecurityLevel.BASELINE;
  }

  public dataPlane(gateway: GatewayReference): Peer {
    return Peer.selecting(PodSelection.inNamespace(gateway.namespace, this.pods));
  }

  public podPort(listenerPort: number): number {
    const port = POD_PORTS[listenerPort];
    if (port !== undefined) return port;
    throw valueError({
      law: 'a listener by kong-operator must have port 80 or 443, for which its pods listen on 8000 and 8443',
      got: listenerPort,
      remedy: 'use one of them, or another implementation',
    });
  }

  public localDataPlane(_gateway: GatewayReference): LocalDataPlane {
    return {
      labels: this.pods.labels,
      healthPort: Port.tcp(8100),
      // It is told what to serve, and asks nobody.
      controlPlane: { pods: this.operator, ports: [], adminPorts: [Port.tcp(8444)] },
      podSecurity: this.podSecurity,
      podSecurityRemedy:
        'give them a security context by the GatewayConfiguration of the class and say so with ' +
        'GatewayImplementations.kongOperator({ podSecurity: PodSecurityLevel.RESTRICTED })',
    };
  }

  public cloudCertificate(_certificate: string): undefined {
    return undefined;
  }

  public serve(request: GatewayRequest): GatewayAnswer {
    refuse(this.name, request, {
      proxyProtocol: 'leave it out and set KONG_PROXY_LISTEN in the GatewayConfiguration of the class',
      trustedHops: 'leave it out and set KONG_TRUSTED_IPS in the GatewayConfiguration of the class',
    });
    return request.isInternal ? { annotations: internalAnnotations(request) } : {};
  }
}

function checkLabelled(labels: unknown): void {
  if (typeof labels === 'object' && labels !== null && Object.keys(labels).length > 0) return;
  throw valueError({
    law: `the \`labels\` of ${FACTORY} must name the pods of its data planes`,
    got: labels,
    remedy:
      'give those of spec.dataPlaneOptions.deployment.podTemplateSpec.metadata.labels in the GatewayConfiguration of the ' +
      'class, which `kubectl get gatewayconfiguration -A -o yaml` shows; where there are none, add some',
  });
}
