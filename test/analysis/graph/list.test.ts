import { ListBy } from '../../../lib/analysis';
import {
  connectivityOf,
  deployment,
  livePod,
  manifests,
  namespace,
  object,
  pod,
  policy,
  service,
} from '../evaluate/manifests';
import { listed, SHOP } from './shop';

describe('a list by workload', () => {
  test('has one line for each edge, sorted, replicas among themselves included', () => {
    expect(listed(SHOP)).toBe(`\
ops/log -> ops/log  all ports
ops/log -> shop/db  UDP 5432
ops/log -> external:0.0.0.0/0, ::/0  all ports
shop/api -> shop/api  TCP 7000-7001
shop/api -> shop/db  TCP 5432
shop/api -> external:203.0.113.0/24  TCP 443
shop/web -> shop/api  TCP 8080
external:0.0.0.0/0, ::/0 -> ops/log  all ports
`);
  });

  test('has no edge from a pod to itself', () => {
    expect(listed(pod('one'), { port: '80' })).toBe(`\
shop/one -> external:0.0.0.0/0, ::/0  TCP 80
external:0.0.0.0/0, ::/0 -> shop/one  TCP 80
`);
  });

  test('is the same in whatever order the manifests stand', () => {
    const reversed = SHOP.split('\n---\n').reverse().join('\n---\n');
    expect(listed(reversed)).toBe(listed(SHOP));
    expect(listed(reversed, { exposure: true })).toContain('any pod in namespace ops -> shop/db  UDP 5432\n');
  });

  test('says so when nothing is allowed, or nobody is there', () => {
    expect(listed('')).toBe('No connection is allowed.\n');
    const closed = manifests(pod('web'), policy('closed', '{ podSelector: {}, policyTypes: [Ingress, Egress] }'));
    expect(listed(closed)).toBe('No connection is allowed.\n');
  });

  test('tells two kinds with one name apart', () => {
    const text = manifests(pod('web'), deployment('web'));
    expect(listed(text, { port: '80', focus: 'shop/pod/web', direction: 'egress' })).toBe(`\
shop/pod/web -> shop/deployment/web  TCP 80
shop/pod/web -> external:0.0.0.0/0, ::/0  TCP 80
`);
  });

  test('leaves out jobs that are over', () => {
    expect(listed(pod('done', { status: '{ phase: Succeeded }' }))).toBe('No connection is allowed.\n');
  });

  test('makes one edge of networks for which the same is allowed', () => {
    const text = manifests(
      pod('web'),
      policy(
        'web',
        `
podSelector: {}
policyTypes: [Ingress, Egress]
egress:
  - { to: [{ ipBlock: { cidr: 203.0.113.0/24 } }, { ipBlock: { cidr: 198.51.100.7/32 } }], ports: [{ port: 443 }] }
  - { to: [{ ipBlock: { cidr: "2001:db8::/32" } }], ports: [{ port: 443 }, { port: 80 }] }`,
      ),
    );
    expect(listed(text)).toBe(`\
shop/web -> external:198.51.100.7/32, 203.0.113.0/24  TCP 443
shop/web -> external:2001:db8::/32  TCP 80,443
`);
  });

  test('tells networks with holes without a doubt about what is left out', () => {
    const text = manifests(
      pod('web'),
      policy(
        'web',
        `
podSelector: {}
policyTypes: [Ingress, Egress]
egress:
  - to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }, { ipBlock: { cidr: "::/0" } }]`,
      ),
    );
    expect(listed(text)).toBe('shop/web -> external:0.0.0.0/0 (except 10.0.0.0/8), ::/0  all ports\n');
  });

  test('tells each end with its kind, and addresses as networks', () => {
    const { connections } = connectivityOf(SHOP).list({ focus: 'shop/api', direction: 'egress', port: '443' });
    expect(connections).toEqual([
      {
        source: { kind: 'workload', name: 'shop/api' },
        destination: { kind: 'outside', name: 'external:203.0.113.0/24', cidrs: ['203.0.113.0/24'] },
        ports: { TCP: '443' },
        answer: 'allowed',
        reasons: [],
      },
    ]);
  });
});

