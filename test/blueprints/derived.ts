import { ApiObject, type App, Chart } from 'cdk8s';
import { type ClusterFactsProps, Clusters, IsolatedNamespace, type NetworkPlugin, Platform } from '../../lib';
import { Connectivity } from '../../lib/analysis';

/** What a test says of its cluster. */
export interface Facts extends ClusterFactsProps {
  readonly networkPlugin?: NetworkPlugin;
  readonly nodeRanges?: string[];
}

/** A namespace of a cluster of which some facts are known. */
export function shopOf(facts: Facts): IsolatedNamespace {
  return new IsolatedNamespace(new Platform({ cluster: Clusters.kubeadm(facts) }), 'shop');
}

/** Pods that run in a cluster beside the app, in a namespace without policies. */
export function stranger(app: App, namespace: string, name: string, labels: { [key: string]: string }): void {
  const chart = new Chart(app, `${namespace}-${name}`, { namespace });
  const ports = [{ containerPort: 9090 }];
  new ApiObject(chart, name, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'stranger:1', ports }] } },
    },
  });
}

/** Who reaches whom in an app, by its manifests. */
export function networkOf(app: App): Connectivity {
  return Connectivity.ofObjects(app.charts.flatMap((chart) => chart.toJson()));
}

/** From which workloads a workload is reached, and on which ports. */
export function reachers(app: App, workload: string): string[] {
  return networkOf(app)
    .list()
    .connections.filter(({ destination }) => destination.name === workload)
    .map(({ source, ports }) => `${source.name} ${JSON.stringify(ports)}`);
}
