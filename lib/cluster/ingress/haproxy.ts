import { LabelSelector, Peer, PodSelection } from '../../traffic';
import { HttpsRedirect, type IIngressController } from './ingress-controller';
import { checkInstallation } from './installation';

/** How the HAProxy Kubernetes Ingress Controller is installed. */
export interface HaproxyProps {
  /**
   * The namespace of its pods.
   *
   * @default 'haproxy-controller'
   */
  readonly namespace?: string;

  /**
   * The name of its Helm release. `helm list -A` shows it.
   *
   * @default 'haproxy-kubernetes-ingress'
   */
  readonly release?: string;

  /**
   * The name of its IngressClass.
   *
   * @default 'haproxy'
   */
  readonly ingressClassName?: string;

  /**
   * The labels of its pods.
   *
   * @default - those of the chart: name `kubernetes-ingress`, instance `<release>`
   */
  readonly labels?: { readonly [key: string]: string };
}

/**
 * The HAProxy Kubernetes Ingress Controller of HAProxy Technologies, as its own chart installs it. HAProxy Ingress,
 * whose annotations start with `haproxy-ingress.github.io/`, is another one.
 *
 * @see https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md
 */
export class Haproxy implements IIngressController {
  public readonly name = 'haproxy';
  public readonly ingressClassName: string;
  public readonly dataPlane: Peer;
  public readonly httpsRedirect = HttpsRedirect.ANNOTATIONS;
  // Without the port it redirects to 8443: its pods have that one, but its Service, which clients reach, has 443.
  public readonly httpsAnnotations = Object.freeze({
    'haproxy.org/ssl-redirect': 'true',
    'haproxy.org/ssl-redirect-port': '443',
  });
  // A ConfigMap of the cluster can turn the redirect on for all: say what is meant.
  public readonly httpAnnotations = Object.freeze({ 'haproxy.org/ssl-redirect': 'false' });

  public constructor(props: HaproxyProps = {}) {
    checkInstallation('IngressControllers.haproxy()', props, ['namespace', 'release', 'ingressClassName', 'labels']);
    this.ingressClassName = props.ingressClassName ?? 'haproxy';
    this.dataPlane = Peer.selecting(
      PodSelection.inNamespace(
        props.namespace ?? 'haproxy-controller',
        LabelSelector.of({
          labels: props.labels ?? {
            'app.kubernetes.io/name': 'kubernetes-ingress',
            'app.kubernetes.io/instance': props.release ?? 'haproxy-kubernetes-ingress',
          },
        }),
      ),
    );
  }
}