describe('what is not known', () => {
  const DIFFERING = manifests(
    deployment('web'),
    livePod('web-1', 'web', '{ app: web, track: stable }'),
    livePod('web-2', 'web', '{ app: web, track: canary }'),
    pod('db'),
  );

  test('is listed apart, with the ports that may be open and the reason', () => {
    const text = manifests(
      namespace('shop'),
      pod('web'),
      pod('db'),
      policy(
        'db',
        '{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 80 }] }, { ports: [{ port: 443 }] }] }',
      ),
    );
    expect(listed(text, { focus: 'shop/web', direction: 'egress', port: '1-1000' })).toBe(`\
shop/web -> shop/db  TCP 443
shop/web -> external:0.0.0.0/0, ::/0  TCP 1-1000

Unknown:
shop/web -> shop/db  TCP 80  (whether 10.0.0.0/8 of NetworkPolicy shop/db holds pods depends on the network plugin \
(--ip-block-matches-pods settles it))
`);
  });

  test('is what holds for some pods of a workload only', () => {
    const canary = policy('canary', '{ podSelector: { matchLabels: { track: canary } } }');
    expect(listed(manifests(DIFFERING, canary), { focus: 'shop/db', port: '80' })).toBe(`\
shop/db -> external:0.0.0.0/0, ::/0  TCP 80
shop/web -> shop/db  TCP 80
external:0.0.0.0/0, ::/0 -> shop/db  TCP 80

Unknown:
shop/db -> shop/web  TCP 80  (the pods of shop/web differ, and policies don't treat them alike)
`);
  });

  test('is not what holds for all pods of a workload, however they differ', () => {
    const both = manifests(
      DIFFERING,
      policy('both', '{ podSelector: { matchExpressions: [{ key: track, operator: Exists }] } }'),
    );
    expect(listed(both, { focus: 'shop/web', direction: 'ingress' })).toBe('No connection is allowed.\n');
  });

  test('always has a reason', () => {
    const canary = policy(
      'canary',
      '{ podSelector: { matchLabels: { track: canary } }, policyTypes: [Ingress, Egress] }',
    );
    const { unknown } = connectivityOf(manifests(DIFFERING, canary)).list();
    expect(
      unknown.map(({ source, destination, reasons }) => `${source.name} -> ${destination.name}: ${reasons}`),
    ).toEqual(
      [
        'shop/db -> shop/web',
        'shop/web -> shop/db',
        'shop/web -> shop/web',
        'shop/web -> external:0.0.0.0/0, ::/0',
        'external:0.0.0.0/0, ::/0 -> shop/web',
      ].map((edge) => `${edge}: the pods of shop/web differ, and policies don't treat them alike`),
    );
  });

  test('is everything that a policy may touch which is not analysed', () => {
    const text = manifests(
      pod('web'),
      pod('log', { namespace: 'ops' }),
      object('cilium.io/v2', 'CiliumNetworkPolicy', 'x', '{}', { namespace: 'shop' }),
    );
    expect(listed(text, { port: '80' })).toBe(`\
ops/log -> external:0.0.0.0/0, ::/0  TCP 80
external:0.0.0.0/0, ::/0 -> ops/log  TCP 80

Unknown:
ops/log -> shop/web  TCP 80  (CiliumNetworkPolicy shop/x: spec.endpointSelector is not there)
shop/web -> ops/log  TCP 80  (CiliumNetworkPolicy shop/x: spec.endpointSelector is not there)
shop/web -> external:0.0.0.0/0, ::/0  TCP 80  (CiliumNetworkPolicy shop/x: spec.endpointSelector is not there)
external:0.0.0.0/0, ::/0 -> shop/web  TCP 80  (CiliumNetworkPolicy shop/x: spec.endpointSelector is not there)
`);
  });
});

describe('a list by service', () => {
  test('names the port of the Service, and behind it that of the pods', () => {
    expect(listed(SHOP, { by: ListBy.SERVICE })).toBe(`\
shop/api -> shop/db:5432  TCP 5432  shop/db TCP 5432
shop/web -> shop/api:80  TCP 80  shop/api TCP 8080
`);
  });

  test('leaves out those who can not resolve names, and says who', () => {
    const text = manifests(
      deployment('web'),
      deployment('api'),
      service('api', '{ selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }] }'),
      policy(
        'e',
        '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }] }] }',
      ),
    );
    expect(listed(text, { by: ListBy.SERVICE })).toBe(`\
shop/api -> shop/api:80  TCP 80  shop/api TCP 8080

Notes:
shop/web can't resolve names, so that it reaches Services by their addresses only
`);
  });

  test('is unknown where only some of the pods behind it are reached', () => {
    const text = manifests(
      pod('web', { namespace: 'ops' }),
      pod('a', { labels: '{ app: api, v: a }' }),
      pod('b', { labels: '{ app: api, v: b }' }),
      service('api', '{ selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }] }'),
      policy('b', '{ podSelector: { matchLabels: { v: b } } }'),
    );
    expect(listed(text, { by: ListBy.SERVICE, focus: 'ops/web' })).toBe(`\
No connection is allowed.

Unknown:
ops/web -> shop/api:80  TCP 80  shop/a TCP 8080  (of the pods behind it shop/b is out of reach)
`);
  });

  test('keeps to the focus', () => {
    expect(listed(SHOP, { by: ListBy.SERVICE, focus: 'shop/db' })).toBe(
      'shop/api -> shop/db:5432  TCP 5432  shop/db TCP 5432\n',
    );
  });
});

describe('a list by namespace', () => {
  test('sums up what some workload of a namespace reaches', () => {
    expect(listed(SHOP, { by: ListBy.NAMESPACE })).toBe(`\
ops -> ops  all ports
ops -> shop  UDP 5432
ops -> external:0.0.0.0/0, ::/0  all ports
shop -> shop  TCP 5432,7000-7001,8080
shop -> external:203.0.113.0/24  TCP 443
external:0.0.0.0/0, ::/0 -> ops  all ports
`);
  });

  test('keeps to a port', () => {
    expect(listed(SHOP, { by: ListBy.NAMESPACE, port: '443', focus: 'shop/*' })).toBe(
      'shop -> external:203.0.113.0/24  TCP 443\n',
    );
  });
});

