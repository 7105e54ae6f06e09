import type { IIngressController } from './ingress-controller';
import { IngressNginx, type IngressNginxProps } from './ingress-nginx';
import { Traefik, type TraefikProps } from './traefik';

/** The ingress controllers that are known here. Any other one implements `IIngressController`. */
export class IngressControllers {
  /** ingress-nginx. */
  public static ingressNginx(props?: IngressNginxProps): IIngressController {
    return new IngressNginx(props);
  }

  /** Traefik. */
  public static traefik(props?: TraefikProps): IIngressController {
    return new Traefik(props);
  }

  private constructor() {}
}
