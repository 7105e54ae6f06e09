import { LabelSelector, Peer, PodSelection, Port } from '../../traffic';
import { PodSecurityLevel } from '../pod-security-level';
import { contourPort } from './contour-port';
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

/** How the Gateway provisioner of Contour is installed. */
export interface ContourProvisionerProps {
  /**
   * The GatewayClass that names the provisioner as its controller. Its manifests create none.
   *
   * @default 'contour'
   */
  readonly gatewayClassName?: string;
}

/**
 * Contour by its Gateway provisioner: a Contour and an Envoy of its own for each Gateway, in the Gateway's namespace.
 *
 * That Contour is under the default deny of the namespace as well, and needs the API server: `AdoptedWorkload` gives it
 * a policy.
 *
 * @see https://projectcontour.io/docs/main/config/gateway-api/#dynamic-provisioning
 */
export class ContourProvisioner implements IGatewayImplementation {
  public readonly name = 'contour';
  public readonly gatewayClassName: string;
  public readonly controllerName = 'projectcontour.io/gateway-controller';
  public readonly features = featuresOf('contour');

  public constructor(props: ContourProvisionerProps = {}) {
    checkOptions('GatewayImplementations.contourProvisioner()', props, ['gatewayClassName']);
    this.gatewayClassName = props.gatewayClassName ?? 'contour';
  }

  public dataPlane(gateway: GatewayReference): Peer {
    const labels = envoyLabels(gateway);
    return Peer.selecting(PodSelection.inNamespace(gateway.namespace, LabelSelector.of({ labels })));
  }

  public podPort(listenerPort: number): number {
    return contourPort(listenerPort);
  }

  public localDataPlane(gateway: GatewayReference): LocalDataPlane {
    const contour = LabelSelector.of({ labels: { app: `contour-${gateway.name}` } });
    return {
      labels: envoyLabels(gateway),
      healthPort: Port.tcp(8002),
      controlPlane: { pods: PodSelection.inNamespace(gateway.namespace, contour), ports: [Port.tcp(8001)] },
      podSecurity: PodSecurityLevel.BASELINE,
      podSecurityRemedy: 'put the Gateway into a namespace of its own that enforces "baseline"',
    };
  }

  public cloudCertificate(_certificate: string): undefined {
    return undefined;
  }

  public serve(request: GatewayRequest): GatewayAnswer {
    refuse(this.name, request, {
      proxyProtocol: 'leave it out and set it in the ContourDeployment of the GatewayClass',
      trustedHops: 'leave it out and set it in the ContourDeployment of the GatewayClass',
    });
    return request.isInternal ? { annotations: internalAnnotations(request) } : {};
  }
}

function envoyLabels({ name }: GatewayReference): { [key: string]: string } {
  return { app: `envoy-${name}` };
}
