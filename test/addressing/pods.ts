import { App, Chart } from 'cdk8s';
import { ClusterProfile, type ClusterProps, Clusters } from '../../lib/cluster';
import type { IWorkload } from '../../lib/objects';
import { Port, Workload } from '../../lib/traffic';

/** Pods that answer on TCP 8080, 9090 and 53 and on UDP 53, as any workload may have them. */
export const PODS: IWorkload = {
  workload: Workload.of({
    namespace: 'shop',
    name: 'web',
    labels: { app: 'web' },
    ports: [Port.tcp(8080), Port.tcp(9090), Port.tcp(53), Port.udp(53)],
  }),
};

/** A chart of a cluster about which this is said. */
export function shopOf(cluster: ClusterProps = {}): Chart {
  const app: App = new App();
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  ClusterProfile.attach(shop, Clusters.kubeadm(cluster));
  return shop;
}
