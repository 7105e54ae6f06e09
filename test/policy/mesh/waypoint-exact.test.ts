import { ApiObject, type App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { IsolatedNamespace, Mesh, Peer, Port, Waypoint, Workload } from '../../../lib';
import { Connections } from '../../../lib/policy';
import { appIn, find, objectsOf } from './written';

/** Three behind the waypoint of `shop`, one that is none of its business, and one outside of the mesh. */
const HOMES = ['shop', 'shop', 'shop', 'front', 'legacy'];
const NAMES = ['a', 'b', 'c', 'd', 'e'];
const PORTS = [8080, 9090, 5432];

/** Which of the ports of each workload its Service has, and whether it has one that has no address. */
interface Plan {
  readonly served: boolean[][];
  readonly headless: boolean[];
  /** From whom, to whom, and on which port. */
  readonly edges: [number, number, number][];
  /** Whom the namespaces `partners` and `legacy`, and a block of addresses, reach. */
  readonly outside: [number, number, number][];
  readonly isReversed: boolean;
}

const index = (length: number) => fc.nat({ max: length - 1 });
const flags = (length: number) => fc.array(fc.boolean(), { minLength: length, maxLength: length });

const plans: fc.Arbitrary<Plan> = fc.record({
  served: fc.array(flags(3), { minLength: 5, maxLength: 5 }),
  headless: flags(5),
  edges: fc.array(fc.tuple(index(5), index(5), index(3)), { maxLength: 12 }),
  outside: fc.array(fc.tuple(index(3), index(5), index(3)), { maxLength: 4 }),
  isReversed: fc.boolean(),
});

const OUTSIDE = [Peer.namespace('partners'), Peer.namespace('legacy'), Peer.cidr('203.0.113.0/24')];
const OUTSIDE_SOURCES = ['namespace partners', 'stranger', '203.0.113.0/24 stranger'];
const WAYPOINT = 'cluster.local/ns/shop/sa/waypoint';

class Part extends Construct {
  public readonly connections: Connections;

  public constructor(chart: Chart, id: string, served: boolean[], isHeadless: boolean) {
    super(chart, id);
    const workload = Workload.of({
      namespace: chart.namespace as string,
      name: id,
      labels: { app: id },
      ports: PORTS.map((port) => Port.tcp(port)),
      serviceAccount: id,
    });
    this.connections = new Connections(this, { workload: { workload }, policyName: id });
    const ports = PORTS.filter((_, i) => served[i]).map((port) => ({
      name: `p${port}`,
      port: port - 1,
      targetPort: port,
    }));
    const service = (name: string, spec: object) =>
      new ApiObject(this, name, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name },
        spec: { selector: { app: id }, ...spec },
      });
    if (ports.length > 0) service(id, { ports });
    if (isHeadless) service(`${id}-peers`, { clusterIP: 'None' });
  }
}

function built({ served, headless, edges, outside, isReversed }: Plan): App {
  const app = appIn(Mesh.istioAmbient({ memberNamespaces: ['partners'] }));
  const shop = new IsolatedNamespace(app, 'shop');
  const homes = [
    shop,
    shop,
    shop,
    new IsolatedNamespace(app, 'front'),
    new Chart(app, 'legacy', { namespace: 'legacy' }),
  ];
  if (!isReversed) new Waypoint(shop, 'waypoint');
  const parts = NAMES.map(
    (name, i) => new Part(homes[i] as Chart, name, served[i] as boolean[], headless[i] as boolean),
  );
  for (const [from, to, port] of isReversed ? [...edges].reverse() : edges) {
    parts[to]?.connections.allowFrom(parts[from] as Part, { ports: [Port.tcp(PORTS[port] as number)] });
  }
  for (const [peer, to, port] of outside) {
    parts[to]?.connections.allowFrom(OUTSIDE[peer] as Peer, { ports: [Port.tcp(PORTS[port] as number)] });
  }
  if (isReversed) new Waypoint(shop, 'waypoint');
  return app;
}

const nameOf = (i: number) => (HOMES[i] === 'legacy' ? 'stranger' : `cluster.local/ns/${HOMES[i]}/sa/${NAMES[i]}`);

const unique = (lines: string[]) => [...new Set(lines)].sort();

