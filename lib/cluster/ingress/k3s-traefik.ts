import { Traefik } from './traefik';

/**
 * Traefik, as k3s brings it: the release `traefik` of its chart, in kube-system. `k3s server --disable=traefik` leaves
 * it out.
 *
 * @see https://docs.k3s.io/networking/networking-services#traefik-ingress-controller
 */
export class K3sTraefik extends Traefik {
  public constructor() {
    super({ namespace: 'kube-system' });
  }
}
