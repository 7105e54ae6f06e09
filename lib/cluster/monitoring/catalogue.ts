import { KubePrometheusStack, type KubePrometheusStackProps } from './kube-prometheus-stack';
import type { IMonitoring } from './monitoring';
import { Openshift } from './openshift';
import { PrometheusAnnotations, type PrometheusAnnotationsProps } from './prometheus-annotations';

/**
 * The kinds of monitoring that are known here. Any other one implements `IMonitoring`.
 *
 * @example
 * const monitoring = Monitoring.kubePrometheusStack({ namespace: 'monitoring', release: 'kube-prometheus-stack' });
 * new Platform({ cluster: Clusters.kubeadm({ monitoring }) });
 */
export class Monitoring {
  /**
   * The Prometheus operator with a Prometheus, as the chart kube-prometheus-stack installs them.
   *
   * @throws when the namespace is missing, a name breaks Kubernetes' syntax, or an option isn't known
   */
  public static kubePrometheusStack(props: KubePrometheusStackProps): IMonitoring {
    return new KubePrometheusStack(props);
  }

  /** OpenShift's monitoring of user-defined projects. */
  public static openshift(): IMonitoring {
    return new Openshift();
  }

  /**
   * A Prometheus that finds pods by their annotations.
   *
   * @throws when the namespace or the labels of its pods are missing, or an option isn't known
   */
  public static prometheusAnnotations(props: PrometheusAnnotationsProps): IMonitoring {
    return new PrometheusAnnotations(props);
  }

  private constructor() {}
}
