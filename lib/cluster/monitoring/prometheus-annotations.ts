import { checkDnsLabel, checkKnownOptions, checkObject, Peer } from '../../traffic';
import type { IMonitoring, ScrapeAnswer, ScrapeRequest } from './monitoring';

const FACTORY = 'Monitoring.prometheusAnnotations()';

/** Where the Prometheus is that reads annotations. */
export interface PrometheusAnnotationsProps {
  /** The namespace of its pods. */
  readonly namespace: string;

  /** The labels of its pods. `kubectl get pods -A --show-labels` shows them. */
  readonly labels: { readonly [key: string]: string };
}

/**
 * A Prometheus that finds pods by their annotations, as the example in its own sources does and the chart `prometheus`
 * after it.
 *
 * How often it asks is set up there: a pod can't say it.
 *
 * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus#scraping-pod-metrics-via-annotations
 */
export class PrometheusAnnotations implements IMonitoring {
  public readonly name = 'prometheus-annotations';
  public readonly scraper: Peer;

  public constructor(props: PrometheusAnnotationsProps) {
    checkObject(`the options of ${FACTORY}`, props, 'write them in { }');
    checkKnownOptions(FACTORY, props, ['namespace', 'labels']);
    const { namespace, labels } = props;
    checkDnsLabel(`the namespace of ${FACTORY}`, namespace);
    this.scraper = Peer.pods({ namespace, labels });
  }

  public discover(request: ScrapeRequest): ScrapeAnswer {
    return {
      podAnnotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': `${request.port.first}`,
        'prometheus.io/path': request.path,
      },
    };
  }
}
