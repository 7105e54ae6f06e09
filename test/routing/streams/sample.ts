import type { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Clusters,
  Connections,
  type Entry,
  type GatewayApiChannel,
  GatewayApiVersion,
  type IBackend,
  type IWorkload,
  type NetworkPlugin,
  Platform,
  Port,
  Service,
  Workload,
} from '../../../lib';

interface Cluster {
  readonly version?: GatewayApiVersion;
  readonly channel?: GatewayApiChannel;
  readonly entry?: Entry;
  readonly networkPlugin?: NetworkPlugin;
}

/** An app for a cluster with the newest Gateway API, but for what a test says. */
export function cluster({ version = GatewayApiVersion.V1_6, channel, entry, networkPlugin }: Cluster = {}): Platform {
  const entries = entry && [entry];
  return new Platform({
    cluster: Clusters.kubeadm({ gatewayApiVersion: version, gatewayApiChannel: channel, entries, networkPlugin }),
  });
}

/** Something that answers by UDP on 5353, which its Service calls 53. */
export class Resolver extends Construct implements IBackend, IWorkload {
  public readonly service: Service;
  public readonly connections: Connections;
  public readonly workload: Workload;

  public constructor(scope: Chart, id: string) {
    super(scope, id);
    const ports = [Port.udp(5353), Port.tcp(5353)];
    this.workload = Workload.of({ namespace: scope.namespace ?? 'default', name: id, labels: { app: id }, ports });
    this.service = new Service(this, 'Service', {
      name: id,
      workload: this,
      ports: [
        { name: 'dns', target: Port.udp(5353), port: 53 },
        { name: 'dns-tcp', target: Port.tcp(5353), port: 53 },
      ],
    });
    this.connections = new Connections(this, { workload: this, policyName: id });
  }
}
