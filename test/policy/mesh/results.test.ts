import { BlockList, isIPv4 } from 'node:net';
import { type App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  Connections,
  type IMesh,
  IsolatedNamespace,
  Mesh,
  MeshMode,
  Peer,
  Port,
  Workload,
  type WorkloadProps,
} from '../../../lib';
import { appIn, objectsOf } from './written';

const PORTS = [8080, 9090];
const NAMES = ['a', 'b', 'c', 'd', 'e'];

/** The last one is a plain chart, and so outside of the mesh. */
const HOMES = ['one', 'two', 'out'];

/** The pods of each home have addresses of their own: two ranges hold some of them, and two don't. */
const addressOf = (home: string, i: number) => `10.0.${HOMES.indexOf(home)}.${i}`;
const RANGES = [
  Peer.cidr('10.0.0.0/24'),
  Peer.cidr('10.0.0.0/15', { exceptFor: ['10.0.1.0/24'] }),
  Peer.cidr('10.0.0.0/15', { exceptFor: ['10.0.0.0/16'] }),
  Peer.cidr('203.0.113.0/24'),
];

/** Callers that are no pods. */
const FOREIGN = ['10.1.0.7', '203.0.113.7'];
const holds = (range: number, address: string) =>
  [/^10\.0\.0\./, /^10\.[01]\.(?!1\.)/, /^10\.1\./, /^203\./][range]?.test(address);

interface Plan {
  /** The home and the account of each workload: its own, or one that others have, too; and whether it leaves the mesh. */
  readonly pods: { readonly home: number; readonly shares: boolean; readonly leaves: boolean }[];
  /** From whom, to whom, on which port. */
  readonly edges: [number, number, number][];
  /** Which namespace reaches whom, on which port. */
  readonly wholes: [number, number, number][];
  /** Which range reaches whom, on which port. */
  readonly ranges: [number, number, number][];
}

const index = (length: number) => fc.nat({ max: length - 1 });

const plans: fc.Arbitrary<Plan> = fc.record({
  pods: fc.array(
    fc.record({
      home: index(3),
      shares: fc.constantFrom(true, true, false),
      leaves: fc.constantFrom(false, false, false, true),
    }),
    {
      minLength: NAMES.length,
      maxLength: NAMES.length,
    },
  ),
  edges: fc.array(fc.tuple(index(5), index(5), index(2)), { maxLength: 10 }),
  wholes: fc.array(fc.tuple(index(3), index(5), index(2)), { maxLength: 2 }),
  ranges: fc.array(fc.tuple(index(RANGES.length), index(5), index(2)), { maxLength: 2 }),
});

type Metadata = Partial<Pick<WorkloadProps, 'labels' | 'annotations'>>;

/** What pods say that leave a mesh. */
const LEAVING: { readonly [mode in MeshMode]: Metadata } = {
  [MeshMode.AMBIENT]: { labels: { 'istio.io/dataplane-mode': 'none' } },
  [MeshMode.SIDECAR]: { annotations: { 'sidecar.istio.io/inject': 'false' } },
  [MeshMode.LINKERD_PROXY]: { annotations: { 'linkerd.io/inject': 'disabled' } },
};

class Pods extends Construct {
  public readonly connections: Connections;

  public constructor(chart: Chart, id: string, serviceAccount: string, metadata: Metadata = {}) {
    super(chart, id);
    const ports = PORTS.map((port) => Port.tcp(port));
    const workload = Workload.of({
      namespace: chart.namespace as string,
      name: id,
      labels: { app: id, ...metadata.labels },
      annotations: metadata.annotations,
      ports,
      serviceAccount,
    });
    this.connections = new Connections(this, { workload: { workload }, policyName: id, resolvesNames: false });
  }
}

const accountOf = ({ pods }: Plan, i: number) => (pods[i]?.shares ? 'team' : (NAMES[i] as string));
const homeOf = ({ pods }: Plan, i: number) => HOMES[pods[i]?.home as number] as string;

function built(plan: Plan, mesh: IMesh): App {
  const app = appIn(mesh, { podRanges: ['10.0.0.0/16'] });
  const homes = HOMES.map((name) =>
    name === 'out' ? new Chart(app, name, { namespace: name }) : new IsolatedNamespace(app, name),
  );
  const pods = NAMES.map((name, i) => {
    const { home, leaves } = plan.pods[i] as Plan['pods'][number];
    return new Pods(homes[home] as Chart, name, accountOf(plan, i), leaves ? LEAVING[mesh.mode] : {});
  });
  for (const [from, to, port] of plan.edges) {
    pods[to]?.connections.allowFrom(pods[from] as Pods, { ports: [Port.tcp(PORTS[port] as number)] });
  }
  for (const [home, to, port] of plan.wholes) {
    const ports = [Port.tcp(PORTS[port] as number)];
    pods[to]?.connections.allowFrom(Peer.namespace(HOMES[home] as string), { ports });
  }
  for (const [range, to, port] of plan.ranges) {
    pods[to]?.connections.allowFrom(RANGES[range] as Peer, { ports: [Port.tcp(PORTS[port] as number)] });
  }
  return app;
}

