import { type Acknowledgement, type AnalysisOptions, Connectivity } from '../../../lib/analysis';
import { Report } from '../../../lib/report';
import {
  connectivityOf,
  deployment,
  ingress,
  livePod,
  manifests,
  namespace,
  object,
  pod,
  policy,
  service,
} from '../evaluate/manifests';

const UNCHANGED = 'No connection is opened, closed or changed.\n';

const changesOf = (older: string, newer: string, meant: Acknowledgement[] = [], options: AnalysisOptions = {}) =>
  Connectivity.diff(connectivityOf(older, options), connectivityOf(newer, options), meant);

/** What changed, as people read it. */
const told = (older: string, newer: string, meant: Acknowledgement[] = []) =>
  Report.diff(changesOf(older, newer, meant));

const PODS = manifests(deployment('web'), pod('db'));
const SHOP = manifests(namespace('shop', '{ team: one }'), PODS);
const toDb = (from: string, port = 5432) =>
  policy(
    'db',
    `{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [${from}], ports: [{ port: ${port} }] }] }`,
  );
const FROM_WEB = '{ podSelector: { matchLabels: { app: web } } }';
const FROM_TEAM = '{ namespaceSelector: { matchLabels: { team: one } } }';

describe('a policy', () => {
  test('that is added closes the rest', () => {
    expect(told(SHOP, manifests(SHOP, toDb(FROM_WEB)))).toBe(`\
~ shop/web -> shop/db  all ports => TCP 5432
    NetworkPolicy shop/db added (shop.yaml:20)
- external:0.0.0.0/0, ::/0 -> shop/db  all ports
    NetworkPolicy shop/db added (shop.yaml:20)
`);
  });

  test('that is removed opens it', () => {
    expect(told(manifests(SHOP, toDb(FROM_WEB)), SHOP)).toBe(`\
~ shop/web -> shop/db  TCP 5432 => all ports
    NetworkPolicy shop/db removed (shop.yaml:20)
+ external:0.0.0.0/0, ::/0 -> shop/db  all ports
    NetworkPolicy shop/db removed (shop.yaml:20)
`);
  });

  test('that is changed opens one port and closes another', () => {
    const { changes } = changesOf(manifests(SHOP, toDb(FROM_WEB)), manifests(SHOP, toDb(FROM_WEB, 5433)));
    expect(changes).toEqual([
      {
        kind: 'changed',
        source: { kind: 'workload', name: 'shop/web' },
        destination: { kind: 'workload', name: 'shop/db' },
        before: { TCP: '5432' },
        after: { TCP: '5433' },
        opened: { TCP: '5433' },
        closed: { TCP: '5432' },
        answer: 'allowed',
        causes: ['NetworkPolicy shop/db changed (shop.yaml:20)'],
      },
    ]);
  });

  test('that is not analysed makes unknown what it may touch', () => {
    const cilium = object('cilium.io/v2', 'CiliumNetworkPolicy', 'db', '{}', { namespace: 'shop' });
    const before = manifests(pod('db'), pod('log', { namespace: 'ops' }));
    expect(told(before, manifests(before, cilium))).toBe(`\
~ ops/log -> shop/db  all ports => unknown  (unknown)
    CiliumNetworkPolicy shop/db added (shop.yaml:13)
~ shop/db -> ops/log  all ports => unknown  (unknown)
    CiliumNetworkPolicy shop/db added (shop.yaml:13)
~ shop/db -> external:0.0.0.0/0, ::/0  all ports => unknown  (unknown)
    CiliumNetworkPolicy shop/db added (shop.yaml:13)
~ external:0.0.0.0/0, ::/0 -> shop/db  all ports => unknown  (unknown)
    CiliumNetworkPolicy shop/db added (shop.yaml:13)
~ shop/db -> the cluster DNS  TCP 53, UDP 53 => unknown  (unknown)
    CiliumNetworkPolicy shop/db added (shop.yaml:13)
`);
  });
});

