import { ApiObject, type App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { IsolatedNamespace, Mesh, Peer, Port, Waypoint, Workload } from '../../../lib';
import { Connections } from '../../../lib/policy';
import { appIn } from './written';

const HOMES = ['shop', 'front', 'out'];
export const NAMES = ['a', 'b', 'c', 'd', 'e'];
export const PORTS = [8080, 9090];

export interface Plan {
  /** Where each workload is, whether it shares the account of others, and which of its ports its Service has. */
  readonly pods: {
    readonly home: number;
    readonly shares: boolean;
    readonly served: number;
    readonly headless: boolean;
  }[];
  readonly edges: [number, number, number][];
  /** Whole namespaces, and whom they reach. */
  readonly wholes: [number, number, number][];
  /** Ranges that hold the pods of a home, and whom they reach. */
  readonly ranges: [number, number, number][];
}

const index = (length: number) => fc.nat({ max: length - 1 });

export const plans: fc.Arbitrary<Plan> = fc.record({
  pods: fc.array(
    fc.record({
      home: fc.constantFrom(0, 0, 0, 1, 2),
      shares: fc.constantFrom(true, false, false),
      served: index(3),
      headless: fc.boolean(),
    }),
    { minLength: NAMES.length, maxLength: NAMES.length },
  ),
  edges: fc.array(fc.tuple(index(5), index(5), index(2)), { maxLength: 10 }),
  wholes: fc.array(fc.tuple(index(3), index(5), index(2)), { maxLength: 2 }),
  ranges: fc.array(fc.tuple(index(3), index(5), index(2)), { maxLength: 2 }),
});

/** Where the pods of a home have their addresses. */
const rangeOf = (home: string) => `10.0.${HOMES.indexOf(home)}.0/24`;

/** Pods as the network and the mesh know them. */
export interface Pods {
  readonly name: string;
  readonly home: string;
  readonly account: string;
  readonly labels: { readonly [key: string]: string };
}

const WAYPOINT: Pods = {
  name: 'waypoint',
  home: 'shop',
  account: 'waypoint',
  labels: { 'gateway.networking.k8s.io/gateway-name': 'waypoint' },
};

export function podsOf({ pods }: Plan): Pods[] {
  return NAMES.map((name, i) => ({
    name,
    home: HOMES[pods[i]?.home as number] as string,
    account: pods[i]?.shares ? 'team' : name,
    labels: { app: name },
  }));
}

class Part extends Construct {
  public readonly connections: Connections;

  public constructor(chart: Chart, { name, home, account, labels }: Pods, served: number, isHeadless: boolean) {
    super(chart, name);
    const ports = PORTS.map((port) => Port.tcp(port));
    const workload = Workload.of({ namespace: home, name, labels, ports, serviceAccount: account });
    this.connections = new Connections(this, { workload: { workload }, policyName: name, resolvesNames: false });
    const service = (id: string, spec: object) =>
      new ApiObject(this, id, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: id },
        spec: { selector: labels, ...spec },
      });
    // Each port by a number that is another one's behind it.
    const all = PORTS.slice(0, served).map((targetPort, i) => ({ name: `p${i}`, port: PORTS[1 - i], targetPort }));
    if (all.length > 0) service(name, { ports: all });
    if (isHeadless) service(`${name}-peers`, { clusterIP: 'None' });
  }
}

export function built(plan: Plan): App {
  const app = appIn(Mesh.istioAmbient());
  const homes = HOMES.map((name) =>
    name === 'out' ? new Chart(app, name, { namespace: name }) : new IsolatedNamespace(app, name),
  );
  new Waypoint(homes[0] as Chart, 'waypoint');
  const parts = podsOf(plan).map((pods, i) => {
    const { home, served, headless } = plan.pods[i] as Plan['pods'][number];
    return new Part(homes[home] as Chart, pods, served, headless);
  });
  for (const [from, to, port] of plan.edges) {
    parts[to]?.connections.allowFrom(parts[from] as Part, { ports: [Port.tcp(PORTS[port] as number)] });
  }
  for (const [home, to, port] of plan.wholes) {
    const ports = [Port.tcp(PORTS[port] as number)];
    parts[to]?.connections.allowFrom(Peer.namespace(HOMES[home] as string), { ports });
  }
  for (const [home, to, port] of plan.ranges) {
    const range = Peer.cidr(rangeOf(HOMES[home] as string));
    parts[to]?.connections.allowFrom(range, { ports: [Port.tcp(PORTS[port] as number)] });
  }
  return app;
}

const matches = (labels: any, wanted: any = {}) =>
  Object.entries(wanted).every(([key, value]) => labels[key] === value);

const isMember = ({ home }: Pods) => home !== 'out';

/** What results, worked out from the written objects alone, as the network plugin, the nodes and the waypoint would. */
export class Results {
  public constructor(private readonly objects: any[]) {}

  public all(pods: Pods[]): string[] {
    return pods.flatMap((from) =>
      pods.flatMap((to) =>
        PORTS.filter((port) => this.direct(from, to, port) || this.byService(from, to, port)).map(
          (port) => `${from.name} ${to.name} ${port}`,
        ),
      ),
    );
  }

