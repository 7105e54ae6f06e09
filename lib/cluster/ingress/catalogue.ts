import { AwsLoadBalancer, type AwsLoadBalancerProps } from './aws-load-balancer';
import { AzureApplicationGateway, type AzureApplicationGatewayProps } from './azure-application-gateway';
import { Cilium, type CiliumIngressProps } from './cilium';
import { Contour, type ContourProps } from './contour';
import { Gke, type GkeProps } from './gke';
import { Haproxy, type HaproxyProps } from './haproxy';
import type { IIngressController } from './ingress-controller';
import { IngressNginx, type IngressNginxProps } from './ingress-nginx';
import { IstioIngress, type IstioIngressProps } from './istio-ingress';
import { K3sTraefik } from './k3s-traefik';
import { Kong, type KongProps } from './kong';
import { Openshift, type OpenshiftIngressProps } from './openshift';
import { Traefik, type TraefikProps } from './traefik';

/** The ingress controllers that are known here. Any other one implements `IIngressController`. */
export class IngressControllers {
  /**
   * Application Load Balancers by the AWS Load Balancer Controller, with pods as their targets.
   *
   * @throws when the networks of the subnets aren't given, or an option isn't known or not what it has to be
   */
  public static awsLoadBalancer(props: AwsLoadBalancerProps): IIngressController {
    return new AwsLoadBalancer(props);
  }

  /**
   * An Azure Application Gateway by its ingress controller, 1.5.1 or newer.
   *
   * @throws when the networks of its subnet aren't given, or an option isn't known or not what it has to be
   */
  public static azureApplicationGateway(props: AzureApplicationGatewayProps): IIngressController {
    return new AzureApplicationGateway(props);
  }

  /**
   * Cilium's own Ingress support. Backends get a CiliumNetworkPolicy, since no NetworkPolicy can let it in.
   *
   * @throws when a name breaks Kubernetes' syntax, or an option isn't known
   */
  public static cilium(props?: CiliumIngressProps): IIngressController {
    return new Cilium(props);
  }

  /**
   * Contour.
   *
   * @throws when a name or a label breaks Kubernetes' syntax, or an option isn't known
   */
  public static contour(props?: ContourProps): IIngressController {
    return new Contour(props);
  }

  /**
   * GKE's own Ingress, external or internal.
   *
   * @throws when the subnet for proxies isn't given, or an option isn't known or not what it has to be
   */
  public static gke(props?: GkeProps): IIngressController {
    return new Gke(props);
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

  /**
   * Istio's ingress gateway for Ingress objects, which serves hosts in clear text only: it takes certificates from its own
   * namespace, and doesn't redirect.
   *
   * @throws when a name or a label breaks Kubernetes' syntax, or an option isn't known
   */
  public static istioIngress(props?: IstioIngressProps): IIngressController {
    return new IstioIngress(props);
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
   * OpenShift's router. It takes no exact paths, no rules without a host, and no wildcards.
   *
   * @throws when a name breaks Kubernetes' syntax, or an option isn't known
   */
  public static openshift(props?: OpenshiftIngressProps): IIngressController {
    return new Openshift(props);
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