const matches = (labels: any, wanted: any = {}) =>
  Object.entries(wanted).every(([key, value]) => labels[key] === value);

/** Whether some blocks hold an address, as another library than ours reads them. */
function isIn(blocks: string[], except: string[] = [], address: string): boolean {
  const hold = (each: string[]) => {
    const found = new BlockList();
    for (const block of each) {
      const [start = '', bits] = block.split('/');
      if (isIPv4(start)) found.addSubnet(start, Number(bits));
    }
    return found.check(address);
  };
  return hold(blocks) && !hold(except);
}

/** As whom a workload gets to know somebody. */
interface Caller {
  readonly address: string;
  readonly home: string;
  readonly account: string;
  /** Whether it shows who it is. */
  readonly isKnown: boolean;
}

/** What results, worked out from the written objects alone, as the network plugin and the proxies would. */
class Results {
  public constructor(
    private readonly plan: Plan,
    private readonly mesh: IMesh,
    private readonly objects: any[],
  ) {}

  public all(): string[] {
    const pairs = NAMES.flatMap((_, from) => NAMES.map((__, to) => [from, to] as const));
    const foreign = FOREIGN.flatMap((address) => NAMES.map((_, to) => [address, to] as const));
    return [
      ...pairs.flatMap(([from, to]) =>
        PORTS.filter((port) => this.reaches(from, to, port)).map((port) => `${NAMES[from]} ${NAMES[to]} ${port}`),
      ),
      ...foreign.flatMap(([from, to]) =>
        PORTS.filter((port) => this.arrives(from, to, port)).map((port) => `${from} ${NAMES[to]} ${port}`),
      ),
    ];
  }

  /** Whether a caller that is no pod gets there. */
  private arrives(from: string, to: number, port: number): boolean {
    return (
      this.passes(to, 'ingress', 'from', from, port) &&
      (!this.isMember(to) || this.admits(this.foreigner(from), to, port))
    );
  }

  private foreigner(address: string): Caller {
    return { address, home: '', account: '', isKnown: false };
  }

  private caller(i: number): Caller {
    const home = homeOf(this.plan, i);
    return { address: addressOf(home, i), home, account: accountOf(this.plan, i), isKnown: this.isMember(i) };
  }

  private reaches(from: number, to: number, port: number): boolean {
    const isWithin = this.isMember(from) && this.isMember(to);
    const seen = isWithin ? { ambient: 15008, 'linkerd-proxy': 4143, sidecar: port }[this.mesh.mode] : port;
    const passes = this.passes(to, 'ingress', 'from', from, seen) && this.passes(from, 'egress', 'to', to, seen);
    return passes && (!this.isMember(to) || this.admits(this.caller(from), to, port));
  }

  private isMember(i: number): boolean {
    return homeOf(this.plan, i) !== 'out' && !this.plan.pods[i]?.leaves;
  }

