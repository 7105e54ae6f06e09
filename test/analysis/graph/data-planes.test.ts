import type { AnalysisOptions } from '../../../lib/analysis';
import {
  Clusters,
  Entry,
  type IGatewayImplementation,
  type IIngressController,
  NetworkPlugin,
} from '../../../lib/cluster';
import { Cidr, CiliumEntity, IpRange, Peer } from '../../../lib/traffic';
import {
  adminPolicy,
  connectivityOf,
  deployment,
  ingress,
  manifests,
  namespace,
  object,
  policy,
  service,
} from '../evaluate/manifests';
import { listed } from './shop';

/** A cluster whose entries, by Ingress and by Gateway, have a data plane that is no pods. */
function clusterWith(dataPlane: Peer, networkPlugin?: NetworkPlugin, nodeRanges?: string[]): AnalysisOptions {
  const serve = () => ({ annotations: {} });
  const controller = { name: 'alb', ingressClassName: 'alb', options: [], dataPlane, serve } as IIngressController;
  const reach = { dataPlane: () => dataPlane, podPort: (port: number) => port, localDataPlane: () => undefined };
  const implementation = { name: 'edge', gatewayClassName: 'edge', ...reach, serve: () => ({}) };
  const entries = [Entry.ingress(controller), Entry.gateway(implementation as unknown as IGatewayImplementation)];
  return { cluster: Clusters.kubeadm({ entries, networkPlugin, nodeRanges }) };
}

const SUBNETS = Peer.ranges(IpRange.of(Cidr.of('192.0.2.0/25')), IpRange.of(Cidr.of('198.51.100.0/24')));
const BY_ADDRESS = clusterWith(SUBNETS);
const BY_CILIUM = clusterWith(Peer.ciliumEntity(CiliumEntity.INGRESS), NetworkPlugin.cilium());

const WEB = manifests(
  namespace('shop'),
  deployment('web'),
  service('web', '{ selector: { app: web }, ports: [{ port: 80, targetPort: http }] }'),
  ingress(
    'web',
    '{ ingressClassName: alb, rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }',
  ),
  object(
    'gateway.networking.k8s.io/v1',
    'Gateway',
    'edge',
    '{ gatewayClassName: edge, listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }] }',
    { namespace: 'gateways' },
  ),
  object(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    'web',
    '{ parentRefs: [{ name: edge, namespace: gateways }], hostnames: [shop.example.com], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }',
    { namespace: 'shop' },
  ),
);

/** A policy for the pods of the shop, which lets in whom these peers mean. */
const letsIn = (from: string, port = 8080) =>
  policy(
    'web',
    `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress, Egress], ingress: [{ from: [${from}], ports: [{ port: ${port} }] }] }`,
  );
