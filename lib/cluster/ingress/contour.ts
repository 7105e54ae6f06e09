import { LabelSelector, Peer, PodSelection } from '../../traffic';
import { annotations } from './annotations';
import type { IIngressController } from './ingress-controller';
import { BackendProtocol, type IngressAnswer, type IngressRequest } from './ingress-request';
import { checkInstallation } from './installation';
import { optionsOf } from './option-table';

/** What Envoy's clusters call the protocols. */
const PROTOCOLS: Record<BackendProtocol, string | undefined> = {
  [BackendProtocol.HTTP]: undefined,
  [BackendProtocol.HTTPS]: 'tls',
  [BackendProtocol.GRPC]: 'h2c',
  [BackendProtocol.GRPCS]: 'h2',
};

/** How Contour is installed. */
export interface ContourProps {
  /**
   * The namespace of its Envoy pods.
   *
   * @default 'projectcontour'
   */
  readonly namespace?: string;

  /**
   * The name of its IngressClass. Contour answers to the name, whether or not there is such an object.
   *
   * @default 'contour'
   */
  readonly ingressClassName?: string;

  /**
   * The labels of its Envoy pods, which forward the requests; those of Contour itself only configure them. A Helm chart
   * gives them others: `kubectl get pods -A --show-labels` shows them.
   *
   * @default - that of the project's own manifests: `app: envoy`
   */
  readonly labels?: { readonly [key: string]: string };
}

/**
 * Contour, as the project's own manifests install it.
 *
 * @see https://projectcontour.io/docs/main/config/annotations/
 */
export class Contour implements IIngressController {
  public readonly name = 'contour';
  public readonly ingressClassName: string;
  public readonly dataPlane: Peer;
  public readonly options = optionsOf(this.name);

  public constructor(props: ContourProps = {}) {
    checkInstallation('IngressControllers.contour()', props, ['namespace', 'ingressClassName', 'labels']);
    this.ingressClassName = props.ingressClassName ?? 'contour';
    this.dataPlane = Peer.selecting(
      PodSelection.inNamespace(
        props.namespace ?? 'projectcontour',
        LabelSelector.of({ labels: props.labels ?? { app: 'envoy' } }),
      ),
    );
  }

  public serve(request: IngressRequest): IngressAnswer {
    const { isSecure, timeout, backendProtocol = BackendProtocol.HTTP, servicePorts } = request;
    const protocol = PROTOCOLS[backendProtocol];
    return {
      annotations: {
        // Its name has no prefix of Contour's own. By default plain HTTP is served beside HTTPS.
        ...annotations('ingress.kubernetes.io/', { 'force-ssl-redirect': isSecure }),
        ...annotations('projectcontour.io/', { 'response-timeout': timeout === undefined ? undefined : `${timeout}s` }),
      },
      serviceAnnotations:
        protocol === undefined ? {} : { [`projectcontour.io/upstream-protocol.${protocol}`]: servicePorts.join(',') },
    };
  }
}
