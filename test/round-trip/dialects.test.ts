import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { Connectivity } from '../../lib/analysis';
import { InternalService } from '../../lib/blueprints/internal-service';
import { IsolatedNamespace } from '../../lib/blueprints/isolated-namespace';
import { ClusterProfile, type IMesh, Mesh, NetworkPlugin, PolicyDialect } from '../../lib/cluster';
import { Report } from '../../lib/report';
import { LabelExpression, Peer, Port, Protocol } from '../../lib/traffic';
import { counterexample } from '../support/naive/questions';

const NAMESPACES = ['shop', 'payments'];
const APPS = ['web', 'api', 'db'];

/** One declaration: a workload, the direction, whom it is connected with, and on which ports of the callee. */
interface Declared {
  readonly namespace: number;
  readonly app: number;
  readonly isEgress: boolean;
  readonly peer: number;
  readonly port: number;
}

const declarations = fc.array(
  fc.record({
    namespace: fc.nat({ max: NAMESPACES.length - 1 }),
    app: fc.nat({ max: APPS.length - 1 }),
    isEgress: fc.boolean(),
    peer: fc.nat({ max: 13 }),
    port: fc.nat({ max: 3 }),
  }),
  { maxLength: 8 },
);

const PORTS = [[Port.tcp(8080)], [Port.tcpRange(8000, 8999), Port.udp(53)], [Port.allTcp()], [Port.sctp(9)]];

function peerOf(index: number, services: InternalService[]): InternalService | Peer {
  const service = services[index];
  if (service) return service;
  return [
    Peer.sameNamespace(),
    Peer.namespace('partners'),
    Peer.everyNamespace(),
    Peer.namespaces({ expressions: [LabelExpression.isNotIn('team', ['a']), LabelExpression.exists('stage')] }),
    Peer.pods({ namespaceLabels: { team: 'a' }, labels: { role: 'client' } }),
    Peer.cidrs(['203.0.113.0/24', '2001:db8::/32'], { exceptFor: ['203.0.113.7/32'] }),
    Peer.internet(),
    Peer.anywhere({ reason: 'public' }),
  ][index - services.length] as Peer;
}

/** Who may connect to whom by what an app writes in one language, and by identities beside it where there is a mesh. */
function connectivity(
  declared: readonly Declared[],
  networkPlugin: NetworkPlugin,
  policyDialect: PolicyDialect,
  mesh?: IMesh,
): string {
  const app = new App();
  const cluster = ClusterProfile.define({
    name: 'test',
    networkPlugin,
    policyDialect,
    mesh,
    podRanges: ['10.244.0.0/16'],
    nodeRanges: ['10.0.0.0/16'],
  });
  ClusterProfile.attach(app, cluster);
  const labels: { [key: string]: string }[] = [{ team: 'a', stage: 'live' }, { stage: 'test' }];
  const charts = NAMESPACES.map((name, index) => new IsolatedNamespace(app, name, { labels: labels[index] }));
  const services = charts.flatMap((chart) =>
    APPS.map(
      (name) =>
        new InternalService(chart, name, {
          image: 'app',
          port: 8080,
          labels: name === 'web' ? { role: 'client' } : {},
          extraPorts: [
            { name: 'dns', port: 53, protocol: Protocol.UDP },
            { name: 'sctp', port: 9, protocol: Protocol.SCTP },
          ],
        }),
    ),
  );
  for (const { namespace, app: which, isEgress, peer, port } of declared) {
    const own = services[namespace * APPS.length + which] as InternalService;
    const other = peerOf(peer, services);
    if (isEgress) own.connections.allowTo(other, { ports: PORTS[port] });
    else own.connections.allowFrom(other, { ports: PORTS[port] });
  }
  const objects = app.charts.flatMap((chart) => Chart.of(chart).toJson());
  const network = Connectivity.ofObjects(objects, { cluster });
  if (network.problems.length > 0) return JSON.stringify(network.problems);
  return Report.list(network.list());
}

const LANGUAGES: [string, NetworkPlugin, PolicyDialect][] = [
  ["Cilium's own", NetworkPlugin.cilium(), PolicyDialect.CILIUM],
  ["Calico's own", NetworkPlugin.calico(), PolicyDialect.CALICO],
];

test.each(LANGUAGES)(
  'what is declared results in the same in the language of Kubernetes and in %s',
  (_, plugin, dialect) => {
    const broken = (declared: Declared[]) => {
      const [one, other] = [PolicyDialect.NETWORK_POLICY, dialect].map((each) => connectivity(declared, plugin, each));
      return one === other ? '' : `${JSON.stringify(declared)}\n${one}\n${other}`;
    };
    expect(counterexample(declarations, { seed: 7, numRuns: 12 }, broken)).toBe('');
  },
  120_000,
);

const MESHES: [string, IMesh][] = [
  ['an ambient mesh', Mesh.istioAmbient()],
  ['a mesh of sidecars', Mesh.istioSidecar()],
  ['the mesh of Linkerd', Mesh.linkerd()],
];

test.each(MESHES)(
  'what is declared results in the same without and with %s',
  (_, mesh) => {
    const [plugin, language] = [NetworkPlugin.calico(), PolicyDialect.NETWORK_POLICY];
    const broken = (sample: Declared[]) => {
      // Identity policies name each port.
      const declared = sample.map((each) => ({ ...each, port: each.port === 3 ? 3 : 0 }));
      const [one, other] = [undefined, mesh].map((each) =>
        withoutProbes(connectivity(declared, plugin, language, each)),
      );
      return one === other ? '' : `${JSON.stringify(declared)}\n${one}\n${other}`;
    };
    expect(counterexample(declarations, { seed: 7, numRuns: 12 }, broken)).toBe('');
  },
  120_000,
);

/** The kubelet's probes come from an address that Istio puts on them, and that nobody else has. */
function withoutProbes(list: string): string {
  const others = list.split('\n').filter((line) => !line.startsWith('external:169.254.7.127/32'));
  return others.join('\n').replace(/^No connection is allowed\.\n$/, '');
}
