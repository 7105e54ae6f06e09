import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Clusters,
  Connections,
  Entry,
  type EntryOptions,
  GatewayImplementations,
  type IBackend,
  type IExternalBackend,
  IngressControllers,
  type IstioProps,
  type IWorkload,
  Peer,
  Platform,
  Port,
  SelectorlessService,
  Service,
  Tls,
  Workload,
} from '../../lib';

export const SECRET = Tls.secret('shop-tls');
export const CLEAR = Tls.none({ reason: 'the proxy in front terminates TLS' });

/** An app for a cluster with these entries; without any, with Envoy Gateway. */
export function platform(...entries: Entry[]): Platform {
  return new Platform({ cluster: Clusters.kubeadm({ entries: entries.length > 0 ? entries : undefined }) });
}

/** The chart of a namespace that holds nothing but what a test puts there. */
export function space(app: Platform, name: string, id = name): Chart {
  return new Chart(app, id, { namespace: name });
}

export function istio(options: EntryOptions = { clientRanges: ['198.51.100.0/24'] }, props?: IstioProps): Entry {
  return Entry.gateway(GatewayImplementations.istio(props), options);
}

export function nginx(options?: EntryOptions): Entry {
  return Entry.ingress(IngressControllers.ingressNginx(), options);
}

export function traefik(options?: EntryOptions): Entry {
  return Entry.ingress(IngressControllers.traefik(), options);
}

export interface BackendProps {
  readonly port?: number;
  readonly servicePort?: number;
}

/** The least that can answer requests: a Service, and a policy for pods that somebody else runs. */
export class Backend extends Construct implements IBackend, IWorkload {
  public readonly service: Service;
  public readonly connections: Connections;
  public readonly workload: Workload;

  public constructor(scope: Construct, id: string, { port = 3000, servicePort }: BackendProps = {}) {
    super(scope, id);
    const labels = { app: id };
    const namespace = Chart.of(this).namespace ?? 'default';
    this.workload = Workload.of({ namespace, name: id, labels, ports: [Port.tcp(port)] });
    this.service = new Service(this, 'Service', {
      name: id,
      workload: this,
      ports: [{ target: Port.tcp(port), port: servicePort }],
    });
    this.connections = new Connections(this, { workload: this, policyName: id });
  }
}

/** Something outside the cluster that answers requests, under the address 203.0.113.9 and on port 8443. */
export class Outside extends Construct implements IExternalBackend {
  public readonly service: SelectorlessService;
  public readonly peer = Peer.cidr('203.0.113.9/32');
  public readonly peerPorts = [Port.tcp(8443)];

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.service = new SelectorlessService(this, 'Service', {
      name: id,
      endpoints: [{ address: '203.0.113.9' }],
      ports: [{ port: 443, target: Port.tcp(8443) }],
    });
  }
}

/** The names of the objects of a kind in the file of a chart. */
export function names(chart: Chart, kind: string): string[] {
  return chart
    .toJson()
    .filter((object) => object.kind === kind)
    .map((object) => object.metadata.name);
}

/** An object as it is written to the file of a chart. */
export function written(chart: Chart, kind: string, name: string): any {
  const found = chart.toJson().filter((object) => object.kind === kind && object.metadata.name === name);
  if (found.length === 1) return found[0];
  throw new Error(`${found.length} objects ${kind} ${name}; there are ${names(chart, kind).join(', ') || 'none'}`);
}

/** The proxies that Envoy Gateway runs for one Gateway, as a policy names them. */
export function envoyProxies(namespace: string, gateway: string): any {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'envoy-gateway-system' } },
    podSelector: {
      matchLabels: {
        'app.kubernetes.io/component': 'proxy',
        'app.kubernetes.io/managed-by': 'envoy-gateway',
        'app.kubernetes.io/name': 'envoy',
        'gateway.envoyproxy.io/owning-gateway-name': gateway,
        'gateway.envoyproxy.io/owning-gateway-namespace': namespace,
      },
    },
  };
}

/** A listener's word on the namespaces whose routes it admits. */
export function admitting(...namespaces: string[]): any {
  return {
    namespaces: {
      from: 'Selector',
      selector: {
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces }],
      },
    },
  };
}
