import { Clusters, Entry, IngressControllers } from '../../../lib/cluster';
import {
  connectivityOf,
  DNS_EGRESS,
  deployment,
  ingress,
  manifests,
  namespace,
  object,
  pod,
  policy,
  service,
} from '../evaluate/manifests';

const SHOP = manifests(
  namespace('shop'),
  deployment('web'),
  deployment('api'),
  pod('db', { status: '{ podIP: 10.244.0.5 }' }),
  pod('log', { namespace: 'ops' }),
  service(
    'api',
    `
selector: { app: api }
ports: [{ name: open, port: 80, targetPort: http }, { name: closed, port: 81, targetPort: 8081 }]`,
  ),
  DNS_EGRESS,
  policy(
    'web',
    `
podSelector: { matchLabels: { app: web } }
policyTypes: [Ingress, Egress]
egress:
  - { to: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: 8080 }] }
  - { to: [{ podSelector: { matchLabels: { app: db } } }, { ipBlock: { cidr: 203.0.113.0/24 } }, { ipBlock: { cidr: "2001:db8::/32" } }] }`,
  ),
);

describe('an end is', () => {
  const network = () => connectivityOf(SHOP);

  test.each<[string, string, number, string]>([
    ['shop/web', 'shop/api', 8080, 'allowed'],
    ['shop/web', 'shop/api', 80, 'denied'],
    ['shop/deployment/web', 'shop/deployment/api', 8080, 'allowed'],
    ['shop/web', 'shop/service/api', 80, 'allowed'],
    ['shop/web', 'shop/service/api', 8080, 'denied'],
    ['shop/web', 'shop/svc/api', 81, 'denied'],
    ['shop/web', '203.0.113.7', 443, 'allowed'],
    ['shop/web', 'external:203.0.113.0/25', 443, 'allowed'],
    ['shop/web', '203.0.112.0/23', 443, 'unknown'],
    ['shop/web', '198.51.100.0/24', 443, 'denied'],
    ['shop/web', '2001:db8::7', 443, 'allowed'],
    ['shop/web', '2001:db9::/32', 443, 'denied'],
    ['203.0.113.7', 'shop/web', 443, 'denied'],
    ['::/0', 'shop/api', 443, 'allowed'],
    ['shop/web', '10.244.0.5', 443, 'allowed'],
    ['shop/*', 'shop/web', 443, 'denied'],
    ['ops/log', 'shop/*', 443, 'unknown'],
    ['shop/db', 'shop/*', 443, 'denied'],
    ['*', 'ops/log', 443, 'denied'],
    ['ops/log', '*/*', 443, 'unknown'],
  ])('of %s to %s on %i: %s', (from, to, port, answer) => {
    expect(network().answer(from, to, port)).toBe(answer);
  });

  test('asked about with a protocol, and without a port about any', () => {
    expect(network().answer('shop/web', 'shop/api', 8080, 'udp')).toBe('denied');
    expect(network().answer('shop/web', 'shop/api', undefined, 'TCP')).toBe('allowed');
    expect(network().answer('shop/web', 'shop/api', undefined, 'SCTP')).toBe('denied');
    expect(network().answer('shop/web', 'shop/api')).toBe('allowed');
  });

  test('of one kind where two have one name', () => {
    const both = connectivityOf(manifests(pod('web'), deployment('web')));
    expect(both.workloads).toEqual(['shop/deployment/web', 'shop/pod/web']);
    expect(both.answer('shop/pod/web', 'shop/deployment/web')).toBe('allowed');
    expect(() => both.answer('shop/web', 'shop/pod/web')).toThrow(
      'a workload must be one of the manifests, but got "shop/web"; there is shop/deployment/web, shop/pod/web',
    );
  });

  test('a pod itself, which it always reaches; the replicas of a Deployment ask policies', () => {
    const closed = policy('closed', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');
    const alone = connectivityOf(manifests(pod('web'), deployment('api'), closed));
    expect(alone.answer('shop/web', 'shop/web', 80)).toBe('allowed');
    expect(alone.answer('shop/api', 'shop/api', 80)).toBe('denied');
  });

  test('an entry, through which only routes lead', () => {
    const text = manifests(
      namespace('shop'),
      deployment('web'),
      deployment('api'),
      service('web', '{ selector: { app: web }, ports: [{ port: 80, targetPort: http }] }'),
      ingress('web', '{ ingressClassName: nginx, defaultBackend: { service: { name: web, port: { number: 80 } } } }'),
    );
    const cluster = Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.ingressNginx())] });
    const through = connectivityOf(text, { cluster });
    expect(through.answer('ingress-nginx/nginx', 'shop/web', 8080)).toBe('allowed');
    expect(through.answer('ingress-nginx/nginx', 'shop/web', 80)).toBe('denied');
    expect(through.answer('ingress-nginx/nginx', 'shop/api', 8080)).toBe('denied');
    expect(connectivityOf(text).answer('ingress-controller', 'shop/web', 8080)).toBe('allowed');
  });
});

