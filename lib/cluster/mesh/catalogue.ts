import { IstioAmbient, type IstioAmbientProps } from './istio-ambient';
import { IstioSidecar, type IstioSidecarProps } from './istio-sidecar';
import { Linkerd, type LinkerdProps } from './linkerd';
import type { IMesh } from './mesh';

/**
 * The meshes that are known here. Any other one implements `IMesh`.
 *
 * @example
 * new Platform({ cluster: Clusters.kubeadm({ mesh: Mesh.istioAmbient() }) });
 */
export class Mesh {
  /**
   * Istio in its ambient mode.
   *
   * @throws when a name breaks Kubernetes' syntax, or an option isn't known
   */
  public static istioAmbient(props?: IstioAmbientProps): IMesh {
    return new IstioAmbient(props);
  }

  /**
   * Istio with a proxy in each pod.
   *
   * @throws when a name breaks Kubernetes' syntax, or an option isn't known
   */
  public static istioSidecar(props?: IstioSidecarProps): IMesh {
    return new IstioSidecar(props);
  }

  /**
   * Linkerd.
   *
   * @throws when a name breaks Kubernetes' syntax, or an option isn't known
   */
  public static linkerd(props?: LinkerdProps): IMesh {
    return new Linkerd(props);
  }

  private constructor() {}
}
