import { LabelSelector, Peer, PodSelection } from '../../traffic';
import { HttpsRedirect, type IIngressController } from './ingress-controller';
import { checkInstallation } from './installation';

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
 * @see https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
 */
export class IngressNginx implements IIngressController {
  public readonly name = 'ingress-nginx';
  public readonly ingressClassName: string;
  public readonly dataPlane: Peer;
  public readonly httpsRedirect = HttpsRedirect.ANNOTATIONS;
  // With TLS it redirects by default, but a ConfigMap of the cluster can turn that off: say what is meant.
  public readonly httpsAnnotations = Object.freeze({ 'nginx.ingress.kubernetes.io/ssl-redirect': 'true' });
  public readonly httpAnnotations = Object.freeze({ 'nginx.ingress.kubernetes.io/ssl-redirect': 'false' });
  // Its `strict-validate-path-type`, on by default since 1.12. The dot is taken since 1.12.6 and 1.13.2.
  public readonly pathCharacters = '-._';
  public readonly retirement =
    'ingress-nginx is retired: since March 2026 nobody fixes it, not even its security holes; enter the cluster by a ' +
    'Gateway API implementation, as in Entry.gateway(GatewayImplementations.envoyGateway()), or by another ingress ' +
    'controller, as in Entry.ingress(IngressControllers.traefik())';

  public constructor(props: IngressNginxProps = {}) {
    checkInstallation('IngressControllers.ingressNginx()', props, ['namespace', 'ingressClassName', 'labels']);
    this.ingressClassName = props.ingressClassName ?? 'nginx';
    this.dataPlane = Peer.selecting(
      PodSelection.inNamespace(
        props.namespace ?? 'ingress-nginx',
        LabelSelector.of({
          labels: props.labels ?? {
            'app.kubernetes.io/name': 'ingress-nginx',
            'app.kubernetes.io/instance': 'ingress-nginx',
            'app.kubernetes.io/component': 'controller',
          },
        }),
      ),
    );
  }
}
