import { valueError } from '../../errors';
import { checkDnsLabel, checkKnownOptions, checkLabelValue, checkObject, Peer } from '../../traffic';
import { MonitorKind, monitorObject } from './monitor-object';
import type { IMonitoring, ScrapeAnswer, ScrapeRequest } from './monitoring';

const FACTORY = 'Monitoring.kubePrometheusStack()';

/** How kube-prometheus-stack is installed. */
export interface KubePrometheusStackProps {
  /** The namespace of its Prometheus. `kubectl get prometheus -A` shows it. */
  readonly namespace: string;

  /**
   * The name of its Helm release, by which its Prometheus selects monitors.
   *
   * @default - none is written: its Prometheus selects all, as `podMonitorSelectorNilUsesHelmValues: false` has it
   */
  readonly release?: string;

  /**
   * By what it is told of metrics.
   *
   * @default MonitorKind.POD_MONITOR
   */
  readonly monitor?: MonitorKind;
}

/**
 * The Prometheus operator with a Prometheus, as the chart kube-prometheus-stack installs them.
 *
 * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
 */
export class KubePrometheusStack implements IMonitoring {
  public readonly name = 'kube-prometheus-stack';
  public readonly scraper: Peer;
  private readonly kind: MonitorKind;
  private readonly labels: { readonly [key: string]: string };

  public constructor(props: KubePrometheusStackProps) {
    checkObject(`the options of ${FACTORY}`, props, 'write them in { }');
    checkKnownOptions(FACTORY, props, ['namespace', 'release', 'monitor']);
    const { namespace, release, monitor = MonitorKind.POD_MONITOR } = props;
    checkDnsLabel(`the namespace of ${FACTORY}`, namespace);
    if (release !== undefined) checkLabelValue('release', release);
    if (!Object.values(MonitorKind).includes(monitor)) {
      throw valueError({
        law: `the \`monitor\` of ${FACTORY} must be a MonitorKind`,
        got: monitor,
        remedy: 'write it as in MonitorKind.SERVICE_MONITOR',
      });
    }
    this.scraper = Peer.pods({ namespace, labels: { 'app.kubernetes.io/name': 'prometheus' } });
    this.kind = monitor;
    this.labels = release === undefined ? {} : { release };
  }

  public discover(request: ScrapeRequest): ScrapeAnswer {
    return { objects: [monitorObject(this.kind, request, this.labels)] };
  }
}
