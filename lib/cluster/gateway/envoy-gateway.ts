import { valueError } from '../../errors';
import { LabelSelector, Peer, PodSelection, Port } from '../../traffic';
import type { ControllerObject } from '../controller-object';
import { PodSecurityLevel } from '../pod-security-level';
import { clientTrafficPolicy, envoyProxy } from './envoy-gateway-objects';
import { featuresOf, otherwise } from './feature-table';
import { GatewayFeature } from './gateway-feature';
import type {
  GatewayAnswer,
  GatewayFeatures,
  GatewayReference,
  GatewayRequest,
  IGatewayImplementation,
  LocalDataPlane,
} from './gateway-implementation';
import { internalAnnotations } from './gateway-lacks';
import { checkOptions } from './gateway-options';

/**
 * Where Envoy Gateway runs the proxies of a Gateway.
 *
 * @see https://gateway.envoyproxy.io/docs/tasks/operations/gateway-namespace-mode/
 */
export enum EnvoyGatewayDeployment {
  /** In its own namespace. */
  CONTROLLER_NAMESPACE = 'ControllerNamespace',
  /** In the namespace of the Gateway: the default deny of that namespace governs them. */
  GATEWAY_NAMESPACE = 'GatewayNamespace',
}

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
   * The namespace of Envoy Gateway, in which the proxies run as well unless `deployment` says otherwise.
   *
   * @default 'envoy-gateway-system'
   */
  readonly namespace?: string;

  /**
   * Where the proxies run: `provider.kubernetes.deploy.type` of Envoy Gateway's configuration.
   *
   * @default EnvoyGatewayDeployment.CONTROLLER_NAMESPACE
   */
  readonly deployment?: EnvoyGatewayDeployment;
}

/** Unprivileged proxies can't listen below this port. */
const FIRST_UNPRIVILEGED_PORT = 1024;
const PORT_SHIFT = 10000;

/**
 * Envoy Gateway. In its default deployment the proxies of all Gateways run in its own namespace.
 *
 * @see https://gateway.envoyproxy.io/docs/
 */
export class EnvoyGateway implements IGatewayImplementation {
  public readonly name = 'envoy-gateway';
  public readonly gatewayClassName: string;
  public readonly controllerName = 'gateway.envoyproxy.io/gatewayclass-controller';
  public readonly features: GatewayFeatures;
  private readonly namespace: string;
  private readonly isLocal: boolean;

  public constructor(props: EnvoyGatewayProps = {}) {
    checkOptions('GatewayImplementations.envoyGateway()', props, ['gatewayClassName', 'namespace', 'deployment']);
    checkDeployment(props.deployment);
    this.gatewayClassName = props.gatewayClassName ?? 'eg';
    this.namespace = props.namespace ?? 'envoy-gateway-system';
    this.isLocal = props.deployment === EnvoyGatewayDeployment.GATEWAY_NAMESPACE;
    const features = featuresOf(this.name);
    const infrastructure = GatewayFeature.GATEWAY_INFRASTRUCTURE_PROPAGATION;
    // Each deployment has a report of its own, and this is what they differ in.
    this.features = this.isLocal ? otherwise(features, infrastructure, 'gateway namespace mode') : features;
  }

  public dataPlane(gateway: GatewayReference): Peer {
    const namespace = this.isLocal ? gateway.namespace : this.namespace;
    return Peer.selecting(PodSelection.inNamespace(namespace, LabelSelector.of({ labels: this.labels(gateway) })));
  }

  public podPort(listenerPort: number): number {
    return listenerPort < FIRST_UNPRIVILEGED_PORT ? listenerPort + PORT_SHIFT : listenerPort;
  }

  public localDataPlane(gateway: GatewayReference): LocalDataPlane | undefined {
    if (!this.isLocal) return undefined;
    return {
      labels: this.labels(gateway),
      healthPort: Port.tcp(19003),
      controlPlane: {
        pods: PodSelection.inNamespace(
          this.namespace,
          LabelSelector.of({ labels: { 'control-plane': 'envoy-gateway' } }),
        ),
        // The configuration, and the extensions that it serves.
        ports: [Port.tcp(18000), Port.tcp(18002)],
      },
      podSecurity: PodSecurityLevel.RESTRICTED,
      podSecurityRemedy: 'leave their security context as Envoy Gateway makes it',
    };
  }

  public cloudCertificate(_certificate: string): undefined {
    return undefined;
  }

  public serve(request: GatewayRequest): GatewayAnswer {
    const objects: ControllerObject[] = [];
    // In its default deployment it hands no annotations of a Gateway's `infrastructure` on.
    if (request.isInternal) objects.push(envoyProxy(internalAnnotations(request)));
    const parameters = request.isInternal ? 0 : undefined;
    if (request.usesProxyProtocol || request.trustedHops > 0) objects.push(clientTrafficPolicy(request));
    return objects.length === 0 ? {} : { objects, parameters };
  }

  private labels(gateway: GatewayReference): { [key: string]: string } {
    return {
      'app.kubernetes.io/name': 'envoy',
      'app.kubernetes.io/component': 'proxy',
      'app.kubernetes.io/managed-by': 'envoy-gateway',
      'gateway.envoyproxy.io/owning-gateway-name': gateway.name,
      'gateway.envoyproxy.io/owning-gateway-namespace': gateway.namespace,
    };
  }
}

function checkDeployment(deployment: unknown): void {
  const known = Object.values(EnvoyGatewayDeployment);
  if (deployment === undefined || known.includes(deployment as EnvoyGatewayDeployment)) return;
  throw valueError({
    law: 'the `deployment` of GatewayImplementations.envoyGateway() must be an EnvoyGatewayDeployment',
    got: deployment,
    remedy: 'write it as in EnvoyGatewayDeployment.GATEWAY_NAMESPACE',
  });
}
