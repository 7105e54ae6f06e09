import { LabelSelector, Peer, PodSelection } from '../../traffic';
import type { IIngressController } from './ingress-controller';
import type { IngressAnswer } from './ingress-request';
import { checkInstallation } from './installation';
import { optionsOf } from './option-table';

/** How Istio's ingress gateway is installed. */
export interface IstioIngressProps {
  /**
   * The namespace of its pods.
   *
   * @default 'istio-system'
   */
  readonly namespace?: string;

  /**
   * The name of its IngressClass: an object whose controller is `istio.io/ingress-controller`, which Istio doesn't bring.
   *
   * @default 'istio'
   */
  readonly ingressClassName?: string;

  /**
   * The labels of its pods. The chart `gateway` calls them after its release: `istio: ingress`.
   *
   * @default - those of `istioctl install`: `istio: ingressgateway`
   */
  readonly labels?: { readonly [key: string]: string };
}

/**
 * Istio's ingress gateway for Ingress objects, as `istioctl install` makes it.
 *
 * It takes certificates from its own namespace only, and answers plain HTTP beside HTTPS without a redirect: so it serves
 * hosts in clear text here, behind something that ends TLS. Istio's Gateways have neither lack.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/kubernetes-ingress/
 */
export class IstioIngress implements IIngressController {
  public readonly name = 'istio-ingress';
  public readonly ingressClassName: string;
  public readonly dataPlane: Peer;
  public readonly isMeshProxy?: boolean = true;
  public readonly options = optionsOf(this.name);

  public constructor(props: IstioIngressProps = {}) {
    checkInstallation('IngressControllers.istioIngress()', props, ['namespace', 'ingressClassName', 'labels']);
    this.ingressClassName = props.ingressClassName ?? 'istio';
    this.dataPlane = Peer.selecting(
      PodSelection.inNamespace(
        props.namespace ?? 'istio-system',
        LabelSelector.of({ labels: props.labels ?? { istio: 'ingressgateway' } }),
      ),
    );
  }

  /** It knows no annotations at all. */
  public serve(): IngressAnswer {
    return { annotations: {} };
  }
}
