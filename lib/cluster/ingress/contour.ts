import { LabelSelector, Peer, PodSelection } from '../../traffic';
import { HttpsRedirect, type IIngressController } from './ingress-controller';
import { checkInstallation } from './installation';

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
  public readonly httpsRedirect = HttpsRedirect.ANNOTATIONS;
  // Its name has no prefix of Contour's own. By default plain HTTP is served beside HTTPS.
  public readonly httpsAnnotations = Object.freeze({ 'ingress.kubernetes.io/force-ssl-redirect': 'true' });
  public readonly httpAnnotations = Object.freeze({ 'ingress.kubernetes.io/force-ssl-redirect': 'false' });

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
}