describe('a Service', () => {
  const asked = (spec: string, ...more: string[]) =>
    connectivityOf(
      manifests(namespace('shop'), deployment('web'), deployment('api'), service('s', spec), ...more),
    ).answer('shop/web', 'shop/service/s', 80);
  const EGRESS = manifests(
    DNS_EGRESS,
    policy(
      'e',
      '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }] }',
    ),
  );
  const endpoints = (address: string) => `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: s-1, namespace: shop, labels: { kubernetes.io/service-name: s } }
addressType: IPv4
ports: [{ port: 9090 }]
endpoints: [{ addresses: [${address}] }]`;

  test('needs names to be resolved', () => {
    const spec = '{ selector: { app: api }, ports: [{ port: 80, targetPort: http }] }';
    const toPods = policy('e', '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }] }] }');
    expect(asked(spec)).toBe('allowed');
    expect(asked(spec, toPods)).toBe('denied');
    expect(asked(spec, toPods, DNS_EGRESS)).toBe('allowed');
  });

  test('leads nowhere without pods, or where they lack the port by its name', () => {
    expect(asked('{ selector: { app: nobody }, ports: [{ port: 80 }] }')).toBe('denied');
    expect(asked('{ selector: { app: api }, ports: [{ port: 80, targetPort: https }] }')).toBe('denied');
  });

  test('without a selector leads where its endpoints are', () => {
    expect(asked('{ ports: [{ port: 80 }] }')).toBe('unknown');
    expect(asked('{ ports: [{ port: 80 }] }', endpoints('203.0.113.9'), EGRESS)).toBe('allowed');
    expect(asked('{ ports: [{ port: 80 }] }', endpoints('198.51.100.9'), EGRESS)).toBe('denied');
  });

  test('that is another name leads to addresses that nobody knows', () => {
    const spec = '{ type: ExternalName, externalName: example.com, ports: [{ port: 80 }] }';
    expect(asked(spec)).toBe('allowed');
    expect(asked(spec, EGRESS)).toBe('unknown');
    expect(asked(spec, DNS_EGRESS)).toBe('denied');
  });

  test('that is headless maps no ports', () => {
    const spec = '{ clusterIP: None, selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }] }';
    const at = (port: number) =>
      policy('api', `{ podSelector: { matchLabels: { app: api } }, ingress: [{ ports: [{ port: ${port} }] }] }`);
    expect(asked(spec, at(80))).toBe('allowed');
    expect(asked(spec, at(8080))).toBe('denied');
  });

  test('is reached where all pods behind it are', () => {
    const spec = '{ selector: { s: s }, ports: [{ port: 80, targetPort: 8080 }] }';
    const behind = manifests(pod('a', { labels: '{ s: s, v: a }' }), pod('b', { labels: '{ s: s, v: b }' }));
    const close = (v: string) => policy(`close-${v}`, `{ podSelector: { matchLabels: { v: ${v} } } }`);
    expect(asked(spec, behind)).toBe('allowed');
    expect(asked(spec, behind, close('a'))).toBe('unknown');
    expect(asked(spec, behind, close('a'), close('b'))).toBe('denied');
  });
});

