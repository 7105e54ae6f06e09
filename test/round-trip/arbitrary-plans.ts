import * as fc from 'fast-check';
import { GatewayApiChannel, GatewayApiVersion, GatewayFeature } from '../../lib';
import { CONTROLLERS, IMPLEMENTATIONS } from '../one-of-each/ways-in';
import type { Certificate, ClusterPlan, Plan, RoutePlan, SpacePlan } from './plan';

const INGRESSES = Object.keys(CONTROLLERS).map((name) => `ingress-${name}`);
const GATEWAYS = Object.keys(IMPLEMENTATIONS).map((name) => `gateway-${name}`);

/** All ways in that there are. */
export const WAYS = [...INGRESSES, ...GATEWAYS];

const way = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...INGRESSES) },
  { weight: 2, arbitrary: fc.constantFrom(...GATEWAYS) },
);

/**
 * What tells ways in apart: a profile refuses two entries of one class by two controllers, since nobody could tell from an
 * object of that class which of them is meant.
 */
function classOf(name: string): string {
  const [api, key = ''] = name.split('-');
  return `${api} ${api === 'ingress' ? CONTROLLERS[key]?.ingressClassName : IMPLEMENTATIONS[key]?.gatewayClassName}`;
}

const HOSTS = ['a.example.com', 'b.example.com', 'c.example.com', '*.wild.example.com', 'x.wild.example.com', 'd.test'];
const PORTS = [80, 3000, 8080, 8443, 9090];

function maybe<T>(values: fc.Arbitrary<T>, no: number, yes: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: no, arbitrary: fc.constant(undefined) }, { weight: yes, arbitrary: values });
}

/** Most often the first of them. */
function mostly<T>(usual: T, weight: number, ...others: T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
}

const cluster: fc.Arbitrary<ClusterPlan> = fc.record({
  ways: fc.uniqueArray(way, { minLength: 1, maxLength: 2, selector: classOf }),
  version: mostly(GatewayApiVersion.V1_6, 2, ...Object.values(GatewayApiVersion)),
  channel: mostly(GatewayApiChannel.STANDARD, 2, GatewayApiChannel.EXPERIMENTAL),
  plugin: fc.constantFrom('cilium' as const, 'cilium' as const, 'calico' as const, 'unsaid' as const),
});

const spaces = fc.array(
  fc.record({
    gateway: fc.constantFrom('own' as const, 'own' as const, 'edge' as const, 'delegated' as const),
    hosts: fc.uniqueArray(fc.constantFrom(...HOSTS), { minLength: 1, maxLength: 3 }),
    routing: maybe(fc.constantFrom('both' as const, 'gateway' as const, 'ingress' as const), 6, 1),
  }),
  { minLength: 2, maxLength: 3 },
);

const backends = fc.uniqueArray(
  fc.record({
    // Now and then as a Gateway is called, or as what is written beside a route.
    name: mostly<string | undefined>(undefined, 20, 'gateway', 'public', 'r0'),
    kind: fc.constantFrom('internal' as const, 'internal' as const, 'stateful' as const, 'adopted' as const),
    space: fc.nat(2),
    port: fc.constantFrom(...PORTS),
    servicePort: maybe(fc.constantFrom(...PORTS), 2, 1),
    udp: maybe(fc.constant(5353), 1, 9),
  }),
  { minLength: 2, maxLength: 5, selector: ({ name }) => name ?? {} },
);

const rule = fc.record({
  path: fc.constantFrom('/', '/', '/api', '/api/v2', '/shop'),
  exact: mostly(false, 4, true),
  method: maybe(fc.constantFrom('GET' as const, 'POST' as const), 4, 1),
  header: mostly(false, 5, true),
  query: mostly(false, 8, true),
  to: fc.array(fc.record({ backend: fc.nat(9), weight: fc.constantFrom(1, 9, 90, 0) }), { minLength: 1, maxLength: 3 }),
  redirects: mostly(false, 8, true),
  isWeighted: fc.boolean(),
  mirror: maybe(fc.nat(9), 5, 1),
  release: maybe(fc.constantFrom('canary' as const, 'blue-green' as const), 6, 1),
});

