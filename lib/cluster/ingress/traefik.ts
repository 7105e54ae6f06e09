import { LabelSelector, Peer, PodSelection } from '../../traffic';
import { HttpsRedirect, type IIngressController } from './ingress-controller';
import { checkInstallation } from './installation';

/** How Traefik is installed. */
export interface TraefikProps {
  /**
   * The namespace of its pods.
   *
   * @default 'traefik'
   */
  readonly namespace?: string;

  /**
   * The name of its Helm release.
   *
   * @default 'traefik'
   */
  readonly release?: string;

  /**
   * The name of its IngressClass.
   *
   * @default - as the chart does: the name of the release, with `-traefik` after it where it doesn't contain that word
   */
  readonly ingressClassName?: string;

  /**
   * The labels of its pods.
   *
   * @default - those of the chart: name `traefik`, instance `<release>-<namespace>`
   */
  readonly labels?: { readonly [key: string]: string };
}

/**
 * Traefik, as its own chart installs it, with the entry points `web` and `websecure`.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
 */
export class Traefik implements IIngressController {
  public readonly name = 'traefik';
  public readonly ingressClassName: string;
  public readonly dataPlane: Peer;
  public readonly httpsRedirect = HttpsRedirect.TRAEFIK_MIDDLEWARE;
  public readonly httpsAnnotations = Object.freeze({
    'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
    'traefik.ingress.kubernetes.io/router.tls': 'true',
  });
  public readonly httpAnnotations = Object.freeze({ 'traefik.ingress.kubernetes.io/router.entrypoints': 'web' });

  public constructor(props: TraefikProps = {}) {
    checkInstallation('IngressControllers.traefik()', props, ['namespace', 'release', 'ingressClassName', 'labels']);
    const namespace = props.namespace ?? 'traefik';
    const release = props.release ?? 'traefik';
    const fullName = release.includes('traefik') ? release : `${release}-traefik`;
    this.ingressClassName = props.ingressClassName ?? fullName;
    this.dataPlane = Peer.selecting(
      PodSelection.inNamespace(
        namespace,
        LabelSelector.of({
          labels: props.labels ?? {
            'app.kubernetes.io/name': 'traefik',
            'app.kubernetes.io/instance': `${release}-${namespace}`,
          },
        }),
      ),
    );
  }
}
