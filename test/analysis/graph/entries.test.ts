import { Clusters, Entry, GatewayImplementations, IngressControllers, NetworkPlugin } from '../../../lib/cluster';
import { deployment, ingress, manifests, namespace, object, policy, service } from '../evaluate/manifests';
import { listed } from './shop';

const WEB = manifests(
  namespace('shop'),
  deployment('web'),
  service('web', '{ selector: { app: web }, ports: [{ port: 80, targetPort: http }] }'),
);
const backend = (name: string) => `backend: { service: { name: ${name}, port: { number: 80 } } }`;
const path = (at: string, name = 'web') => `{ path: ${at}, pathType: Prefix, ${backend(name)} }`;
const INGRESS = ingress(
  'web',
  `{ ingressClassName: nginx, rules: [{ host: shop.example.com, http: { paths: [${path('/')}, ${path('/v2')}] } }] }`,
);
const FROM_NGINX = policy(
  'web',
  `
podSelector: {}
policyTypes: [Ingress, Egress]
ingress:
  - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress-nginx } } }]
    ports: [{ port: 8080 }]`,
);
const CLOSED = policy('closed', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');
const NGINX = Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.ingressNginx())] });

describe('an Ingress', () => {
  test('leads from its controller to the port of the pods, by all of its URLs', () => {
    expect(listed(manifests(WEB, INGRESS, FROM_NGINX), {}, { cluster: NGINX })).toBe(
      'ingress-nginx/nginx -> shop/web  TCP 8080  http://shop.example.com/, http://shop.example.com/v2\n',
    );
  });

  test('is unknown where nobody says which pods the controller has, and policies ask for that', () => {
    expect(listed(manifests(WEB, INGRESS, FROM_NGINX))).toBe(`\
No connection is allowed.

Unknown:
ingress-controller -> shop/web  TCP 8080  http://shop.example.com/, http://shop.example.com/v2  (in which namespace the \
pods are is not known, and NetworkPolicy shop/web asks for it (--cluster or --entry says it))
`);
  });

  test('is certain where policies let everyone in, whoever the controller is', () => {
    const open = policy(
      'open',
      '{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ ports: [{ port: http }] }] }',
    );
    expect(listed(manifests(WEB, INGRESS, open))).toBe(`\
external:0.0.0.0/0, ::/0 -> shop/web  TCP 8080
ingress-controller -> shop/web  TCP 8080  http://shop.example.com/, http://shop.example.com/v2
`);
  });

  test('is told of where policies shut its controller out', () => {
    const one = ingress('web', `{ ingressClassName: nginx, rules: [{ http: { paths: [${path('/')}] } }] }`);
    expect(listed(manifests(WEB, one, CLOSED), {}, { cluster: NGINX })).toBe(`\
No connection is allowed.

Notes:
Ingress shop/web: http://*/ leads to TCP 8080 of shop/web, where policies don't let ingress-nginx/nginx in
`);
  });

  test('is told of where its backend is missing', () => {
    const lost = ingress('web', `{ ingressClassName: nginx, rules: [{ http: { paths: [${path('/old', 'old')}] } }] }`);
    expect(listed(manifests(WEB, lost, CLOSED))).toBe(`\
No connection is allowed.

Notes:
Ingress shop/web: http://*/old: Service shop/old, to which Ingress shop/web leads, isn't among the manifests; correct the \
name, or add the Service
`);
  });

  test('keeps to the focus and the port', () => {
    const text = manifests(WEB, deployment('api'), INGRESS, FROM_NGINX);
    expect(listed(text, { focus: 'shop/api' }, { cluster: NGINX })).toBe('No connection is allowed.\n');
    expect(listed(text, { focus: 'shop/web', direction: 'egress' }, { cluster: NGINX })).toBe(
      'No connection is allowed.\n',
    );
    expect(listed(text, { port: '80' }, { cluster: NGINX })).toBe('No connection is allowed.\n');
  });
});

describe('a Gateway', () => {
  const gateway = (from: string) =>
    object(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      'edge',
      `
gatewayClassName: eg
listeners:
  - { name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: ${from} } } }`,
      { namespace: 'gateways' },
    );
  const ROUTE = object(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    'web',
    '{ parentRefs: [{ name: edge, namespace: gateways }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }',
    { namespace: 'shop' },
  );
  const FROM_ENVOY = policy(
    'web',
    `
podSelector: {}
policyTypes: [Ingress, Egress]
ingress:
  - from:
      - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: envoy-gateway-system } }
        podSelector: { matchLabels: { gateway.envoyproxy.io/owning-gateway-name: edge } }`,
  );

  test('leads from the pods of its data plane, which a cluster profile knows', () => {
    const cluster = Clusters.kubeadm({ entries: [Entry.gateway(GatewayImplementations.envoyGateway())] });
    expect(listed(manifests(WEB, gateway('All'), ROUTE, FROM_ENVOY), {}, { cluster })).toBe(
      'gateways/edge -> shop/web  TCP 8080  http://*/\n',
    );
  });

  test('brings nothing where its listener does not admit the route', () => {
    expect(listed(manifests(WEB, gateway('Same'), ROUTE, CLOSED))).toBe(`\
No connection is allowed.

Notes:
HTTPRoute shop/web: http://*/: the route's namespace shop is not admitted by listener "http" of Gateway gateways/edge, \
whose allowedRoutes.namespaces.from is Same; set it to All, or to a Selector that matches the namespace
`);
  });
});

