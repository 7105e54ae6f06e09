import { Duration } from 'cdk8s';
import {
  AllowedNamespaces,
  BackendTlsPolicy,
  BackendTrust,
  Challenge,
  ClusterProfile,
  Entry,
  ExistingGateway,
  Exposure,
  Gateway,
  GatewayAddress,
  GatewayApiVersion,
  GatewayClass,
  GatewayImplementations,
  GrpcMatch,
  GrpcRoute,
  HttpFilter,
  HttpMatch,
  HttpMethod,
  HttpRoute,
  HttpScheme,
  Ingress,
  IngressControllers,
  InternalService,
  IsolatedNamespace,
  ListenerProtocol,
  ListenerSet,
  MeshGrpcRoute,
  MeshHttpRoute,
  NetworkPlugin,
  Platform,
  PodSecurity,
  Protocol,
  ReferenceGrant,
  ReferentKind,
  ReferrerKind,
  Release,
  ReleaseColor,
  SharedGateway,
  SubjectAltName,
  TcpRoute,
  Tls,
  TlsRoute,
  UdpRoute,
} from '../../lib';

/*
 * One of each: every construct of routing, with every field of the standard channel, for the judge of manifests. What is
 * written here makes no sense as an application.
 */

const implementation = GatewayImplementations.kgateway();
const platform = new Platform({
  cluster: ClusterProfile.define({
    name: 'one of each',
    entries: [
      Entry.gateway(implementation, {
        clientRanges: ['0.0.0.0/0', '::/0'],
        externalDns: { target: 'edge.example.com', ttlSeconds: 60 },
      }),
      Entry.ingress(IngressControllers.traefik()),
    ],
    gatewayApiVersion: GatewayApiVersion.V1_6,
    networkPlugin: NetworkPlugin.calico(),
  }),
});

const baseline = PodSecurity.baseline({ reason: 'the data plane' });
const edge = new IsolatedNamespace(platform, 'edge', { podSecurity: baseline });
const shop = new IsolatedNamespace(platform, 'shop', { podSecurity: baseline });
const bank = new IsolatedNamespace(platform, 'bank');

new GatewayClass(edge, 'class', {
  implementation,
  description: 'for everybody',
  parameters: { group: 'gateway.kgateway.dev', kind: 'GatewayParameters', name: 'all', namespace: 'edge' },
});

const gateway = new Gateway(edge, 'public', {
  addresses: [GatewayAddress.ip('203.0.113.10'), GatewayAddress.ip('2001:db8::10'), GatewayAddress.named('edge')],
  infrastructure: {
    labels: { team: 'edge' },
    annotations: { 'example.com/tier': 'front' },
    parameters: { group: 'gateway.kgateway.dev', kind: 'GatewayParameters', name: 'public' },
  },
  listenerSets: AllowedNamespaces.named('shop'),
  clientCertificates: {
    authorities: [{ configMap: 'clients-ca' }, { configMap: 'partners-ca', namespace: 'bank' }],
    perPort: [{ port: 8443, authorities: [{ configMap: 'clients-ca' }], insecureFallback: true }],
  },
  backendCertificate: { secret: 'gateway-identity', namespace: 'bank' },
  tlsOptions: { 'example.com/min-version': '1.3' },
});

const app = (name: string, port = 8080) => new InternalService(shop, name, { image: 'ghcr.io/acme/app:1.0', port });
const [web, next, shadow] = [app('web'), app('next'), app('shadow')] as const;
const ledger = new InternalService(bank, 'ledger', { image: 'ghcr.io/acme/ledger:1.0', port: 8443, portName: 'https' });
const tls = Tls.secret('shop-tls', { namespace: 'shop' });

new HttpRoute(shop, 'http', {
  gateway,
  hostnames: ['shop.example.com', '*.shop.example.com'],
  tls,
  rules: [
    {
      name: 'orders',
      matches: [
        HttpMatch.exactPath('/orders').method(HttpMethod.POST).header('x-beta', 'yes').query('page', '2'),
        HttpMatch.path('/orders').headerRegex('x-beta', 'y.*').queryRegex('page', '[0-9]+'),
        HttpMatch.pathRegex('/orders/[0-9]+'),
      ],
      filters: [
        HttpFilter.requestHeaders({ set: { 'x-a': '1' }, add: { 'x-b': '2' }, remove: ['x-c'] }),
        HttpFilter.responseHeaders({ set: { 'x-a': '1' }, add: { 'x-b': '2' }, remove: ['x-c'] }),
        HttpFilter.rewrite({ hostname: 'orders.internal', path: '/' }),
        HttpFilter.mirror(shadow, { percent: 5 }),
        HttpFilter.mirror(ledger, { fraction: { numerator: 1, denominator: 1000 } }),
        HttpFilter.cors({
          allowOrigins: ['https://www.example.com'],
          allowMethods: [HttpMethod.GET, HttpMethod.POST],
          allowHeaders: ['x-token'],
          exposeHeaders: ['x-total'],
          allowCredentials: true,
          maxAge: Duration.minutes(10),
        }),
        HttpFilter.extension({ group: 'gateway.kgateway.dev', kind: 'DirectResponse', name: 'teapot' }),
      ],
      split: [
        { to: web, weight: 90, filters: [HttpFilter.requestHeaders({ set: { 'x-version': '1' } })] },
        { to: next, weight: 10 },
        { to: ledger, weight: 0 },
      ],
      timeouts: { request: Duration.seconds(10), backendRequest: Duration.seconds(2) },
    },
    { matches: [HttpMatch.path('/old')], filters: [HttpFilter.redirect({ prefix: '/', statusCode: 308 })] },
    {
      matches: [HttpMatch.path('/other')],
      filters: [
        HttpFilter.redirect({ scheme: HttpScheme.HTTPS, hostname: 'other.example.com', port: 8443, path: '/' }),
      ],
    },
    { matches: [HttpMatch.path('/app')], filters: [HttpFilter.rewritePrefix('/')], backends: [web, next] },
    ...Release.canary({
      stable: web,
      canary: next,
      percent: 12.5,
      header: { name: 'x-canary', value: 'yes' },
      mirrorTo: shadow,
    }).rules(HttpMatch.path('/canary')),
    ...Release.blueGreen({
      blue: web,
      green: next,
      live: ReleaseColor.GREEN,
      preview: { name: 'x-preview', value: 'yes' },
    }).rules(HttpMatch.path('/turns')),
  ],
});