  /** Whether the network policies of one let the other through, which is a pod or an address; pods have addresses, too. */
  private passes(i: number, direction: string, side: string, other: number | string, port: number): boolean {
    const address = typeof other === 'string' ? other : addressOf(homeOf(this.plan, other), other);
    return this.of('NetworkPolicy', i, 'podSelector').some(({ spec }) =>
      (spec[direction] ?? []).some(
        (rule: any) =>
          rule.ports.some((each: any) => each.port === port) &&
          rule[side].some(({ podSelector, namespaceSelector, ipBlock }: any) => {
            if (ipBlock) return isIn([ipBlock.cidr], ipBlock.except, address);
            if (typeof other === 'string') return false;
            const home = namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] ?? homeOf(this.plan, i);
            return home === homeOf(this.plan, other) && matches(this.labelsOf(other), podSelector?.matchLabels);
          }),
      ),
    );
  }

  private admits(from: Caller, to: number, port: number): boolean {
    return this.mesh.mode === MeshMode.LINKERD_PROXY
      ? this.linkerdAdmits(from, to, port)
      : this.istioAdmits(from, to, port);
  }

  private istioAdmits({ address, home, account, isKnown }: Caller, to: number, port: number): boolean {
    const principal = `cluster.local/ns/${home}/sa/${account}`;
    const isPlain = this.of('PeerAuthentication', to, 'selector').some(({ spec }) => spec.portLevelMtls?.[port]);
    if (!isKnown && !isPlain) return false;
    return this.of('AuthorizationPolicy', to, 'selector').some(({ spec }) =>
      (spec.rules ?? []).some(
        (rule: any) =>
          rule.to[0].operation.ports.includes(`${port}`) &&
          // All that a source says must hold.
          rule.from.some(
            ({ source: { principals, namespaces, notPrincipals, ipBlocks, notIpBlocks } }: any) =>
              (!principals || (isKnown && principals.includes(principal))) &&
              (!namespaces || (isKnown && namespaces.includes(home))) &&
              (!notPrincipals || !isKnown) &&
              (!ipBlocks || isIn(ipBlocks, notIpBlocks, address)),
          ),
      ),
    );
  }

  private linkerdAdmits(from: Caller, to: number, port: number): boolean {
    const server = this.of('Server', to, 'podSelector').find(({ spec }) => spec.port === port);
    return this.objects.some(
      ({ kind, metadata, spec }) =>
        kind === 'AuthorizationPolicy' &&
        metadata.namespace === homeOf(this.plan, to) &&
        spec.targetRef.name === server?.metadata.name &&
        spec.requiredAuthenticationRefs.every((ref: any) => this.isAuthentic(from, to, ref)),
    );
  }

  private isAuthentic({ address, home, account, isKnown }: Caller, to: number, ref: any): boolean {
    const found = this.objects.find(
      ({ kind, metadata }) =>
        kind === ref.kind && metadata.name === ref.name && metadata.namespace === homeOf(this.plan, to),
    );
    if (ref.kind === 'NetworkAuthentication') {
      return found.spec.networks.some(({ cidr, except }: any) => isIn([cidr], except, address));
    }
    return (
      isKnown &&
      found.spec.identityRefs.some(({ name = account, namespace }: any) => name === account && namespace === home)
    );
  }

  private labelsOf(i: number): object {
    return { app: NAMES[i], ...(this.plan.pods[i]?.leaves && LEAVING[this.mesh.mode].labels) };
  }

  /** The objects of a kind that select the pods of a workload. */
  private of(kind: string, i: number, selector: string): any[] {
    return this.objects.filter(
      (object) =>
        object.kind === kind &&
        object.metadata.namespace === homeOf(this.plan, i) &&
        matches(this.labelsOf(i), object.spec[selector]?.matchLabels),
    );
  }
}

function declared(plan: Plan): string[] {
  const edges = plan.edges.map(([from, to, port]) => `${NAMES[from]} ${NAMES[to]} ${PORTS[port]}`);
  const wholes = plan.wholes.flatMap(([home, to, port]) =>
    NAMES.filter((_, i) => plan.pods[i]?.home === home).map((name) => `${name} ${NAMES[to]} ${PORTS[port]}`),
  );
  // A range lets nobody out of the pods whose addresses it holds.
  const foreign = plan.ranges.flatMap(([range, to, port]) =>
    FOREIGN.filter((address) => holds(range, address)).map((address) => `${address} ${NAMES[to]} ${PORTS[port]}`),
  );
  return [...new Set([...edges, ...wholes, ...foreign])].sort();
}

test.each([
  ['Istio with sidecars', Mesh.istioSidecar()],
  ['Istio ambient', Mesh.istioAmbient()],
  ['Linkerd', Mesh.linkerd()],
])(
  '%s: what is declared is what results, or the app is refused',
  (_, mesh) => {
    const made = { sound: 0, refused: 0 };
    fc.assert(
      fc.property(plans, (plan) => {
        let objects: any[];
        try {
          objects = objectsOf(built(plan, mesh));
        } catch (error) {
          expect(`${error}`).toMatch(/pods that a mesh knows as one|callers within a mesh of Linkerd/);
          made.refused += 1;
          return;
        }
        made.sound += 1;
        expect(new Results(plan, mesh, objects).all().sort()).toEqual(declared(plan));
      }),
      { seed: 4143, numRuns: 30 },
    );
    expect(made.sound).toBeGreaterThan(15);
    // With sidecars, nothing is known by its identity alone.
    if (mesh.mode === MeshMode.SIDECAR) expect(made.refused).toBe(0);
    else expect(made.refused).toBeGreaterThan(0);
  },
  120_000,
);
