import * as fc from 'fast-check';
import { Checks, Checkup } from '../../../lib/checks';
import { covers, type SampleRoute, type SampleRule, winnersOf } from './gateway-worlds';

interface Sample {
  /** The hostnames of listeners that admit the routes of all namespaces; each once. */
  readonly listeners: readonly string[];
  /** Those that are admitted, and lead to a Service each. */
  readonly routes: readonly SampleRoute[];
  /** One that no listener admits, or whose Service isn't there. */
  readonly own: SampleRoute;
}

const hostname = fc.constantFrom('a.example.com', 'b.example.com', '*.example.com', '*.a.example.com');
const rule: fc.Arbitrary<SampleRule> = fc.record(
  {
    type: fc.constantFrom('Exact' as const, 'PathPrefix' as const),
    path: fc.constantFrom('/', '/cart', '/cart/items'),
    method: fc.constantFrom('GET' as const, 'POST' as const),
    hasHeader: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
  },
  { requiredKeys: ['type', 'path', 'hasHeader'] },
);
const routeNamed = (name: string): fc.Arbitrary<SampleRoute> =>
  fc.record({
    name: fc.constant(name),
    hostnames: fc.uniqueArray(hostname, { maxLength: 2 }),
    rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
  });
const samples: fc.Arbitrary<Sample> = fc.record({
  listeners: fc.uniqueArray(fc.constantFrom('', 'a.example.com', '*.example.com'), { minLength: 1, maxLength: 2 }),
  routes: fc
    .tuple(routeNamed('a'), routeNamed('b'), routeNamed('c'))
    .chain((all) => fc.integer({ min: 0, max: 3 }).map((count) => all.slice(0, count))),
  own: routeNamed('own'),
});

/** Hosts of which a wildcard, or no name at all, means some. */
const HOSTS = ['a.example.com', 'b.example.com', 'c.example.com', 'x.a.example.com', 'shop.example.org'];

const LINE = /^(what HTTPRoute \S+ gets for )?(?:(\w+) )?http:\/\/([^/]+)(\/\S*?)( with \S+)? at gateways\/edge (.*)$/;

/** What is told of a sample and isn't so in every world. */
function lies({ listeners, routes, own }: Sample): string[] {
  const refused = linesOf('namespace-labels-do-not-match', manifest(listeners, routes, own, { from: 'Same' }));
  const broken = linesOf('backend-not-found', manifest(listeners, routes, own, { from: 'All' }));
  return [
    ...refused.filter((line) => !isSo(line, listeners, routes)),
    ...broken.filter((line) => !isSo(line, listeners, [...routes, own])),
  ];
}

function isSo(line: string, listeners: readonly string[], routes: readonly SampleRoute[]): boolean {
  const [, what, method, host = '', path = '', condition, fate = ''] = LINE.exec(line) ?? [];
  // Of other requests, the worlds say nothing.
  if (what !== undefined || condition !== undefined || (method ?? 'GET') !== 'GET') return true;
  const hosts = host.startsWith('*') ? HOSTS.filter((each) => covers(host === '*' ? '' : host, each)) : [host];
  const heard = hosts.filter((each) => listeners.some((listener) => covers(listener, each)));
  const winners = new Set(heard.flatMap((each) => [...winnersOf(each, path, listeners, routes)]));
  if (fate.includes('404')) return [...winners].every((winner) => winner === 'nobody');
  const [, other] = /^comes to shop\/(\w+) /.exec(fate) ?? [];
  if (other !== undefined) return [...winners].every((winner) => winner.startsWith(`${other} `));
  if (fate.includes('500')) return [...winners].every((winner) => winner.startsWith('own '));
  return fate.startsWith("doesn't come to");
}

function linesOf(id: string, text: string): string[] {
  const { findings, problems } = Checkup.ofText([{ name: 'a.yaml', text }], { checks: [Checks.find(id)] });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return findings.flatMap(({ evidence = [] }) => evidence).filter((line) => line !== 'and more');
}

function manifest(
  listeners: readonly string[],
  routes: readonly SampleRoute[],
  own: SampleRoute,
  { from }: { readonly from: string },
): string {
  const written = listeners.map((name, index) => ({
    name: `l${index}`,
    port: 80,
    protocol: 'HTTP',
    ...(name !== '' && { hostname: name }),
    allowedRoutes: {
      namespaces:
        from === 'All'
          ? { from }
          : { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } },
    },
  }));
  const objects = [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'edge', namespace: 'gateways' },
      spec: { gatewayClassName: 'eg', listeners: written },
    },
    ...routes.flatMap((route) => [routeObject(route, 'shop'), ...podsOf(route.name)]),
    routeObject(own, from === 'All' ? 'shop' : 'other'),
    ...podsOf('any'),
  ];
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
}

function routeObject({ name, hostnames, rules }: SampleRoute, namespace: string) {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace },
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'gateways' }],
      ...(hostnames.length > 0 && { hostnames }),
      rules: rules.map(({ type, path, method, hasHeader }) => ({
        matches: [
          {
            path: { type, value: path },
            ...(method !== undefined && { method }),
            ...(hasHeader && { headers: [{ name: 'x-beta', value: 'yes' }] }),
          },
        ],
        backendRefs: [{ name, port: 80 }],
      })),
    },
  };
}

function podsOf(name: string) {
  const metadata = { name, namespace: 'shop' };
  const labels = { app: name };
  const containers = [{ name, image: name, ports: [{ containerPort: 8080 }] }];
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
    },
  ];
}

test('whatever is told of a URL is so, however an implementation reads the API, and whichever route is older', () => {
  fc.assert(
    fc.property(samples, (sample) => {
      expect(lies(sample)).toEqual([]);
    }),
    { seed: 7, numRuns: 1_000 },
  );
}, 120_000);

test('the Gateways that are tried are worth trying: every answer is given often', () => {
  const told = { '404': 0, '500': 0, 'comes to shop': 0, 'come to HTTPRoute': 0, 'what HTTPRoute': 0 };
  for (const { listeners, routes, own } of fc.sample(samples, { seed: 7, numRuns: 300 })) {
    const lines = [
      ...linesOf('namespace-labels-do-not-match', manifest(listeners, routes, own, { from: 'Same' })),
      ...linesOf('backend-not-found', manifest(listeners, routes, own, { from: 'All' })),
    ];
    for (const line of lines) {
      for (const key of Object.keys(told) as (keyof typeof told)[]) if (line.includes(key)) told[key]++;
    }
  }
  expect(Object.entries(told).filter(([, count]) => count < 30)).toEqual([]);
}, 120_000);
