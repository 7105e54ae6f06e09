import { LabelSelector, PodSelection } from '../../traffic';
import { HttpsRedirect, type IIngressController } from './ingress-controller';

/** How ingress-nginx is installed. */
export interface IngressNginxProps {
  /**
   * The namespace of its pods.
   *
   * @default 'ingress-nginx'
   */
  readonly namespace?: string;

  /**
   * The name of its IngressClass.
   *
   * @default 'nginx'
   */
  readonly ingressClassName?: string;

  /**
   * The labels of its pods.
   *
   * @default - those of the project's own manifests: name, instance and component
   */
  readonly labels?: { readonly [key: string]: string };
}

/**
 * ingress-nginx, as its own manifests and chart install it.
 *
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
 */
export class IngressNginx implements IIngressController {
  public readonly name = 'ingress-nginx';
  public readonly ingressClassName: string;
  public readonly pods: PodSelection;
  public readonly httpsRedirect = HttpsRedirect.ANNOTATIONS;
  // With TLS it redirects by default, but a ConfigMap of the cluster can turn that off: say what is meant.
  public readonly httpsAnnotations = Object.freeze({ 'nginx.ingress.kubernetes.io/ssl-redirect': 'true' });
  public readonly httpAnnotations = Object.freeze({ 'nginx.ingress.kubernetes.io/ssl-redirect': 'false' });
  // Its `strict-validate-path-type`, on by default since 1.12. The dot is taken since 1.12.6 and 1.13.2.
  public readonly pathCharacters = '-._';

  public constructor(props: IngressNginxProps = {}) {
    this.ingressClassName = props.ingressClassName ?? 'nginx';
    this.pods = PodSelection.inNamespace(
      props.namespace ?? 'ingress-nginx',
      LabelSelector.of({
        labels: props.labels ?? {
          'app.kubernetes.io/name': 'ingress-nginx',
          'app.kubernetes.io/instance': 'ingress-nginx',
          'app.kubernetes.io/component': 'controller',
        },
      }),
    );
  }
}
