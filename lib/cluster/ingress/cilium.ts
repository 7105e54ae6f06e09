import { CiliumEntity, Peer } from '../../traffic';
import { annotations } from './annotations';
import type { IIngressController } from './ingress-controller';
import type { IngressAnswer, IngressRequest } from './ingress-request';
import { checkInstallation } from './installation';
import { optionsOf } from './option-table';

/** How Cilium serves Ingresses. */
export interface CiliumIngressProps {
  /**
   * The name of its IngressClass.
   *
   * @default 'cilium'
   */
  readonly ingressClassName?: string;
}

/**
 * Cilium's own Ingress support. The Envoy on each node that serves it is no pod to policies but the entity `ingress`, which
 * no NetworkPolicy can name: backends that it leads to have a CiliumNetworkPolicy as well.
 *
 * @see https://docs.cilium.io/en/stable/network/servicemesh/ingress/
 */
export class Cilium implements IIngressController {
  public readonly name = 'cilium';
  public readonly ingressClassName: string;
  public readonly dataPlane = Peer.ciliumEntity(CiliumEntity.INGRESS);
  public readonly options = optionsOf(this.name);

  public constructor(props: CiliumIngressProps = {}) {
    checkInstallation('IngressControllers.cilium()', props, ['ingressClassName']);
    this.ingressClassName = props.ingressClassName ?? 'cilium';
  }

  public serve({ isSecure, timeout }: IngressRequest): IngressAnswer {
    return {
      annotations: annotations('ingress.cilium.io/', {
        // A setting of the cluster counts where an Ingress doesn't say it.
        'force-https': isSecure ? 'enabled' : 'disabled',
        'request-timeout': timeout === undefined ? undefined : `${timeout}s`,
      }),
    };
  }
}