const orders = new InternalService(shop, 'orders', {
  image: 'ghcr.io/acme/orders:1.0',
  port: 9090,
  appProtocol: 'kubernetes.io/h2c',
});
new GrpcRoute(shop, 'grpc', {
  gateway,
  hostnames: ['orders.example.com'],
  tls,
  rules: [
    {
      name: 'place',
      matches: [GrpcMatch.method('acme.Orders', 'Place').header('x-beta', 'yes'), GrpcMatch.service('acme.Carts')],
      filters: [HttpFilter.requestHeaders({ set: { 'x-a': '1' } }), HttpFilter.mirror(shadow)],
      split: [
        { to: orders, weight: 9 },
        { to: ledger, weight: 1 },
      ],
    },
    { matches: [GrpcMatch.regex({ service: 'acme\\..*', method: 'Get.*' })], backends: [orders] },
  ],
});

new TlsRoute(shop, 'passed', { gateway, hostnames: ['vault.example.com'], backends: [ledger], ruleName: 'all' });
new TlsRoute(shop, 'ended', { gateway, hostnames: ['mail.example.com'], port: 8443, tls, backends: [web] });
new TcpRoute(shop, 'tcp', {
  gateway,
  port: 5432,
  split: [
    { to: web, weight: 1 },
    { to: next, weight: 1 },
  ],
});
const names = new InternalService(shop, 'names', {
  image: 'ghcr.io/acme/names:1.0',
  port: 8080,
  extraPorts: [{ name: 'dns', port: 5353, protocol: Protocol.UDP }],
});
new UdpRoute(shop, 'udp', { gateway, port: 53, backends: [names], servicePort: 5353 });

new BackendTlsPolicy(bank, 'ledger-tls', {
  backend: ledger,
  portName: 'https',
  hostname: 'ledger.bank.svc',
  trust: BackendTrust.authorities('bank-ca'),
  subjectAltNames: [SubjectAltName.hostname('ledger.bank.svc'), SubjectAltName.uri('spiffe://bank/ledger')],
  options: { 'example.com/min-version': '1.3' },
});
new BackendTlsPolicy(shop, 'web-tls', { backend: web, hostname: 'web.example.com', trust: BackendTrust.system() });

const listeners = new ListenerSet(shop, 'listeners', {
  gateway,
  tls: Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.HTTP01 }),
});
new Exposure(shop, 'by-listeners', { backend: web, host: 'www.example.com', gateway: listeners });

const existing = new ExistingGateway(shop, 'existing', {
  name: 'corporate',
  namespace: 'corp',
  listeners: [
    { name: 'http', protocol: ListenerProtocol.HTTP },
    { name: 'https', hostname: '*.corp.example.com' },
  ],
});
new Exposure(shop, 'by-existing', { backend: web, host: 'shop.corp.example.com', gateway: existing });

const shared = new SharedGateway(platform, 'shared', {
  namespace: 'gateways',
  podSecurity: baseline,
  hostnames: ['*.shared.example.com'],
  tls: Tls.secret('shared-tls'),
  guardsHosts: true,
});
const host = 'shop.shared.example.com';
new Exposure(shop, 'by-shared', { backend: web, host, exact: true, path: '/healthz', gateway: shared.forHosts(host) });

const istio = GatewayImplementations.istio();
const mesh = { callers: [shadow], implementation: istio };
const release = Release.canary({ stable: web, canary: next, percent: 10 });
new MeshHttpRoute(shop, 'mesh', { ...mesh, service: web, servicePort: 8080, rules: release.rules() });
new MeshGrpcRoute(shop, 'mesh-grpc', { ...mesh, service: orders, rules: [{ backends: [orders] }] });

new Ingress(shop, 'ingress', {
  entry: 'traefik',
  tls: Tls.secret('shop-tls'),
  rules: [
    { host: 'a.example.com', paths: [{ backend: web }, { path: '/next', exact: true, backend: next }] },
    { host: 'b.example.com', paths: [{ backend: next }] },
  ],
  defaultBackend: { backend: web },
  anyHost: { reason: 'a page for what is not found' },
});

new ReferenceGrant(bank, 'anything', {
  fromKind: ReferrerKind.GATEWAY,
  fromNamespace: 'edge',
  toKind: ReferentKind.SECRET,
  toName: 'bank-tls',
  namespace: 'bank',
});

platform.synth();