describe('labels', () => {
  test('of a Deployment decide whom policies hold', () => {
    const relabelled = manifests(
      namespace('shop', '{ team: one }'),
      deployment('web', { labels: '{ app: www }' }),
      pod('db'),
    );
    expect(told(manifests(SHOP, toDb(FROM_WEB)), manifests(relabelled, toDb(FROM_WEB)))).toBe(`\
- shop/web -> shop/db  TCP 5432
    Deployment shop/web changed (shop.yaml:5)
`);
  });

  test('of a namespace do so too', () => {
    const other = manifests(namespace('shop', '{ team: two }'), PODS, toDb(FROM_TEAM));
    expect(told(manifests(SHOP, toDb(FROM_TEAM)), other)).toBe(`\
- shop/web -> shop/db  TCP 5432
    Namespace shop changed (shop.yaml:1)
`);
  });

  test('of a namespace that is not there any more are not known', () => {
    expect(told(manifests(SHOP, toDb(FROM_TEAM)), manifests(PODS, toDb(FROM_TEAM)))).toBe(`\
~ shop/web -> shop/db  TCP 5432 => unknown  (unknown)
    Namespace shop removed (shop.yaml:1)
`);
  });

  test('of a live pod do so in place of its template', () => {
    const live = (app: string) => manifests(SHOP, toDb(FROM_WEB), livePod('web-1', 'web', `{ app: ${app} }`));
    expect(told(live('web'), live('www'))).toMatch(
      /^- shop\/web -> shop\/db {2}TCP 5432\n {4}Pod shop\/web-1 changed \(/,
    );
  });
});

describe('a set of addresses', () => {
  const CALICO = 'projectcalico.org/v3';
  const SELECTING = manifests(
    PODS,
    object(
      CALICO,
      'GlobalNetworkPolicy',
      'db',
      `{ selector: "app == 'db'", ingress: [{ action: Allow, source: { selector: "role == 'office'" } }] }`,
    ),
  );
  const set = (nets: string, role: string, kind = 'GlobalNetworkSet', namespace?: string) =>
    object(CALICO, kind, 'office', `{ nets: [${nets}] }`, { namespace, metadata: `, labels: { role: ${role} }` });

  test('that is changed is named with what it opens and closes', () => {
    const before = manifests(SELECTING, set('192.0.2.0/24', 'office'));
    expect(told(before, manifests(SELECTING, set('198.51.100.0/24', 'office')))).toBe(`\
- external:192.0.2.0/24 -> shop/db  all ports
    GlobalNetworkSet office changed (shop.yaml:22)
+ external:198.51.100.0/24 -> shop/db  all ports
    GlobalNetworkSet office changed (shop.yaml:22)
`);
  });

  test('that is removed, or has other labels, is named as well', () => {
    const own = manifests(SELECTING, set('192.0.2.0/24', 'office', 'NetworkSet', 'shop'));
    expect(told(own, SELECTING)).toBe(`\
- external:192.0.2.0/24 -> shop/db  all ports
    NetworkSet shop/office removed (shop.yaml:22)
`);
    expect(told(own, manifests(SELECTING, set('192.0.2.0/24', 'home', 'NetworkSet', 'shop')))).toBe(`\
- external:192.0.2.0/24 -> shop/db  all ports
    NetworkSet shop/office changed (shop.yaml:22)
`);
  });

  test('that no policy means changes nothing', () => {
    const home = (nets: string) => manifests(SELECTING, set(nets, 'home'));
    expect(told(home('192.0.2.0/24'), home('198.51.100.0/24'))).toBe(UNCHANGED);
  });
});

describe('what comes from outside', () => {
  const toWeb = (port: string) =>
    service('web', `{ selector: { app: web }, ports: [{ port: 80, targetPort: ${port} }] }`);
  const INGRESS = ingress(
    'web',
    '{ ingressClassName: nginx, defaultBackend: { service: { name: web, port: { number: 80 } } } }',
  );

  test('changes with the Service', () => {
    expect(told(manifests(SHOP, toWeb('http'), INGRESS), manifests(SHOP, toWeb('9090'), INGRESS))).toBe(`\
~ ingress-controller -> shop/web  TCP 8080 => TCP 9090
    Service shop/web changed (shop.yaml:20)
`);
  });

  test('is opened by a route', () => {
    expect(told(manifests(SHOP, toWeb('http')), manifests(SHOP, toWeb('http'), INGRESS))).toBe(`\
+ ingress-controller -> shop/web  TCP 8080
    Ingress shop/web added (shop.yaml:26)
`);
  });

  test('is closed where a Gateway does not admit the namespace any more', () => {
    const gateway = object(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      'edge',
      `
gatewayClassName: eg
listeners:
  - name: http
    port: 80
    protocol: HTTP
    allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { team: one } } } }`,
      { namespace: 'gateways' },
    );
    const route = object(
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
      'web',
      '{ parentRefs: [{ name: edge, namespace: gateways }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }',
      { namespace: 'shop' },
    );
    const of = (team: string) => manifests(namespace('shop', `{ team: ${team} }`), PODS, toWeb('http'), gateway, route);
    expect(told(of('one'), of('two'))).toBe(`\
- gateways/edge -> shop/web  TCP 8080
    Namespace shop changed (shop.yaml:1)
`);
  });
});

describe('addresses', () => {
  const egress = (cidr: string) =>
    policy(
      'web',
      `{ podSelector: {}, policyTypes: [Ingress, Egress], egress: [{ to: [{ ipBlock: { cidr: ${cidr} } }], ports: [{ port: 443 }] }] }`,
    );
  const [BEFORE, AFTER] = [
    manifests(pod('web'), egress('203.0.113.0/24')),
    manifests(pod('web'), egress('203.0.112.0/23')),
  ];

  test('are those that changed only', () => {
    expect(told(BEFORE, AFTER)).toBe(`\
+ shop/web -> external:203.0.112.0/24  TCP 443
    NetworkPolicy shop/web changed (shop.yaml:7)
`);
  });

  test('do not change when the same ones are written otherwise', () => {
    expect(told(BEFORE, manifests(pod('web'), egress('203.0.113.77/24')))).toBe(UNCHANGED);
  });

  test.each<[boolean, string]>([
    [true, '203.0.112.0/24'],
    [true, 'external:203.0.112.0/24'],
    [true, '203.0.0.0/8'],
    [false, '*'],
    [false, '203.0.112.0/25'],
    [false, '203.0.113.0/24'],
    [false, '::/0'],
    [false, 'shop/*'],
  ])('are acknowledged (%s) by %s', (isMeant, to) => {
    const { changes } = changesOf(BEFORE, AFTER, [
      { from: 'shop/web', to, port: '443', reason: 'the payment provider' },
    ]);
    expect(changes.map(({ acknowledged }) => acknowledged)).toEqual([isMeant ? 'the payment provider' : undefined]);
  });
});

describe('an acknowledgement', () => {
  const [BEFORE, AFTER] = [manifests(SHOP, toDb(FROM_WEB)), manifests(SHOP, toDb(FROM_WEB, 5433))];
  const meant = (from: string, to: string, port?: string): Acknowledgement[] => [
    { from, to, reason: 'a new database', ...(port === undefined ? {} : { port }) },
  ];

  test('is told with its reason', () => {
    expect(told(BEFORE, AFTER, meant('shop/web', 'shop/db', '5433'))).toBe(`\
~ shop/web -> shop/db  TCP 5432 => TCP 5433  (acknowledged: a new database)
    NetworkPolicy shop/db changed (shop.yaml:20)
`);
  });

  test.each<[boolean, Acknowledgement[]]>([
    [true, meant('shop/web', 'shop/db')],
    [true, meant('shop/*', '*', 'tcp')],
    [true, meant('*', 'shop/*', 'tcp/5433-5434')],
    [true, [...meant('shop/api', 'shop/db'), ...meant('shop/web', 'shop/db')]],
    [false, meant('shop/web', 'shop/db', '5432')],
    [false, meant('shop/web', 'shop/db', 'udp/5433')],
    [false, meant('shop/we', 'shop/db')],
    [false, meant('sho/*', 'shop/db')],
    [false, meant('shop/db', 'shop/web')],
  ])('covers all that was opened, or nothing (%s): %j', (isMeant, acknowledgements) => {
    const { changes } = changesOf(BEFORE, AFTER, acknowledgements);
    expect(changes.map(({ acknowledged }) => acknowledged !== undefined)).toEqual([isMeant]);
  });

  test('is never of what was closed', () => {
    const { changes } = changesOf(SHOP, AFTER, meant('*', '*'));
    expect(changes.map(({ kind, acknowledged }) => [kind, acknowledged])).toEqual([
      ['changed', undefined],
      ['closed', undefined],
    ]);
  });

  test('must have a port that is one', () => {
    expect(() => changesOf(BEFORE, AFTER, meant('shop/web', 'shop/db', 'http'))).toThrow(
      'a port must be a number from 1 to 65535, a range of them, or a protocol, with "/" between protocol and number, ' +
        'but got "http"; write it as in 8080, udp/53, tcp/8000-8999 or tcp',
    );
  });
});

describe('without a change', () => {
  test('are the same manifests, in whatever order and file', () => {
    const text = manifests(SHOP, toDb(FROM_WEB));
    const reversed = text.split('\n---\n').reverse().join('\n---\n');
    expect(told(text, reversed)).toBe(UNCHANGED);
    expect(told('', '')).toBe(UNCHANGED);
  });

  test('is a policy that changes no answer', () => {
    expect(told(manifests(SHOP, toDb(FROM_WEB)), manifests(SHOP, toDb(`${FROM_WEB}, ${FROM_WEB}`)))).toBe(UNCHANGED);
  });
});

test('a workload of another kind under the same name is a new one', () => {
  const { changes } = changesOf(PODS, manifests(PODS, pod('web')));
  const all = changes.map(({ kind, source, destination }) => `${kind} ${source.name} -> ${destination.name}`);
  expect(all.sort()).toEqual([
    'opened external:0.0.0.0/0, ::/0 -> shop/pod/web',
    'opened shop/db -> shop/pod/web',
    'opened shop/deployment/web -> shop/pod/web',
    'opened shop/pod/web -> external:0.0.0.0/0, ::/0',
    'opened shop/pod/web -> shop/db',
    'opened shop/pod/web -> shop/deployment/web',
  ]);
});

test('what came and what went is named by itself', () => {
  expect(told(manifests(pod('db')), manifests(pod('web')))).toBe(`\
- shop/db -> external:0.0.0.0/0, ::/0  all ports
    Pod shop/db removed (shop.yaml:1)
+ shop/web -> external:0.0.0.0/0, ::/0  all ports
    Pod shop/web added (shop.yaml:1)
- external:0.0.0.0/0, ::/0 -> shop/db  all ports
    Pod shop/db removed (shop.yaml:1)
+ external:0.0.0.0/0, ::/0 -> shop/web  all ports
    Pod shop/web added (shop.yaml:1)
`);
});