describe('a focus', () => {
  test('keeps to edges of one workload', () => {
    expect(listed(SHOP, { focus: 'shop/api' })).toBe(`\
shop/api -> shop/api  TCP 7000-7001
shop/api -> shop/db  TCP 5432
shop/api -> external:203.0.113.0/24  TCP 443
shop/web -> shop/api  TCP 8080
`);
  });

  test('keeps to a direction', () => {
    const ingress = 'shop/api -> shop/api  TCP 7000-7001\nshop/web -> shop/api  TCP 8080\n';
    expect(listed(SHOP, { focus: 'shop/deployment/api', direction: 'ingress' })).toBe(ingress);
    expect(listed(SHOP, { focus: 'shop/web', direction: 'egress' })).toBe('shop/web -> shop/api  TCP 8080\n');
    expect(listed(SHOP, { focus: 'shop/web', direction: 'ingress' })).toBe('No connection is allowed.\n');
  });

  test('may be a namespace, or all', () => {
    expect(listed(SHOP, { focus: 'ops/*', direction: 'egress', port: 'udp' })).toBe(`\
ops/log -> ops/log  all UDP ports
ops/log -> shop/db  UDP 5432
ops/log -> external:0.0.0.0/0, ::/0  all UDP ports
`);
    expect(listed(SHOP, { focus: '*' })).toBe(listed(SHOP));
  });
});

describe('exposure', () => {
  test('tells what pods that might come to be could reach', () => {
    const text = manifests(
      namespace('shop'),
      namespace('ops'),
      pod('web'),
      pod('log', { namespace: 'ops' }),
      policy(
        'web',
        '{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ops } } }], ports: [{ port: 80 }] }] }',
      ),
    );
    expect(listed(text, { exposure: true, focus: 'shop/web', direction: 'ingress', port: '80' })).toMatch(
      /^ops\/log -> shop\/web {2}TCP 80\nany pod in namespace ops -> shop\/web {2}TCP 80\n/,
    );
  });

  test('is certain where no policy asks who comes', () => {
    const text = manifests(
      namespace('shop'),
      pod('web'),
      policy('web', '{ podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] }'),
    );
    expect(listed(text, { exposure: true, direction: 'ingress', focus: 'shop/web' })).toBe(`\
external:0.0.0.0/0, ::/0 -> shop/web  TCP 80
any pod in namespace shop -> shop/web  TCP 80
any pod in any other namespace -> shop/web  TCP 80
`);
  });
});

test('pods of other namespaces are none of a namespace that is listed itself', () => {
  const fromOps = policy(
    'web',
    `
podSelector: {}
ingress:
  - { from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ops } } }], ports: [{ port: 80 }] }`,
  );
  const text = manifests(namespace('shop'), namespace('ops'), pod('web'), pod('log', { namespace: 'ops' }), fromOps);
  expect(listed(text, { exposure: true, focus: 'shop/web', direction: 'ingress' })).toBe(`\
ops/log -> shop/web  TCP 80
any pod in namespace ops -> shop/web  TCP 80
`);
});

describe('a list can not be had', () => {
  const network = () => connectivityOf(SHOP);

  test('of a workload that is not there', () => {
    expect(() => network().list({ focus: 'shop/wep' })).toThrow(
      'a workload must be one of the manifests, but got "shop/wep"; there is shop/api, shop/db, shop/web',
    );
    expect(() => network().list({ focus: 'stage/web' })).toThrow(
      'a workload must be one of the manifests, but got "stage/web"; there is ops/log, shop/api, shop/db, shop/web',
    );
    expect(() => connectivityOf('').list({ focus: '*' })).toThrow(
      'a workload must be one of the manifests, but got "*"; the manifests have none',
    );
  });

  test('in a direction that is none, or that belongs to nobody', () => {
    expect(() => network().list({ focus: 'shop/web', direction: 'up' })).toThrow(
      'the direction of a list must be ingress or egress, but got "up"; leave it out for both',
    );
    expect(() => network().list({ direction: 'ingress' })).toThrow(
      'a direction needs a focus; say whose connections are meant, as in shop/web',
    );
  });

  test('by something else', () => {
    expect(() => network().list({ by: 'pod' as never })).toThrow(
      'a list must be by workload, service, namespace, but got "pod"; leave it out for workloads',
    );
  });

  test.each(['', '0', '65536', 'http', '80-70', 'tcp/', '80,81', '-1', '8e3'])('on the port %j', (port) => {
    expect(() => network().list({ port })).toThrow(
      'a port must be a number from 1 to 65535, a range of them, or a protocol, with "/" between protocol and number, ' +
        `but got "${port}"; write it as in 8080, udp/53, tcp/8000-8999 or tcp`,
    );
  });
});
