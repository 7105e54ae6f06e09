import { LabelSelector, Peer, PodSelection } from '../../traffic';
import { contourPort } from './contour-port';
import { featuresOf, otherwise } from './feature-table';
import { GatewayFeature } from './gateway-feature';
import type { GatewayAnswer, GatewayReference, GatewayRequest, IGatewayImplementation } from './gateway-implementation';
import { refuse } from './gateway-lacks';
import { checkOptions } from './gateway-options';

/** How Contour is installed for one Gateway that its configuration names. */
export interface ContourGatewayProps {
  /**
   * The GatewayClass that the Gateway names. Contour's manifests create none.
   *
   * @default 'contour'
   */
  readonly gatewayClassName?: string;

  /**
   * The namespace of its Envoy pods.
   *
   * @default 'projectcontour'
   */
  readonly namespace?: string;

  /**
   * The labels of its Envoy pods, which forward the requests; those of Contour itself only configure them. A Helm chart
   * gives them others: `kubectl get pods -A --show-labels` shows them.
   *
   * @default - that of the project's own manifests: `app: envoy`
   */
  readonly labels?: { readonly [key: string]: string };
}

/**
 * Contour with one Gateway, which its configuration names as `gateway.gatewayRef`.
 *
 * @see https://projectcontour.io/docs/main/config/gateway-api/#static-provisioning
 */
export class Contour implements IGatewayImplementation {
  public readonly name = 'contour';
  public readonly gatewayClassName: string;
  public readonly controllerName = 'projectcontour.io/gateway-controller';
  // The report is that of the provisioner. Without it nothing is made for a Gateway that could be labelled.
  public readonly features = otherwise(
    featuresOf('contour'),
    GatewayFeature.GATEWAY_INFRASTRUCTURE_PROPAGATION,
    'without its provisioner',
  );
  private readonly pods: PodSelection;

  public constructor(props: ContourGatewayProps = {}) {
    checkOptions('GatewayImplementations.contour()', props, ['gatewayClassName', 'namespace', 'labels']);
    this.gatewayClassName = props.gatewayClassName ?? 'contour';
    this.pods = PodSelection.inNamespace(
      props.namespace ?? 'projectcontour',
      LabelSelector.of({ labels: props.labels ?? { app: 'envoy' } }),
    );
  }

  public dataPlane(_gateway: GatewayReference): Peer {
    return Peer.selecting(this.pods);
  }

  public podPort(listenerPort: number): number {
    return contourPort(listenerPort);
  }

  public localDataPlane(_gateway: GatewayReference): undefined {
    return undefined;
  }

  public cloudCertificate(_certificate: string): undefined {
    return undefined;
  }

  public serve(request: GatewayRequest): GatewayAnswer {
    refuse(this.name, request, {
      internal: 'leave it out and annotate the Service `envoy` where Contour is installed',
      proxyProtocol: 'leave it out and start Contour with --use-proxy-protocol',
      trustedHops: "leave it out and set network.num-trusted-hops in Contour's configuration",
    });
    return {};
  }
}