const route = fc.record({
  kind: fc.constantFrom<RoutePlan['kind'][]>(
    ...(['web', 'web', 'exposure', 'exposure', 'http', 'http', 'grpc', 'tls', 'tcp', 'udp', 'ingress'] as const),
  ),
  name: mostly<string | undefined>(undefined, 20, 'r0', 'r1', 'r0-redirect'),
  space: fc.nat(2),
  hosts: fc.uniqueArray(fc.constantFrom(...HOSTS), { minLength: 1, maxLength: 2 }),
  rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
  certificate: maybe(fc.constantFrom<Certificate[]>('secret', 'issued', 'challenged', 'cloud', 'none'), 5, 1),
  via: fc.constantFrom<RoutePlan['via'][]>(
    ...(['unsaid', 'unsaid', 'namespace', 'namespace', 'entry', 'edge', 'set', 'delegated', 'both'] as const),
  ),
  entry: fc.nat(1),
  port: fc.constantFrom(443, 5432, 8883),
  hasDefault: mostly(false, 3, true),
});

const unbound = fc.record({
  cluster,
  takesSets: mostly(true, 3, false),
  isClosed: fc.boolean(),
  httpsPort: mostly(443, 4, 8443),
  spaces,
  backends,
  routes: fc.array(route, { minLength: 1, maxLength: 6 }),
});

type Unbound = typeof unbound extends fc.Arbitrary<infer Sample> ? Sample : never;

/** Apps of all sorts; what fails shrinks to the few parts that matter. */
export const plans: fc.Arbitrary<Plan> = unbound.map((plan) => {
  const taken = new Set<string>();
  const shared = plan.spaces.map(({ gateway, hosts, routing }) => {
    const free = hosts.filter((host) => gateway !== 'delegated' || !taken.has(host));
    for (const host of gateway === 'delegated' ? free : []) taken.add(host);
    return free.length > 0 ? { gateway, hosts: free, routing } : { gateway: 'own' as const, hosts, routing };
  });
  const sensible = { ...plan, spaces: shared };
  return {
    ...sensible,
    cluster: clusterOf(plan.cluster),
    takesSets: plan.takesSets && takesSets(plan.cluster),
    backends: plan.backends.map((each, i) => ({ ...each, name: each.name ?? `b${i}` })),
    routes: plan.routes.map((each, i) => routeOf(sensible, each, `r${i}`)),
  };
});

/** Cilium serves nobody beside another network plugin. */
function clusterOf({ plugin, ...more }: ClusterPlan): ClusterPlan {
  return { ...more, plugin: more.ways.some((way) => way.endsWith('cilium')) ? 'cilium' : plugin };
}

function takesSets({ ways, version }: ClusterPlan): boolean {
  const [implementation] = ways.flatMap((way) => IMPLEMENTATIONS[way.replace('gateway-', '')] ?? []);
  const isNew = version === GatewayApiVersion.V1_5 || version === GatewayApiVersion.V1_6;
  return isNew && (implementation?.features?.supported ?? []).includes(GatewayFeature.LISTENER_SET);
}

/** A route that could hold in its app: most others would be refused for the same few reasons. */
function routeOf(plan: Unbound, { rules, name, ...route }: Unbound['routes'][number], usual: string): RoutePlan {
  const kind = kindOf(plan, route.kind);
  const made = rules.map(({ redirects, to, ...more }) => ({ ...more, to: redirects && kind === 'http' ? [] : to }));
  const bound = { ...route, kind, name: name ?? usual, rules: made, hosts: hostsOf(plan, route) };
  return kind === 'ingress' ? nearby(plan, bound) : bound;
}

function kindOf({ cluster: { ways } }: Unbound, kind: RoutePlan['kind']): RoutePlan['kind'] {
  const isIngress = (way: string) => way.startsWith('ingress-');
  if (kind === 'ingress') return ways.some(isIngress) ? kind : 'http';
  return kind === 'web' || kind === 'exposure' || !ways.every(isIngress) ? kind : 'ingress';
}

/** Where hosts are delegated, those of the namespace; but for a few routes that ask for more. */
function hostsOf(
  { spaces: all }: Unbound,
  { space, hosts, via, port }: Omit<Unbound['routes'][number], 'rules' | 'name'>,
) {
  const { gateway, hosts: own } = all[space % all.length] as SpacePlan;
  const isDelegated = gateway === 'delegated' && via !== 'entry' && via !== 'edge' && via !== 'set';
  return isDelegated && port !== 8883 ? own.slice(0, hosts.length) : hosts;
}

/** An Ingress reaches backends of its namespace alone. */
function nearby({ backends: all, spaces: { length } }: Unbound, route: RoutePlan): RoutePlan {
  const near = all.flatMap(({ space }, place) => (space % length === route.space % length ? [place] : []));
  if (near.length === 0) return route;
  const nearest = (backend: number) => near[backend % near.length] as number;
  const rules = route.rules.map(({ to, ...more }) => ({
    ...more,
    to: to.map(({ backend, weight }) => ({ backend: nearest(backend), weight })),
  }));
  return { ...route, rules };
}
