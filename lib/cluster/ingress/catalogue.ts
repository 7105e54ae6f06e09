import { Contour, type ContourProps } from './contour';
import { Haproxy, type HaproxyProps } from './haproxy';
import type { IIngressController } from './ingress-controller';
import { IngressNginx, type IngressNginxProps } from './ingress-nginx';
import { K3sTraefik } from './k3s-traefik';
import { Kong, type KongProps } from './kong';
import { Traefik, type TraefikProps } from './traefik';

/** The ingress controllers that are known here. Any other one implements `IIngressController`. */
export class IngressControllers {
  /**
   * Contour.
   *
   * @throws when a name or a label breaks Kubernetes' syntax, or an option isn't known
   */
  public static contour(props?: ContourProps): IIngressController {
    return new Contour(props);
  }

  /**
   * The HAProxy Kubernetes Ingress Controller of HAProxy Technologies.
   *
   * @throws when a name or a label breaks Kubernetes' syntax, or an option isn't known
   */
  public static haproxy(props?: HaproxyProps): IIngressController {
    return new Haproxy(props);
  }

  /**
   * ingress-nginx, which is retired: a synth that writes an Ingress for it says so.
   *
   * @throws when a name or a label breaks Kubernetes' syntax, or an option isn't known
   * @see https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/
   */
  public static ingressNginx(props?: IngressNginxProps): IIngressController {
    return new IngressNginx(props);
  }

  /** Traefik, as k3s brings it. Where k3s runs one that was installed otherwise, it is `traefik()`. */
  public static k3sTraefik(): IIngressController {
    return new K3sTraefik();
  }

  /**
   * Kong Ingress Controller. It takes few characters in a path: letters, digits and `/-_` only.
   *
   * @throws when a name or a label breaks Kubernetes' syntax, an option isn't known, or the chart is none of its own
   */
  public static kong(props?: KongProps): IIngressController {
    return new Kong(props);
  }

  /**
   * Traefik.
   *
   * @throws when a name or a label breaks Kubernetes' syntax, or an option isn't known
   */
  public static traefik(props?: TraefikProps): IIngressController {
    return new Traefik(props);
  }

  private constructor() {}
}
