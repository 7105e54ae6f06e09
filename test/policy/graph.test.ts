import { App, Chart, Yaml } from 'cdk8s';
import type { Construct } from 'constructs';
import * as fc from 'fast-check';
import { Peer, Port } from '../../lib/traffic';
import { namespaces, Pods } from './pods';

/** The workloads of a small shop. */
interface Shop {
  readonly web: Pods;
  readonly api: Pods;
  readonly admin: Pods;
  readonly db: Pods;
}

/** What is declared of them; some of it twice, or from both ends. */
const DECLARATIONS: ((shop: Shop) => void)[] = [
  ({ web, api }) => web.connections.allowTo(api, { reason: 'orders' }),
  ({ web, api }) => api.connections.allowFrom(web, { reason: 'baskets' }),
  ({ admin, api }) => admin.connections.allowTo(api, { ports: [Port.tcp(9090), Port.tcp(8080)] }),
  ({ admin, api }) => admin.connections.allowTo(api),
  ({ api, db }) => api.connections.allowTo(db, { reason: 'orders are stored' }),
  ({ admin, db }) => db.connections.allowFrom(admin),
  ({ db }) => db.connections.allowTo(db, { ports: [Port.tcp(5432)] }),
  ({ api }) => api.connections.allowTo(Peer.internet(), { ports: [Port.tcp(443)] }),
  ({ web }) => web.connections.allowFrom(Peer.namespace('edge')),
  ({ web }) => web.connections.allowFrom(Peer.namespace('edge'), { ports: [Port.tcp(3001)] }),
  ({ web }) => web.connections.allowFrom(Peer.anywhere({ reason: 'the public' })),
];

function written(declarations: ((shop: Shop) => void)[]): string {
  const [shop, data] = namespaces('shop', 'data');
  const workloads = {
    web: new Pods(shop, 'web', { ports: [Port.tcp(3000), Port.tcp(3001)], defaultPorts: [Port.tcp(3000)] }),
    api: new Pods(shop, 'api', { ports: [Port.tcp(8080), Port.tcp(9090)], defaultPorts: [Port.tcp(8080)] }),
    admin: new Pods(shop, 'admin'),
    db: new Pods(data, 'db', { ports: [Port.tcp(5432)] }),
  };
  for (const declare of declarations) declare(workloads);
  return Yaml.stringify(...[shop, data].flatMap((chart) => chart.toJson()));
}

test('the order of declarations changes not a byte', () => {
  const expected = written(DECLARATIONS);
  expect(expected.match(/kind: NetworkPolicy/g)).toHaveLength(4);
  fc.assert(
    fc.property(fc.shuffledSubarray(DECLARATIONS, { minLength: DECLARATIONS.length }), (declarations) => {
      expect(written(declarations)).toBe(expected);
    }),
    { seed: 1, numRuns: 40 },
  );
});

test('what is declared again changes not a byte', () => {
  expect(written([...DECLARATIONS, ...DECLARATIONS])).toBe(written(DECLARATIONS));
});

test('the reasons of two declarations of one connection both count', () => {
  const reasons = (declarations: ((shop: Shop) => void)[]) =>
    /web -> shop\/api TCP 8080: (.*)/.exec(written(declarations));
  expect(reasons(DECLARATIONS)?.[1]).toBe('baskets; orders');
  expect(reasons(DECLARATIONS.slice(1))?.[1]).toBe('baskets');
});

test('an app is synthesized twice to the same bytes', () => {
  const app = new App();
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  new Pods(shop, 'web').connections.allowTo(new Pods(shop, 'api', { ports: [Port.tcp(8080)] }), { reason: 'orders' });
  const first = app.synthYaml();
  expect(first).toContain('shop/web -> shop/api TCP 8080: orders');
  expect(app.synthYaml()).toBe(first);
});

test('what is declared after a synth counts in the next', () => {
  const app = new App();
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  const web = new Pods(shop, 'web');
  const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
  expect(app.synthYaml()).not.toContain('8080');
  web.connections.allowTo(api);
  expect(app.synthYaml().match(/port: 8080/g)).toHaveLength(2);
});

test('two apps know nothing of each other', () => {
  const declare = () => {
    const app = new App();
    const shop = new Chart(app, 'shop', { namespace: 'shop' });
    return { app, web: new Pods(shop, 'web'), api: new Pods(shop, 'api', { ports: [Port.tcp(8080)] }) };
  };
  const [one, other] = [declare(), declare()];
  one.web.connections.allowTo(one.api);
  expect(one.app.synthYaml()).toContain('8080');
  expect(other.app.synthYaml()).not.toContain('8080');
});

test('a tree whose root is a chart has a graph as well', () => {
  const shop = new Chart(undefined as unknown as Construct, 'shop', { namespace: 'shop' });
  const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
  new Pods(shop, 'web').connections.allowTo(api);
  expect(api.connections.list().map(String)).toEqual(['shop/web -> shop/api  TCP 8080']);
});
