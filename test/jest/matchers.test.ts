import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { matchers } from '../../jest';
import {
  Connections,
  InternalService,
  IsolatedNamespace,
  NetworkAssertions,
  Peer,
  Platform,
  Port,
  Tls,
  WebApp,
  Worker,
} from '../../lib';

const RELAYS = Peer.cidr('203.0.113.0/24', { exceptFor: ['203.0.113.7/32'] });

function shop() {
  const platform = new Platform();
  const namespace = new IsolatedNamespace(platform, 'shop');
  const api = new InternalService(namespace, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
  const mailer = new Worker(namespace, 'mailer', { image: 'ghcr.io/acme/mailer:1.1' });
  mailer.connections.allowTo(api);
  mailer.connections.allowTo(RELAYS, {
    ports: [Port.tcp(25)],
  });
  return { platform, namespace, api, mailer };
}

/** What a failing expectation says, without colours. */
function said(act: () => void): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it holds');
}

describe('toAllow and toDeny', () => {
  test('hold for what the manifests allow and deny, by constructs, names and addresses', () => {
    const { platform, api, mailer } = shop();
    expect(platform).toAllow(mailer, api, Port.tcp(8080));
    expect(platform).toAllow('shop/mailer', 'shop/api');
    expect(platform).toAllow(mailer, RELAYS, Port.tcp(25));
    expect(platform).toDeny(mailer, '203.0.113.7');
    expect(platform).toDeny(api, mailer);
    expect(platform).toDeny(mailer, api, Port.tcp(8081));
    expect(platform).toDeny(mailer, Peer.cloudMetadata());
    expect(api).toDeny(api, Peer.internet());
  });

  test('tell which leg fails, and how to mend it', () => {
    const { platform, api, mailer } = shop();
    expect(said(() => expect(platform).toAllow(api, mailer, Port.tcp(25)))).toMatchInlineSnapshot(`
"Expected allowed, but it is denied:
  shop/api -> shop/mailer TCP 25: denied
    ??  name: no Service leads to TCP 25 of shop/mailer: a client must know the address of a pod
    no  egress: NetworkPolicy shop/allow-dns, NetworkPolicy shop/api, NetworkPolicy shop/default-deny govern the egress of shop/api, and no rule lets it reach shop/mailer on TCP 25
        by NetworkPolicy shop/allow-dns (shop.k8s.yaml:1)
        by NetworkPolicy shop/api (shop.k8s.yaml:1)
        by NetworkPolicy shop/default-deny (shop.k8s.yaml:1)
    no  ingress: NetworkPolicy shop/default-deny, NetworkPolicy shop/mailer govern the ingress of shop/mailer, and no rule lets shop/api in on TCP 25
        by NetworkPolicy shop/default-deny (shop.k8s.yaml:1)
        by NetworkPolicy shop/mailer (shop.k8s.yaml:1)
  To allow it: add to spec.egress of NetworkPolicy shop/api (shop.k8s.yaml:1):
    - to:
        - podSelector:
            matchLabels:
              app.kubernetes.io/name: mailer
      ports:
        - protocol: TCP
          port: 25
  add to spec.ingress of NetworkPolicy shop/mailer (shop.k8s.yaml:1):
    - from:
        - podSelector:
            matchLabels:
              app.kubernetes.io/name: api
      ports:
        - protocol: TCP
          port: 25"
`);
    expect(said(() => expect(platform).toDeny(mailer, api))).toMatchInlineSnapshot(`
"Expected denied, but it is allowed:
  shop/mailer -> shop/api TCP 8080: allowed
    ok  Service: api.shop.svc.cluster.local:8080 leads to TCP 8080 of shop/api
        by Service shop/api (shop.k8s.yaml:1)
    ok  DNS: shop/mailer can resolve names: names need TCP 53, UDP 53 to pods k8s-app=kube-dns in namespace kube-system
    ok  egress: NetworkPolicy shop/mailer lets it reach shop/api
        by NetworkPolicy shop/mailer, spec.egress[1] (shop.k8s.yaml:1)
    ok  ingress: NetworkPolicy shop/api lets shop/mailer in
        by NetworkPolicy shop/api, spec.ingress[0] (shop.k8s.yaml:1)"
`);
  });

  test('with `.not`, the opposite must hold', () => {
    const { platform, api, mailer } = shop();
    expect(platform).not.toAllow(api, mailer);
    expect(platform).not.toDeny(mailer, api);
    expect(said(() => expect(platform).not.toAllow(mailer, api))).toContain('Expected denied, but it is allowed');
    expect(said(() => expect(platform).not.toDeny(api, mailer))).toContain('Expected allowed, but it is denied');
  });

  test('what is unknown holds for neither, with `.not` as without', () => {
    const { platform, namespace, api } = shop();
    new ApiObject(namespace, 'unreadable', {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'unreadable' },
      spec: { endpointSelector: {}, ingress: [{ fromFutureThing: [{}] }] },
    });
    const network = NetworkAssertions.of(platform);
    for (const hold of ['toAllow', 'toDeny'] as const) {
      expect(said(() => expect(network)[hold]('shop/mailer', api))).toContain('it is unknown');
      expect(said(() => expect(network).not[hold]('shop/mailer', api))).toContain('it is unknown');
    }
  });

  test('a misspelt name is an error, with `.not` as without', () => {
    const { platform, api } = shop();
    const law = 'a workload must be one of the manifests, but got "shop/mailr"; there is shop/api, shop/mailer';
    expect(said(() => expect(platform).toDeny('shop/mailr', api))).toContain(law);
    expect(said(() => expect(platform).not.toDeny('shop/mailr', api))).toContain(law);
  });

  test('take workloads of others', () => {
    const app = new App();
    const chart = new Chart(app, 'legacy', { namespace: 'legacy' });
    const web = new kplus.Deployment(chart, 'web', { containers: [{ image: 'nginx', portNumber: 80 }] });
    const db = new kplus.StatefulSet(chart, 'db', {
      service: new kplus.Service(chart, 'db-service', { ports: [{ port: 5432 }] }),
      containers: [{ image: 'postgres', portNumber: 5432 }],
    });
    Connections.of(db).allowFrom(web);
    expect(app).toAllow(web, db, Port.tcp(5432));
    expect(app).toDeny('203.0.113.7', db);
  });
});

