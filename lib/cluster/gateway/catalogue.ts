import { Aws, type AwsGatewayProps } from './aws';
import { Cilium, type CiliumGatewayProps } from './cilium';
import { Contour, type ContourGatewayProps } from './contour';
import { ContourProvisioner, type ContourProvisionerProps } from './contour-provisioner';
import { EnvoyGateway, type EnvoyGatewayProps } from './envoy-gateway';
import type { IGatewayImplementation } from './gateway-implementation';
import { Gke, type GkeGatewayProps } from './gke';
import { Istio, type IstioProps } from './istio';
import { Kgateway, type KgatewayProps } from './kgateway';
import { KongOperator, type KongOperatorProps } from './kong-operator';
import { NginxGatewayFabric, type NginxGatewayFabricProps } from './nginx-gateway-fabric';
import { Traefik, type TraefikGatewayProps } from './traefik';

/**
 * The Gateway API implementations that are known here. Any other one implements `IGatewayImplementation`.
 *
 * @example
 * new Platform({
 *   cluster: Clusters.kubeadm({
 *     entries: [
 *       Entry.gateway(GatewayImplementations.envoyGateway(), { name: 'public' }),
 *       Entry.gateway(GatewayImplementations.traefik({ gatewayClassName: 'internal' }), { name: 'internal' }),
 *     ],
 *   }),
 * });
 *
 * @see https://gateway-api.sigs.k8s.io/implementations/
 */
export class GatewayImplementations {
  /**
   * The AWS Load Balancer Controller, with an Application Load Balancer for each Gateway.
   *
   * @throws when the class or the networks of the load balancer's subnets are missing, or an option isn't known
   */
  public static aws(props: AwsGatewayProps): IGatewayImplementation {
    return new Aws(props);
  }

  /**
   * Cilium.
   *
   * @throws when the class breaks Kubernetes' syntax, or an option isn't known
   */
  public static cilium(props?: CiliumGatewayProps): IGatewayImplementation {
    return new Cilium(props);
  }

  /**
   * Contour with one Gateway, which its configuration names.
   *
   * @throws when a name or a label breaks Kubernetes' syntax, or an option isn't known
   */
  public static contour(props?: ContourGatewayProps): IGatewayImplementation {
    return new Contour(props);
  }

  /**
   * Contour by its Gateway provisioner.
   *
   * @throws when the class breaks Kubernetes' syntax, or an option isn't known
   */
  public static contourProvisioner(props?: ContourProvisionerProps): IGatewayImplementation {
    return new ContourProvisioner(props);
  }

  /**
   * Envoy Gateway.
   *
   * @throws when a name breaks Kubernetes' syntax, or an option isn't known
   */
  public static envoyGateway(props?: EnvoyGatewayProps): IGatewayImplementation {
    return new EnvoyGateway(props);
  }

  /**
   * GKE's Gateway controller.
   *
   * @throws when the class is none of GKE's, or the networks of the proxy-only subnet are missing where it needs them
   */
  public static gke(props?: GkeGatewayProps): IGatewayImplementation {
    return new Gke(props);
  }

  /**
   * Istio.
   *
   * @throws when a name breaks Kubernetes' syntax, or an option isn't known
   */
  public static istio(props?: IstioProps): IGatewayImplementation {
    return new Istio(props);
  }

  /**
   * kgateway, with Envoy as its proxy.
   *
   * @throws when a name breaks Kubernetes' syntax, or an option isn't known
   */
  public static kgateway(props?: KgatewayProps): IGatewayImplementation {
    return new Kgateway(props);
  }

  /**
   * Kong's operator. Kong Ingress Controller is `IngressControllers.kong()`.
   *
   * @throws when the labels of the data plane's pods are missing, a name breaks Kubernetes' syntax, or an option isn't
   * known
   */
  public static kongOperator(props: KongOperatorProps): IGatewayImplementation {
    return new KongOperator(props);
  }

  /**
   * NGINX Gateway Fabric, from version 2 on.
   *
   * @throws when a name or a label breaks Kubernetes' syntax, or an option isn't known
   */
  public static nginxGatewayFabric(props?: NginxGatewayFabricProps): IGatewayImplementation {
    return new NginxGatewayFabric(props);
  }

  /**
   * Traefik.
   *
   * @throws when a name or a label breaks Kubernetes' syntax, a port is none, or an option isn't known
   */
  public static traefik(props?: TraefikGatewayProps): IGatewayImplementation {
    return new Traefik(props);
  }

  private constructor() {}
}