/** What was declared of one workload: `source port`. */
function declared({ edges, outside }: Plan, callee: number): string[] {
  return unique([
    ...edges.filter(([, to]) => to === callee).map(([from, , port]) => `${nameOf(from)} ${PORTS[port]}`),
    ...outside.filter(([, to]) => to === callee).map(([peer, , port]) => `${OUTSIDE_SOURCES[peer]} ${PORTS[port]}`),
  ]);
}

/** What a written AuthorizationPolicy allows, in the same words. */
function allowed(policy: any): string[] {
  const sources = ({ principals = [], namespaces = [], ipBlocks = [], notPrincipals = [] }: any): string[] =>
    [
      ...principals,
      ...namespaces.map((name: string) => `namespace ${name}`),
      // All that a source says must hold.
      ...(ipBlocks.length > 0 ? ipBlocks : ['']).flatMap((block: string) =>
        [block, ...notPrincipals.map(() => 'stranger')].filter((word) => word !== '').join(' '),
      ),
    ].filter((word) => word !== '');
  return unique(
    (policy?.spec.rules ?? []).flatMap(({ from, to }: any) =>
      from.flatMap(({ source }: any) =>
        sources(source).flatMap((who) => to[0].operation.ports.map((port: string) => `${who} ${port}`)),
      ),
    ),
  );
}

/** By whom a network policy lets the port of the tunnel be reached, or whom it lets reach it: by the labels of the pods. */
function tunnels(policy: any, way: 'ingress' | 'egress'): string[] {
  return unique(
    (policy.spec[way] ?? [])
      .filter(({ ports }: any) => ports.some(({ port }: any) => port === 15008))
      .flatMap((rule: any) => rule.from ?? rule.to)
      .map(({ podSelector, namespaceSelector }: any) =>
        podSelector
          ? `${Object.values(podSelector.matchLabels)}`
          : `${namespaceSelector.matchLabels['kubernetes.io/metadata.name']}`,
      ),
  );
}

test('whatever is declared: both parts of the way together are open to those who may connect, and to nobody else', () => {
  let passed = 0;
  fc.assert(
    fc.property(plans, (plan) => {
      const objects = objectsOf(built(plan));
      const network = (name: string) => find(objects, 'NetworkPolicy', name);
      const passing = new Set<string>();
      const reached = new Set<string>();
      const whole = find(objects, 'AuthorizationPolicy', 'waypoint');
      expect(whole.spec).toEqual({
        action: 'ALLOW',
        targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' }],
      });
      for (const [i, name] of NAMES.entries()) {
        if (HOMES[i] === 'legacy') continue;
        const atPods = allowed(find(objects, 'AuthorizationPolicy', name));
        const service = find(objects, 'AuthorizationPolicy', `${name}-waypoint`);
        if (HOMES[i] !== 'shop') expect(service).toBeUndefined();
        // The Service has each port of the pods by a number that is one less.
        const atWaypoint = allowed(service).map((line) => line.replace(/\d+$/, (port) => `${Number(port) + 1}`));
        const direct = atPods.filter((line) => !line.startsWith(WAYPOINT));
        expect(unique([...direct, ...atWaypoint])).toEqual(declared(plan, i));
        const ports = unique(atWaypoint.map((line) => line.split(' ').at(-1) as string));
        expect(atPods.filter((line) => line.startsWith(WAYPOINT))).toEqual(ports.map((port) => `${WAYPOINT} ${port}`));
        expect(tunnels(network(name), 'ingress').includes('waypoint')).toBe(ports.length > 0);
        // Who can be told to come by the Service alone can't go around it.
        const isSure = ([from, to]: [number, number, number]) => from !== to && !plan.headless[to];
        for (const edge of plan.edges.filter((each) => each[1] === i).filter(isSure)) {
          const line = `${nameOf(edge[0])} ${PORTS[edge[2]]}`;
          if (atWaypoint.includes(line)) expect(direct).not.toContain(line);
        }
        for (const line of atWaypoint)
          passing.add(/namespace (\S+)/.exec(line)?.[1] ?? (/sa\/(\S+)/.exec(line)?.[1] as string));
        if (ports.length > 0) reached.add(name);
      }
      expect(tunnels(network('waypoint'), 'ingress')).toEqual([...passing].sort());
      expect(tunnels(network('waypoint'), 'egress')).toEqual([...reached].sort());
      for (const name of NAMES) {
        expect(tunnels(network(name), 'egress').includes('waypoint')).toBe(passing.has(name));
      }
      passed += passing.size;
    }),
    { seed: 15021, numRuns: 30 },
  );
  expect(passed).toBeGreaterThan(30);
}, 120_000);