describe('toReachOnly and toBeReachedOnlyBy', () => {
  test('hold where nobody else is reached, or reaches', () => {
    const { platform, api, mailer } = shop();
    expect(platform).toReachOnly(mailer, [api, RELAYS]);
    expect(platform).toReachOnly('shop/mailer', ['shop/deployment/api', '203.0.113.0/30', RELAYS]);
    expect(platform).toReachOnly(api, []);
    expect(platform).toBeReachedOnlyBy(api, [mailer]);
    expect(platform).toBeReachedOnlyBy(api, ['shop/*']);
  });

  test('tell who else is, and why', () => {
    const { platform, api, mailer } = shop();
    expect(said(() => expect(platform).toReachOnly(mailer, [api]))).toMatchInlineSnapshot(`
"shop/mailer must reach nobody but shop/api.

Not meant, but allowed: shop/mailer -> external:203.0.113.0/30, 203.0.113.4/31, 203.0.113.6/32, 203.0.113.8/29, 203.0.113.16/28, 203.0.113.32/27, 203.0.113.64/26, 203.0.113.128/25  TCP 25
shop/mailer -> 203.0.113.0/30 TCP 25: allowed
  ok  egress: NetworkPolicy shop/mailer lets it reach 203.0.113.0/30
      by NetworkPolicy shop/mailer, spec.egress[0] (shop.k8s.yaml:1)"
`);
    expect(said(() => expect(platform).toBeReachedOnlyBy(api, []))).toMatchInlineSnapshot(`
"shop/api must be reached by nobody.

Not meant, but allowed: shop/mailer -> shop/api  TCP 8080
shop/mailer -> shop/api TCP 8080: allowed
  ok  Service: api.shop.svc.cluster.local:8080 leads to TCP 8080 of shop/api
      by Service shop/api (shop.k8s.yaml:1)
  ok  DNS: shop/mailer can resolve names: names need TCP 53, UDP 53 to pods k8s-app=kube-dns in namespace kube-system
  ok  egress: NetworkPolicy shop/mailer lets it reach shop/api
      by NetworkPolicy shop/mailer, spec.egress[1] (shop.k8s.yaml:1)
  ok  ingress: NetworkPolicy shop/api lets shop/mailer in
      by NetworkPolicy shop/api, spec.ingress[0] (shop.k8s.yaml:1)"
`);
  });

  test('tell who is missing, and why', () => {
    const { platform, api, mailer } = shop();
    expect(said(() => expect(platform).toReachOnly(api, [mailer]))).toMatchInlineSnapshot(`
"shop/api must reach nobody but shop/mailer.

Expected allowed, but it is denied:
  shop/api -> shop/mailer any port: denied
    ??  name: no Service leads to any port of shop/mailer: a client must know the address of a pod
    no  egress: NetworkPolicy shop/allow-dns, NetworkPolicy shop/api, NetworkPolicy shop/default-deny govern the egress of shop/api, and no rule lets it reach shop/mailer
        by NetworkPolicy shop/allow-dns (shop.k8s.yaml:1)
        by NetworkPolicy shop/api (shop.k8s.yaml:1)
        by NetworkPolicy shop/default-deny (shop.k8s.yaml:1)
    no  ingress: NetworkPolicy shop/default-deny, NetworkPolicy shop/mailer govern the ingress of shop/mailer, and no rule lets shop/api in
        by NetworkPolicy shop/default-deny (shop.k8s.yaml:1)
        by NetworkPolicy shop/mailer (shop.k8s.yaml:1)
  To allow it: add to spec.egress of NetworkPolicy shop/api (shop.k8s.yaml:1):
    - to:
        - podSelector:
            matchLabels:
              app.kubernetes.io/name: mailer
  add to spec.ingress of NetworkPolicy shop/mailer (shop.k8s.yaml:1):
    - from:
        - podSelector:
            matchLabels:
              app.kubernetes.io/name: api"
`);
  });

  test('a Service stands for the workloads behind it, and an end that is nobody for none', () => {
    const { platform, api, mailer } = shop();
    expect(platform).toReachOnly(mailer, ['shop/service/api', RELAYS]);
    expect(platform).toReachOnly(mailer, ['shop/deployment/api', RELAYS]);
    for (const end of ['shop/cronjob/api', 'shop/nonsense/api', 's*', 'shop/service/mailer']) {
      expect(said(() => expect(platform).toReachOnly(mailer, [end, RELAYS]))).toMatch(
        /^a workload must be one of the manifests, but got "/,
      );
    }
    expect(said(() => expect(platform).toBeReachedOnlyBy(api, ['outside']))).toBe(
      'an end of an assertion must be somebody of the manifests, but got "outside"; no Gateway, Ingress or balancer ' +
        "leads in; for addresses outside, write Peer.internet() or '203.0.113.7'",
    );
    expect(said(() => expect(platform).toDeny('outside', api))).toContain('must be somebody of the manifests');
  });

  test('a Service is asked by a port of its own', () => {
    const { platform, mailer } = shop();
    expect(platform).toAllow(mailer, 'shop/service/api', Port.tcp(8080));
    expect(said(() => expect(platform).toDeny(mailer, 'shop/service/api', Port.tcp(80)))).toBe(
      'the port of an assertion about a Service must be one that shop/service/api has: TCP 8080, but got "TCP 80"; name ' +
        'one of these; or the workload, whose ports are those of the pods',
    );
  });

  test('entries count by their names', () => {
    const { platform, namespace } = shop();
    const web = new WebApp(namespace, 'web', {
      image: 'ghcr.io/acme/web:2.0',
      port: 3000,
      host: 'shop.example.com',
      tls: Tls.secret('shop'),
    });
    expect(platform).toBeReachedOnlyBy(web, ['shop/gateway']);
    expect(platform).toBeReachedOnlyBy(web, ['outside']);
    expect(said(() => expect(platform).toBeReachedOnlyBy(web, []))).toContain('shop/web must be reached by nobody.');
  });

  test('refuse `.not`, which would hold for any reason', () => {
    const { platform, api } = shop();
    expect(said(() => expect(platform).not.toReachOnly(api, []))).toBe(
      '`.not.toReachOnly` holds for whatever reason something else is so; say what must be, such as by `toAllow`',
    );
  });
});

describe('toSynthesizeCleanly', () => {
  test('holds where nothing is worse than a note', () => {
    expect(shop().platform).toSynthesizeCleanly();
  });

  test('tells what is wrong', () => {
    const { platform, namespace } = shop();
    new ApiObject(namespace, 'route', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'api' },
      spec: { parentRefs: [{ name: 'edge' }], rules: [{ backendRefs: [{ name: 'api', port: 80 }] }] },
    });
    expect(said(() => expect(platform).toSynthesizeCleanly())).toContain('error backend-port-not-found');
  });
});

test('what is in no app can not be tested', () => {
  const chart = new Chart(undefined as any, 'lone');
  expect(said(() => expect(chart).toDeny('a/b', 'c/d'))).toBe(
    '[lone] what is tested must be in an App, since nothing else can be synthesized; give its chart an App or a ' +
      'Platform as its scope',
  );
});

test('other runners take the matchers by themselves', () => {
  expect(Object.keys(matchers)).toEqual([
    'toAllow',
    'toDeny',
    'toReachOnly',
    'toBeReachedOnlyBy',
    'toSynthesizeCleanly',
  ]);
});
