import { Port } from '../../traffic';
import { type ClusterDescription, described } from '../cluster-description';
import { ClusterDns } from '../cluster-dns';
import { Entry } from '../entry';
import { Openshift as OpenshiftRouter } from '../ingress/openshift';
import { Openshift as OpenshiftMonitoring } from '../monitoring/openshift';
import { NetworkPlugin } from '../network-plugin/catalogue';
import type { ClusterProps } from './cluster-props';

/** An OpenShift cluster, with its own DNS, router and monitoring. It refuses pods that name a user. */
export function openshift(props: ClusterProps = {}): ClusterDescription {
  return described('openshift', props, {
    dns: ClusterDns.of({
      namespace: 'openshift-dns',
      labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
      ports: [Port.udp(5353), Port.tcp(5353)],
      servicePorts: [Port.udp(53), Port.tcp(53)],
    }),
    networkPlugin: NetworkPlugin.ovnKubernetes(),
    entries: [Entry.ingress(new OpenshiftRouter())],
    monitoring: new OpenshiftMonitoring(),
    assignsPodUsers: true,
  });
}
