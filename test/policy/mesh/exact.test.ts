import { type App, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { type IMesh, IsolatedNamespace, Mesh, Peer, Port, Workload } from '../../../lib';
import { Connections } from '../../../lib/policy';
import { appIn, objectsOf } from './written';

const NAMES = ['a', 'b', 'c', 'd'];
const PORTS = [8080, 9090, 5432];

interface Plan {
  /** Whether each of the four workloads is in the mesh. */
  readonly members: boolean[];
  /** From whom, to whom, and on which port. */
  readonly edges: [number, number, number][];
  /** Whom a namespace or a block of addresses reaches, and on which port. */
  readonly outside: [number, number, number][];
}

const index = (length: number) => fc.nat({ max: length - 1 });

const plans: fc.Arbitrary<Plan> = fc.record({
  members: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  edges: fc.array(fc.tuple(index(4), index(4), index(3)), { maxLength: 12 }),
  outside: fc.array(fc.tuple(index(3), index(4), index(3)), { maxLength: 4 }),
});

const OUTSIDE = [Peer.namespace('partners'), Peer.namespace('legacy'), Peer.cidr('203.0.113.0/24')];
const OUTSIDE_SOURCES = [
  { namespaces: ['partners'] },
  { notPrincipals: ['*'] },
  { ipBlocks: ['203.0.113.0/24'], notPrincipals: ['*'] },
];

class Service extends Construct {
  public readonly connections: Connections;

  public constructor(chart: Chart, id: string) {
    super(chart, id);
    const workload = Workload.of({
      namespace: chart.namespace as string,
      name: id,
      labels: { app: id },
      ports: PORTS.map((port) => Port.tcp(port)),
      serviceAccount: id,
    });
    this.connections = new Connections(this, { workload: { workload }, policyName: id });
  }
}

function built({ members, edges, outside }: Plan, mesh: IMesh): App {
  const app = appIn(mesh);
  const services = NAMES.map((name, i) => {
    const home = members[i] ? new IsolatedNamespace(app, name) : new Chart(app, name, { namespace: name });
    return new Service(home, name);
  });
  for (const [from, to, port] of edges) {
    services[to]?.connections.allowFrom(services[from] as Service, { ports: [Port.tcp(PORTS[port] as number)] });
  }
  for (const [peer, to, port] of outside) {
    services[to]?.connections.allowFrom(OUTSIDE[peer] as Peer, { ports: [Port.tcp(PORTS[port] as number)] });
  }
  return app;
}

/** What was declared of one workload: `source port`. */
function declared({ members, edges, outside }: Plan, callee: number): string[] {
  const within = edges
    .filter(([, to]) => to === callee)
    .map(([from, , port]) => {
      const name = NAMES[from];
      const source = members[from] ? { principals: [`cluster.local/ns/${name}/sa/${name}`] } : { notPrincipals: ['*'] };
      return `${JSON.stringify(source)} ${PORTS[port]}`;
    });
  const others = outside
    .filter(([, to]) => to === callee)
    .map(([peer, , port]) => `${JSON.stringify(OUTSIDE_SOURCES[peer])} ${PORTS[port]}`);
  return [...new Set([...within, ...others])].sort();
}

/** A source by the values of its first key; whatever else it says holds for each of them. */
function singles(source: any): any[] {
  const [[key, values] = ['', []], ...others] = Object.entries<string[]>(source);
  return values.map((value) => ({ [key]: [value], ...Object.fromEntries(others) }));
}

/** What a written AuthorizationPolicy allows, in the same words. */
function allowed({ spec }: any): string[] {
  const found = (spec.rules ?? []).flatMap(({ from, to }: any) =>
    from.flatMap(({ source }: any) =>
      singles(source).flatMap((each) => to[0].operation.ports.map((port: string) => `${JSON.stringify(each)} ${port}`)),
    ),
  );
  return found.sort();
}

const opens = ({ spec }: any) =>
  (spec.ingress ?? []).some(({ ports }: any) => ports.some(({ port }: any) => port === 15008));

test('whatever is declared: no policy opens the port of the tunnel without one by identities, which says just that', () => {
  const mesh = Mesh.istioAmbient({ memberNamespaces: ['partners'] });
  let tunnels = 0;
  fc.assert(
    fc.property(plans, (plan) => {
      const objects = objectsOf(built(plan, mesh));
      const policies = (kind: string) => objects.filter((object) => object.kind === kind);
      for (const [i, name] of NAMES.entries()) {
        const network = policies('NetworkPolicy').find(({ metadata }) => metadata.name === name);
        const identity = policies('AuthorizationPolicy').find(({ metadata }) => metadata.name === name);
        expect(identity !== undefined).toBe(plan.members[i]);
        if (opens(network)) tunnels += 1;
        if (!identity) {
          expect(opens(network)).toBe(false);
          continue;
        }
        expect(identity.metadata.namespace).toBe(network.metadata.namespace);
        expect(identity.spec.selector.matchLabels).toEqual(network.spec.podSelector.matchLabels);
        expect(allowed(identity)).toEqual(declared(plan, i));
      }
    }),
    { seed: 15008, numRuns: 60 },
  );
  expect(tunnels).toBeGreaterThan(50);
}, 120_000);

test('also before everything is declared, and without a synth', () => {
  const app = appIn(Mesh.istioAmbient());
  const shop = new IsolatedNamespace(app, 'shop');
  const [a, b] = [new Service(shop, 'a'), new Service(shop, 'b')];
  b.connections.allowFrom(a, { ports: [Port.tcp(8080)] });
  const objects = shop.toJson();
  const identity = objects.find(({ kind, metadata }) => kind === 'AuthorizationPolicy' && metadata.name === 'b');
  expect(allowed(identity)).toEqual(['{"principals":["cluster.local/ns/shop/sa/a"]} 8080']);
});

test('a patch of one stays, whatever is declared and written later', () => {
  const app = appIn(Mesh.istioAmbient());
  const shop = new IsolatedNamespace(app, 'shop');
  const [a, b] = [new Service(shop, 'a'), new Service(shop, 'b')];
  const [policy] = b.connections.identityPolicies;
  policy?.addJsonPatch(JsonPatch.add('/spec/action', 'AUDIT'));
  b.connections.allowFrom(a);
  b.connections.allowFrom(Peer.cidr('203.0.113.0/24'));
  const written = objectsOf(app).filter(({ metadata }) => metadata.name === 'b');
  expect(written.map(({ kind }) => kind)).toEqual(['NetworkPolicy', 'AuthorizationPolicy', 'PeerAuthentication']);
  expect(written[1].spec.action).toBe('AUDIT');
  expect(written[1].spec.rules).toHaveLength(1);
});

test('a workload outside of a mesh has none', () => {
  const app = appIn(Mesh.istioAmbient());
  const plain = new Chart(app, 'plain', { namespace: 'plain' });
  expect(new Service(plain, 'a').connections.identityPolicies).toEqual([]);
});