const blocks = (...cidrs: string[]) => cidrs.map((cidr) => `{ ipBlock: { cidr: ${cidr} } }`).join(', ');
const CLOSED = policy('closed', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');

/** The lines about entries, with their reasons where they aren't certain. */
function entries(text: string, options: AnalysisOptions): string[] {
  return listed(text, {}, options)
    .split('\n')
    .filter((line) => /^(gateways\/|ingressclass\/|ingress-controller|HTTPRoute|Ingress)/.test(line));
}

const BOTH = [
  'gateways/edge -> shop/web  TCP 8080  http://shop.example.com/',
  'ingressclass/alb -> shop/web  TCP 8080  http://shop.example.com/',
];
const NEITHER = [
  "HTTPRoute shop/web: http://shop.example.com/ leads to TCP 8080 of shop/web, where policies don't let gateways/edge in",
  "Ingress shop/web: http://shop.example.com/ leads to TCP 8080 of shop/web, where policies don't let ingressclass/alb in",
];
/** What both entries come to where it isn't known. */
const unknown = (reason: (name: string) => string) =>
  ['gateways/edge', 'ingressclass/alb'].map(
    (name) => `${name} -> shop/web  TCP 8080  http://shop.example.com/  (${reason(name)})`,
  );
/** All that is listed. */
const only = (lines: string[]) => `${lines.join('\n')}\n`;

describe('a data plane that is addresses', () => {
  test('leads to the pods where policies let in all of its addresses, by as many blocks as it takes', () => {
    expect(entries(manifests(WEB, letsIn(blocks('192.0.2.0/24', '198.51.100.0/24'))), BY_ADDRESS)).toEqual(BOTH);
    expect(
      entries(manifests(WEB, letsIn(blocks('192.0.2.0/26', '192.0.2.64/26', '198.51.100.0/24'))), BY_ADDRESS),
    ).toEqual(BOTH);
  });

  test('leads to the pods where no policy governs them, and where everyone is let in', () => {
    const open = policy(
      'open',
      '{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ ports: [{ port: http }] }] }',
    );
    expect(entries(manifests(WEB, open), BY_ADDRESS)).toEqual(BOTH);
    expect(entries(WEB, BY_ADDRESS)).toEqual(BOTH);
  });

  test.each([
    ['no policy lets in any', CLOSED],
    ['the addresses of others are let in', letsIn(blocks('203.0.113.0/24'))],
    ['all pods are let in', letsIn('{ namespaceSelector: {} }')],
    ['another port is open', letsIn(blocks('0.0.0.0/0'), 9090)],
  ])('leads nowhere where %s', (_, text) => {
    expect(entries(manifests(WEB, text), BY_ADDRESS)).toEqual(NEITHER);
  });

  test('is unknown where some of its addresses are let in, since any of them may carry a request', () => {
    const some = (name: string) => `policies let in some of the addresses of ${name}, and others not`;
    const text = unknown(some);
    expect(entries(manifests(WEB, letsIn(blocks('192.0.2.0/24'))), BY_ADDRESS)).toEqual(text);
    expect(entries(manifests(WEB, letsIn(blocks('192.0.2.0/26', '198.51.100.0/24'))), BY_ADDRESS)).toEqual(text);
  });

  test('is unknown where pods may have its addresses, of which a block may say nothing', () => {
    const pods = (name: string) =>
      `pods may have the addresses of ${name} as well (--pod-cidr says where pods have theirs)`;
    expect(
      entries(manifests(WEB, letsIn(blocks('192.0.2.0/24', '198.51.100.0/24'))), {
        ...BY_ADDRESS,
        podCidrs: ['192.0.2.0/24'],
      }),
    ).toEqual(unknown(pods));
  });

  test('is unknown where its addresses are those of nodes, and the network plugin takes nodes for no addresses', () => {
    const on = (plugin: NetworkPlugin) => clusterWith(SUBNETS, plugin, ['192.0.2.0/24']);
    const text = manifests(WEB, letsIn(blocks('192.0.2.0/24', '198.51.100.0/24')));
    expect(entries(text, on(NetworkPlugin.calico()))).toEqual(BOTH);
    expect(entries(text, on(NetworkPlugin.cilium()))).toEqual(
      unknown((name) => `nodes have the addresses of ${name}, and the network plugin doesn't know nodes by addresses`),
    );
  });

  test('is unknown where its addresses are those of nodes, which reach the pods that run on them in any case', () => {
    expect(entries(manifests(WEB, CLOSED), clusterWith(SUBNETS, NetworkPlugin.calico(), ['192.0.2.0/24']))).toEqual(
      unknown(() => 'the connection comes from a node, and a node always reaches the pods that run on it'),
    );
  });

  test('is unknown where its profile leaves out all that it names', () => {
    const nobody = Peer.cidr('192.0.2.0/24', { exceptFor: ['192.0.2.0/25', '192.0.2.128/25'] });
    expect(entries(manifests(WEB, letsIn(blocks('192.0.2.0/24'))), clusterWith(nobody))).toEqual(
      unknown((name) => `the cluster profile leaves out all addresses of ${name}`),
    );
  });

  test('leaves out what its profile leaves out', () => {
    const options = clusterWith(Peer.cidr('192.0.2.0/24', { exceptFor: ['192.0.2.128/25'] }));
    expect(entries(manifests(WEB, letsIn(blocks('192.0.2.0/25'))), options)).toEqual(BOTH);
  });

  test('has the name of its class, told apart from a workload of that name', () => {
    const text = manifests(WEB, namespace('ingressclass'), deployment('alb', { namespace: 'ingressclass' }));
    expect(listed(text, { focus: 'shop/web' }, BY_ADDRESS)).toContain(
      'ingressclass/ingressclass/alb -> shop/web  TCP 8080  http://shop.example.com/\n',
    );
  });

  test('answers questions', () => {
    const network = connectivityOf(manifests(WEB, letsIn(blocks('192.0.2.0/24'))), BY_ADDRESS);
    expect(network.answer('ingressclass/alb', 'shop/web', 8080)).toBe('unknown');
    expect(network.answer('gateways/edge', 'shop/web', 9090)).toBe('denied');
    expect(network.answer('192.0.2.5', 'shop/web', 8080)).toBe('allowed');
  });
});

const forCilium = (spec: string) => object('cilium.io/v2', 'CiliumNetworkPolicy', 'web', spec, { namespace: 'shop' });
const SELECTOR = 'endpointSelector: { matchLabels: { app: web } }';
const LETS_CILIUM_IN = forCilium(
  `{ ${SELECTOR}, ingress: [{ fromEntities: [ingress], toPorts: [{ ports: [{ port: "8080", protocol: TCP }] }] }] }`,
);

describe('a data plane that only Cilium knows', () => {
  test('leads to the pods where a policy of Cilium lets it in, beside one that closes them', () => {
    expect(listed(manifests(WEB, CLOSED, LETS_CILIUM_IN), {}, BY_CILIUM)).toBe(only(BOTH));
  });

  test('and nobody else does, since that policy isolates the pods as any other', () => {
    const text = manifests(WEB, deployment('api'), LETS_CILIUM_IN);
    expect(listed(text, { focus: 'shop/web', direction: 'ingress' }, BY_CILIUM)).toBe(only(BOTH));
    const network = connectivityOf(text, BY_CILIUM);
    expect(network.answer('shop/api', 'shop/web', 8080)).toBe('denied');
    expect(network.answer('203.0.113.7', 'shop/web', 8080)).toBe('denied');
    expect(network.answer('shop/web', 'shop/api', 8080)).toBe('allowed');
    expect(network.answer('gateways/edge', 'shop/web', 8080)).toBe('allowed');
  });

  test.each([
    ['no policy lets it in', CLOSED],
    ['every pod of every namespace is let in', letsIn('{ namespaceSelector: {} }, { podSelector: {} }')],
    ['every address is let in', letsIn(blocks('0.0.0.0/0', '"::/0"'))],
    ['another port is open', manifests(CLOSED, LETS_CILIUM_IN.replace('8080', '9090'))],
    ['other pods are meant', manifests(CLOSED, LETS_CILIUM_IN.replace('app: web', 'app: api'))],
  ])('leads nowhere where %s', (_, text) => {
    expect(entries(manifests(WEB, text), BY_CILIUM)).toEqual(NEITHER);
  });

  test('leads to the pods where no policy governs them, and where everyone is let in', () => {
    const open = policy(
      'open',
      '{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ ports: [{ port: http }] }] }',
    );
    expect(entries(manifests(WEB, open), BY_CILIUM)).toEqual(BOTH);
    expect(entries(WEB, BY_CILIUM)).toEqual(BOTH);
  });

  test('is unknown where Cilium has a policy that is not understood', () => {
    const text = manifests(WEB, CLOSED, forCilium(`{ ${SELECTOR}, ingress: [{ fromNodes: [{}] }] }`));
    expect(entries(text, BY_CILIUM)).toEqual(
      unknown(() => 'CiliumNetworkPolicy shop/web: spec.ingress[0].fromNodes is not analysed'),
    );
  });

  test('is unknown where another network plugin is known, to which the policy means nothing', () => {
    const options = clusterWith(Peer.ciliumEntity(CiliumEntity.INGRESS), NetworkPlugin.calico());
    expect(entries(manifests(WEB, CLOSED, LETS_CILIUM_IN), options)).toEqual(
      unknown(() => 'CiliumNetworkPolicy shop/web: only Cilium reads it, and the network plugin is calico'),
    );
  });

  test('is shut out by a policy of the cluster that denies someone who is not known', () => {
    const text = manifests(
      WEB,
      LETS_CILIUM_IN,
      object(
        'policy.networking.k8s.io/v1alpha2',
        'ClusterNetworkPolicy',
        'edge',
        '{ tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ proxies: {} }] }] }',
      ),
    );
    expect(entries(text, BY_CILIUM)).toEqual(NEITHER);
  });

  test('is none of the pods that a policy of the cluster denies', () => {
    const denied = adminPolicy(
      'edge',
      '{ priority: 1, subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }] }',
    );
    expect(listed(manifests(WEB, LETS_CILIUM_IN, denied), { focus: 'shop/web', direction: 'ingress' }, BY_CILIUM)).toBe(
      only(BOTH),
    );
  });
});

describe('where nobody says what brings in the requests', () => {
  test('a policy of Cilium may let it in', () => {
    const reason =
      'whether Cilium itself brings in the requests is not known, and CiliumNetworkPolicy shop/web asks for it ' +
      '(--cluster says it)';
    expect(entries(manifests(WEB, LETS_CILIUM_IN), {})).toEqual(
      ['gateways/edge', 'ingress-controller'].map(
        (name) => `${name} -> shop/web  TCP 8080  http://shop.example.com/  (${reason})`,
      ),
    );
  });

  test('pods that are let in by a policy of Cilium are not those of a node', () => {
    const text = manifests(
      namespace('shop'),
      deployment('web'),
      service(
        'web',
        '{ type: NodePort, selector: { app: web }, ports: [{ port: 80, targetPort: http, nodePort: 30080 }] }',
      ),
      LETS_CILIUM_IN,
    );
    expect(listed(text, {}, { cluster: Clusters.kubeadm({ networkPlugin: NetworkPlugin.cilium() }) })).not.toContain(
      'shop/service/web -> shop/web  TCP 8080  tcp://*:30080\n',
    );
  });
});

test('a route of a mesh, whose parent is a Service, is no way in', () => {
  const mesh = object(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    'mesh',
    '{ parentRefs: [{ group: "", kind: Service, name: web, port: 80 }], rules: [{ backendRefs: [{ name: web, port: 80, weight: 9 }, { name: web, port: 80 }] }] }',
    { namespace: 'shop' },
  );
  expect(listed(manifests(WEB, CLOSED, LETS_CILIUM_IN, mesh), {}, BY_CILIUM)).toBe(only(BOTH));
});

describe('a data plane that is known by labels of its namespace', () => {
  const CLUSTER = { cluster: Clusters.openshift() };
  const ROUTER = 'openshift-ingress/openshift-default';
  const SHOP = manifests(
    namespace('shop'),
    deployment('web'),
    service('web', '{ selector: { app: web }, ports: [{ port: 80, targetPort: http }] }'),
    ingress(
      'web',
      '{ ingressClassName: openshift-default, rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }',
    ),
  );
  const from = (labels: string) =>
    policy('web', `{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: ${labels} } }] }] }`);

  test.each([
    ['let in by them', '{ policy-group.network.openshift.io/ingress: "" }', 'allowed'],
    ['kept out where they differ', '{ policy-group.network.openshift.io/ingress: other }', 'denied'],
    ['let in by the name of the namespace', '{ kubernetes.io/metadata.name: openshift-ingress }', 'allowed'],
    ['unknown where other labels are asked for', '{ team: edge }', 'unknown'],
  ])('is %s', (_, labels, answer) => {
    const network = connectivityOf(manifests(SHOP, from(labels)), CLUSTER);
    expect(network.answer(ROUTER, 'shop/web', 8080)).toBe(answer);
  });

  test('is what its Namespace says, where that was read', () => {
    const read = manifests(
      SHOP,
      namespace('openshift-ingress'),
      from('{ policy-group.network.openshift.io/ingress: "" }'),
    );
    expect(connectivityOf(read, CLUSTER).answer(ROUTER, 'shop/web', 8080)).toBe('denied');
  });

  test('is to be let in by them', () => {
    const closed = manifests(SHOP, policy('web', '{ podSelector: {}, policyTypes: [Ingress] }'));
    expect(connectivityOf(closed, CLUSTER).why(ROUTER, 'shop/web', { port: '8080' }).remedy).toBe(
      `add to spec.ingress of NetworkPolicy shop/web (shop.yaml:29):
  - from:
      - namespaceSelector:
          matchLabels:
            policy-group.network.openshift.io/ingress: ""
        podSelector: {}
    ports:
      - protocol: TCP
        port: 8080`,
    );
  });
});