describe('a load balancer', () => {
  const balanced = (more: string, ...policies: string[]) =>
    listed(
      manifests(
        namespace('shop'),
        deployment('web'),
        service(
          'web',
          `{ type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: http }]${more} }`,
        ),
        ...policies,
      ),
    );
  const from = (cidr: string) =>
    policy(
      'from',
      `{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ from: [{ ipBlock: { cidr: ${cidr} } }], ports: [{ port: 8080 }] }] }`,
    );

  test('that keeps the address of the client is what policies say of that', () => {
    expect(balanced(', externalTrafficPolicy: Local', from('203.0.113.0/24'))).toBe(`\
external:203.0.113.0/24 -> shop/web  TCP 8080
shop/service/web -> shop/web  TCP 8080  tcp://*:30000-32767, tcp://*:80
`);
  });

  test('lets in whom both it and the policies let in', () => {
    const ranges = ', externalTrafficPolicy: Local, loadBalancerSourceRanges: [203.0.113.0/24]';
    expect(balanced(ranges, from('203.0.113.64/26'))).toContain(
      'shop/service/web -> shop/web  TCP 8080  tcp://*:30000-32767, tcp://*:80\n',
    );
    expect(balanced(ranges, from('198.51.100.0/24'))).toBe(`\
external:198.51.100.0/24 -> shop/web  TCP 8080
shop/service/web -> shop/web  TCP 8080  tcp://*:30000-32767

Notes:
Service shop/web: tcp://*:80 leads to TCP 8080 of shop/web, where policies don't let shop/service/web in
`);
  });

  test('else comes from a node, which reaches the pods that run on it in any case', () => {
    expect(balanced('', CLOSED)).toBe(`\
No connection is allowed.

Unknown:
shop/service/web -> shop/web  TCP 8080  tcp://*:30000-32767, tcp://*:80  (the connection comes from a node, and a node always reaches the pods \
that run on it)
`);
  });

  test('is certain without policies', () => {
    expect(balanced('')).toContain('shop/service/web -> shop/web  TCP 8080  tcp://*:30000-32767, tcp://*:80\n');
  });
});

test('a port of the nodes leads in', () => {
  const text = manifests(
    namespace('shop'),
    deployment('web'),
    service(
      'web',
      '{ type: NodePort, selector: { app: web }, ports: [{ port: 80, targetPort: http, nodePort: 30080 }] }',
    ),
    policy('open', '{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ ports: [{ port: http }] }] }'),
  );
  expect(listed(text)).toBe(`\
external:0.0.0.0/0, ::/0 -> shop/web  TCP 8080
shop/service/web -> shop/web  TCP 8080  tcp://*:30080
`);
});

describe('where a node forwards connections', () => {
  const text = (...cidrs: string[]) =>
    manifests(
      namespace('shop'),
      deployment('web'),
      service(
        'web',
        '{ type: NodePort, selector: { app: web }, ports: [{ port: 80, targetPort: http, nodePort: 30080 }] }',
      ),
      policy(
        'from',
        `{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ from: [${cidrs
          .map((cidr) => `{ ipBlock: { cidr: ${cidr} } }`)
          .join(', ')}], ports: [{ port: 8080 }] }] }`,
      ),
    );
  const on = (networkPlugin?: NetworkPlugin) => ({
    cluster: Clusters.kubeadm({ nodeRanges: ['192.0.2.0/24'], networkPlugin }),
  });
  const late = NetworkPlugin.of({ name: 'late', enforcesNetworkPolicies: true, seesClientsOfOwnNode: false });
  const arrival = 'shop/service/web -> shop/web  TCP 8080  tcp://*:30080';

  test('its address is enough for a network plugin that judges by that', () => {
    expect(listed(text('192.0.2.0/24'), {}, on(late))).toContain(`${arrival}\n`);
  });

  test('but not where the plugin judges by the address of the client as well', () => {
    expect(listed(text('192.0.2.0/24'), {}, on(NetworkPlugin.calico()))).toContain(
      `${arrival}  (policies let in nodes alone, and the address of the client counts where its pod is on the node that it dials)\n`,
    );
  });

  test('nor where nobody says what the plugin does', () => {
    expect(listed(text('192.0.2.0/24'), {}, on())).toContain(
      `${arrival}  (policies let in nodes alone, and with some network plugins the address of the client counts where its ` +
        'pod is on the node that it dials (--cluster says which plugin))\n',
    );
  });

  test('and with both let in it is certain for every plugin', () => {
    for (const plugin of [NetworkPlugin.calico(), undefined, late]) {
      expect(listed(text('192.0.2.0/24', '203.0.113.0/24'), {}, on(plugin))).toContain(`${arrival}\n`);
    }
  });
});

test('a route that is not analysed may bring more', () => {
  const route = object('traefik.io/v1alpha1', 'IngressRoute', 'web', '{}', { namespace: 'shop' });
  expect(listed(manifests(WEB, route, CLOSED))).toBe(`\
No connection is allowed.

Notes:
IngressRoute shop/web: IngressRoute is not analysed: it may bring requests to more than is listed here
`);
});