  /** What arrives by the names of Services. */
  public byServices(pods: Pods[]): string[] {
    return pods.flatMap((from) =>
      pods.flatMap((to) =>
        PORTS.filter((port) => this.byService(from, to, port)).map((port) => `${from.name} ${to.name} ${port}`),
      ),
    );
  }

  /** To the address of a pod. */
  private direct(from: Pods, to: Pods, port: number): boolean {
    const seen = isMember(from) && isMember(to) ? 15008 : port;
    return this.passes(from, to, seen) && (!isMember(to) || this.admits(from, to, port));
  }

  /** To the address of a Service, be it one of several ports that lead to the pods. */
  private byService(from: Pods, to: Pods, port: number): boolean {
    if (to.home !== 'shop' || !isMember(from)) return false;
    return this.objects
      .filter(({ kind, metadata }) => kind === 'Service' && metadata.namespace === to.home)
      .filter(({ spec }) => spec.clusterIP !== 'None' && matches(to.labels, spec.selector))
      .some(({ metadata, spec }) =>
        spec.ports.some(
          (each: any) =>
            each.targetPort === port &&
            this.passes(from, WAYPOINT, 15008) &&
            this.waypointAdmits(from, metadata.name, each.port) &&
            this.direct(WAYPOINT, to, port),
        ),
      );
  }

  private passes(from: Pods, to: Pods, port: number): boolean {
    return this.lets(from, 'egress', 'to', to, port) && this.lets(to, 'ingress', 'from', from, port);
  }

  private lets(pods: Pods, direction: string, side: string, other: Pods, port: number): boolean {
    return this.of('NetworkPolicy', pods, 'podSelector').some(({ spec }) =>
      (spec[direction] ?? []).some(
        (rule: any) =>
          rule.ports.some((each: any) => each.port === port) &&
          rule[side].some(({ podSelector, namespaceSelector, ipBlock }: any) => {
            if (ipBlock) return ipBlock.cidr === rangeOf(other.home);
            const home = namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] ?? pods.home;
            return home === other.home && matches(other.labels, podSelector?.matchLabels);
          }),
      ),
    );
  }

  private admits(from: Pods, to: Pods, port: number): boolean {
    const isPlain = this.of('PeerAuthentication', to, 'selector').some(({ spec }) => spec.portLevelMtls?.[port]);
    if (!isMember(from) && !isPlain) return false;
    return allows(this.of('AuthorizationPolicy', to, 'selector'), from, port);
  }

  /** Where there is no policy at all for what it does, all may pass. */
  private waypointAdmits(from: Pods, service: string, port: number): boolean {
    const policies = this.objects.filter(({ kind, spec }) =>
      spec?.targetRefs?.some(
        (target: any) =>
          kind === 'AuthorizationPolicy' && target.name === (target.kind === 'Service' ? service : WAYPOINT.name),
      ),
    );
    return policies.length === 0 || allows(policies, from, port);
  }

  private of(kind: string, { home, labels }: Pods, selector: string): any[] {
    return this.objects.filter(
      (object) =>
        object.kind === kind &&
        object.metadata.namespace === home &&
        object.spec.targetRefs === undefined &&
        matches(labels, object.spec[selector]?.matchLabels),
    );
  }
}

function allows(policies: any[], from: Pods, port: number): boolean {
  const principal = `cluster.local/ns/${from.home}/sa/${from.account}`;
  return policies.some(({ spec }) =>
    (spec.rules ?? []).some(
      (rule: any) =>
        rule.to[0].operation.ports.includes(`${port}`) &&
        // All that a source says must hold.
        rule.from.some(
          ({ source: { principals, namespaces, notPrincipals, ipBlocks } }: any) =>
            (!principals || (isMember(from) && principals.includes(principal))) &&
            (!namespaces || (isMember(from) && namespaces.includes(from.home))) &&
            (!notPrincipals || !isMember(from)) &&
            (!ipBlocks || ipBlocks.includes(rangeOf(from.home))),
        ),
    ),
  );
}

/** A range lets nobody out of the pods whose addresses it holds. */
export function declared(plan: Plan): string[] {
  const edges = plan.edges.map(([from, to, port]) => `${NAMES[from]} ${NAMES[to]} ${PORTS[port]}`);
  const wholes = plan.wholes.flatMap(([home, to, port]) =>
    NAMES.filter((_, i) => plan.pods[i]?.home === home).map((name) => `${name} ${NAMES[to]} ${PORTS[port]}`),
  );
  return [...new Set([...edges, ...wholes])].sort();
}

/** Whether a connection within the mesh is one that a Service behind the waypoint leads to. */
export function isServed({ pods }: Plan, line: string): boolean {
  const [from, to, port] = line.split(' ') as [string, string, string];
  const [caller, callee] = [pods[NAMES.indexOf(from)], pods[NAMES.indexOf(to)]];
  return caller?.home !== 2 && callee?.home === 0 && PORTS.indexOf(Number(port)) < callee.served;
}