describe('nobody is meant by', () => {
  const network = () => connectivityOf(SHOP);
  const lacks = (got: string, remedy: string) =>
    `a workload must be one of the manifests, but got "${got}"; there is ${remedy}`;

  test('a name that is not there', () => {
    expect(() => network().answer('shop/wep', 'shop/api')).toThrow(lacks('shop/wep', 'shop/api, shop/db, shop/web'));
    expect(() => network().answer('shop/web', 'stage/*')).toThrow(
      lacks('stage/*', 'ops/log, shop/api, shop/db, shop/web'),
    );
    expect(() => network().answer('', 'shop/api')).toThrow(lacks('', 'ops/log, shop/api, shop/db, shop/web'));
    expect(() => network().answer('shop/web', 'shop/service/web')).toThrow(
      lacks('shop/service/web', 'shop/api, shop/db, shop/web'),
    );
    expect(() => network().answer('constructor', 'shop/api')).toThrow(
      lacks('constructor', 'ops/log, shop/api, shop/db, shop/web'),
    );
  });

  test.each(['300.0.0.1', '10.0.0.0/33', '10.0.0', '::1/129', 'external:'])('the address %s', (address) => {
    expect(() => network().answer('shop/web', address)).toThrow(lacks(address, 'ops/log, shop/api, shop/db, shop/web'));
  });

  test('a name among many, of which some are told, or one that is very long', () => {
    const many = connectivityOf(manifests(...Array.from({ length: 20 }, (_, i) => pod(`p${i + 10}`))));
    expect(() => many.answer('shop/x', 'shop/p10')).toThrow(
      lacks(
        'shop/x',
        'shop/p10, shop/p11, shop/p12, shop/p13, shop/p14, shop/p15, shop/p16, shop/p17, shop/p18, shop/p19, shop/p20, ' +
          'shop/p21 and 8 more',
      ),
    );
    expect(() => many.answer('x'.repeat(5000), 'shop/p10')).toThrow(/^.{1,400}$/);
  });
});

describe('a question can not be', () => {
  const network = () => connectivityOf(SHOP);

  test('about two ends outside', () => {
    expect(() => network().answer('203.0.113.7', '::/0')).toThrow(
      'one end of a question must be in the cluster, but got "203.0.113.7 and ::/0"; name a workload, as in shop/web',
    );
  });

  test('about what a Service opens', () => {
    expect(() => network().answer('shop/service/api', 'shop/web')).toThrow(
      'connections are opened by workloads, entries and addresses, but got "shop/service/api"; a Service opens none; name ' +
        'the workload behind it',
    );
  });

  test('about addresses that are those of pods', () => {
    const known = connectivityOf(manifests(pod('web')), { podCidrs: ['10.0.0.0/8'] });
    expect(() => known.answer('shop/web', '10.1.2.3')).toThrow(
      'addresses outside must not be those of pods, but got "10.1.2.3"; name the workload instead, as in shop/web',
    );
  });

  test('about a port that is none', () => {
    const law =
      'a port must be a number from 1 to 65535, a range of them, or a protocol, with "/" between protocol and number, but got ';
    const remedy = '; write it as in 8080, udp/53, tcp/8000-8999 or tcp';
    expect(() => network().answer('shop/web', 'shop/api', 0)).toThrow(`${law}"tcp/0"${remedy}`);
    expect(() => network().answer('shop/web', 'shop/api', 80.5)).toThrow(`${law}"tcp/80.5"${remedy}`);
    expect(() => network().answer('shop/web', 'shop/api', 70000, 'UDP')).toThrow(`${law}"udp/70000"${remedy}`);
    expect(() => network().answer('shop/web', 'shop/api', Number.NaN)).toThrow(`${law}"tcp/NaN"${remedy}`);
  });

  test('about a protocol that is none', () => {
    expect(() => network().answer('shop/web', 'shop/api', 80, 'ICMP')).toThrow(
      'a protocol must be TCP, UDP or SCTP, but got "ICMP"; leave it out for TCP',
    );
  });
});

test('a policy that is not analysed leaves no answer allowed', () => {
  const opaque = object('cilium.io/v2', 'CiliumNetworkPolicy', 'x', '{}', { namespace: 'shop' });
  const network = connectivityOf(manifests(SHOP, opaque));
  for (const to of ['shop/api', 'shop/service/api', 'shop/db', '203.0.113.7']) {
    expect(network.answer('shop/web', to)).toBe('unknown');
  }
});
