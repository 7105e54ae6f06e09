import { Chart } from 'cdk8s';
import {
  Challenge,
  Entry,
  Ingress,
  IngressControllers,
  type IngressProps,
  type IngressRule,
  type Platform,
  Tls,
} from '../../../lib';
import { Backend, CLEAR, names, nginx, platform, SECRET, space, traefik, written } from '../sample';

const DNS01 = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 });
const HTTP01 = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.HTTP01 });
const ANY = { reason: 'the load balancer has no name yet' };

/** A namespace with two backends. */
function shop(app: Platform) {
  const chart = space(app, 'shop');
  return {
    chart,
    web: new Backend(chart, 'web-app'),
    api: new Backend(chart, 'api-app', { port: 8080, servicePort: 80 }),
  };
}

/** Two hosts of two backends; what a test says comes on top. */
function shared(app: Platform, props: Partial<IngressProps> = {}) {
  const { chart, web, api } = shop(app);
  const routes = space(app, 'shop', 'routes');
  const rules: IngressRule[] = [
    { host: 'shop.example.com', paths: [{ backend: web }, { path: '/api', backend: api, port: 80 }] },
    { host: 'api.example.com', paths: [{ path: '/status', exact: true, backend: api }] },
  ];
  return { chart, web, api, ingress: new Ingress(routes, 'web', { rules, tls: SECRET, ...props }) };
}

describe('several hosts and backends', () => {
  test('are one Ingress', () => {
    const { ingress } = shared(platform(nginx()));
    expect(Chart.of(ingress)).toMatchSnapshot();
  });

  test('have the same rules for plain HTTP, where the controller redirects by an Ingress of its own', () => {
    const { ingress } = shared(platform(traefik()));
    expect(ingress.redirect?.toJson().spec).toEqual({
      ingressClassName: 'traefik',
      rules: ingress.toJson().spec.rules,
    });
  });

  test('have a certificate each, where one is issued', () => {
    const { ingress } = shared(platform(nginx()), { tls: DNS01 });
    expect(ingress.toJson().spec.tls).toEqual([
      { hosts: ['shop.example.com'], secretName: 'shop.example.com-tls' },
      { hosts: ['api.example.com'], secretName: 'api.example.com-tls' },
    ]);
  });

  test('each let the controller in, on their own ports, and say what for', () => {
    const { chart } = shared(platform(nginx()));
    const ports = (name: string) => written(chart, 'NetworkPolicy', name).spec.ingress.map((rule: any) => rule.ports);
    expect([ports('web-app'), ports('api-app')]).toEqual([
      [[{ port: 3000, protocol: 'TCP' }]],
      [[{ port: 8080, protocol: 'TCP' }]],
    ]);
    const { annotations } = written(chart, 'NetworkPolicy', 'api-app').metadata;
    expect(annotations['cdk8s-networking/reasons']).toContain('requests for shop.example.com by ingress-nginx');
    expect(annotations['cdk8s-networking/reasons']).toContain('requests for api.example.com by ingress-nginx');
  });

  test('have one policy for the solver of their challenges', () => {
    const { ingress } = shared(platform(nginx()), { tls: HTTP01 });
    expect(names(Chart.of(ingress), 'NetworkPolicy')).toEqual(['acme-solver']);
    expect(ingress.solverPolicy?.name).toBe('acme-solver');
  });

  test('may have one backend for a path and for what is below it', () => {
    const { chart, web, api } = shop(platform(nginx()));
    const paths = [
      { path: '/api', exact: true, backend: web },
      { path: '/api', backend: api },
    ];
    const ingress = new Ingress(chart, 'web', { rules: [{ host: 'shop.example.com', paths }], tls: SECRET });
    expect(ingress.toJson().spec.rules[0].http.paths.map(({ pathType }: any) => pathType)).toEqual(['Exact', 'Prefix']);
  });
});

test('an exact path of one backend', () => {
  const { chart, web } = shop(platform(nginx()));
  const props = { backend: web, host: 'shop.example.com', path: '/healthz', exact: true, tls: SECRET };
  const [rule] = new Ingress(chart, 'web', props).toJson().spec.rules;
  expect(rule.http.paths).toEqual([
    { path: '/healthz', pathType: 'Exact', backend: { service: { name: 'web-app', port: { number: 3000 } } } },
  ]);
});

describe('any host', () => {
  test('is written where somebody says why', () => {
    const { chart, web } = shop(platform(nginx()));
    const ingress = new Ingress(chart, 'web', { backend: web, anyHost: ANY, tls: CLEAR });
    expect(ingress.toJson().spec.rules).toEqual([
      {
        http: {
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web-app', port: { number: 3000 } } } }],
        },
      },
    ]);
    expect(ingress.toJson().metadata.annotations['cdk8s-networking/any-host-reason']).toBe(ANY.reason);
    const { annotations } = written(chart, 'NetworkPolicy', 'web-app').metadata;
    expect(annotations['cdk8s-networking/reasons']).toContain('requests for any host by ingress-nginx');
  });

  test('may have a certificate of its own', () => {
    const { chart, web } = shop(platform(nginx()));
    const ingress = new Ingress(chart, 'web', { backend: web, anyHost: ANY, tls: SECRET });
    expect(ingress.toJson().spec.tls).toEqual([{ secretName: 'shop-tls' }]);
  });

  test('is what a default backend is for, alone or beside rules', () => {
    const { chart, web, api } = shop(platform(nginx()));
    const alone = new Ingress(chart, 'alone', { defaultBackend: { backend: web }, anyHost: ANY, tls: CLEAR });
    expect(alone.toJson().spec).toEqual({
      ingressClassName: 'nginx',
      defaultBackend: { service: { name: 'web-app', port: { number: 3000 } } },
    });
    const other = platform(nginx());
    const beside = shared(other, { defaultBackend: { backend: shop2(other), port: 3000 }, anyHost: ANY });
    expect(beside.ingress.toJson().spec.defaultBackend).toEqual({
      service: { name: 'rest', port: { number: 3000 } },
    });
    expect(beside.ingress.toJson().spec.rules).toHaveLength(2);
    expect(api.service.name).toBe('api-app');
  });

  test('is none to Istio, which would take no notice of it', () => {
    const { chart, web } = shop(platform(Entry.ingress(IngressControllers.istioIngress())));
    expect(() => new Ingress(chart, 'rest', { defaultBackend: { backend: web }, anyHost: ANY, tls: CLEAR })).toThrow(
      new Error(
        "[shop/rest] an Ingress with `defaultBackend` must be served by a controller that has it, and istio-ingress doesn't; " +
          'leave it out, or name an `entry` by one that does: aws-load-balancer, azure-application-gateway, cilium, ' +
          'contour, gke, haproxy, ingress-nginx, kong, traefik',
      ),
    );
  });

  function shop2(app: Platform): Backend {
    return new Backend(space(app, 'shop', 'rest-chart'), 'rest');
  }
});

describe('refuses', () => {
  const at = (props: any) => () => {
    const { chart, web, api } = shop(platform(nginx()));
    new Ingress(chart, 'web', { tls: SECRET, ...props(web, api) });
  };
  const host = 'shop.example.com';

  test.each<[string, (web: Backend, api: Backend) => any, string]>([
    [
      'a rule without a host, where nobody says that any is meant',
      (web) => ({ backend: web }),
      "a rule of an Ingress must have a `host`; give it, or say why all hosts are meant: anyHost: { reason: '...' }",
    ],
    [
      'one of several',
      (web, api) => ({ rules: [{ host, paths: [{ backend: web }] }, { paths: [{ backend: api }] }] }),
      "a rule of an Ingress must have a `host`; give it, or say why all hosts are meant: anyHost: { reason: '...' }",
    ],
    [
      'a default backend, where nobody says that any host is meant',
      (web, api) => ({ backend: web, host, defaultBackend: { backend: api } }),
      'an Ingress with a `defaultBackend` must say that any host is meant; give it, or say why all hosts are meant: ' +
        "anyHost: { reason: '...' }",
    ],
    [
      'any host without a reason',
      (web) => ({ backend: web, anyHost: { reason: ' ' } }),
      'the `anyHost` of an Ingress must give a reason, since it takes requests for all hosts, but got " "; say why: ' +
        "anyHost: { reason: 'the load balancer has no name yet' }",
    ],
    [
      'any host as a flag',
      (web) => ({ backend: web, anyHost: true }),
      'the `anyHost` of an Ingress must be an object, but got true; write it in { }',
    ],
    [
      'any host where each rule has one',
      (web) => ({ backend: web, host, anyHost: ANY }),
      '`anyHost` must be left to an Ingress with a rule without `host`, or with a `defaultBackend`; leave it out',
    ],
    [
      'any host with a certificate that is issued',
      (web) => ({ backend: web, anyHost: ANY, tls: DNS01 }),
      'cert-manager must know the host that it issues a certificate for, but this Ingress is for any host, but got ' +
        '"ClusterIssuer letsencrypt by dns01"; give each rule a `host`, or name a certificate: Tls.secret(\'name\')',
    ],
    [
      'rules beside a backend',
      (web) => ({ backend: web, rules: [{ host, paths: [{ backend: web }] }] }),
      'an Ingress must have either `rules` or one `backend`, but both `rules` and `backend` were given; write all of it ' +
        'as `rules`',
    ],
    [
      'rules beside a path',
      (web) => ({ path: '/a', rules: [{ host, paths: [{ backend: web }] }] }),
      'an Ingress must have either `rules` or one `backend`, but both `rules` and `path` were given; write all of it as ' +
        '`rules`',
    ],
    ['no rules', () => ({ rules: [] }), 'the rules of an Ingress must not be an empty list; write at least one'],
    [
      'no paths',
      () => ({ rules: [{ host, paths: [] }] }),
      'the paths of a rule must not be an empty list; write at least one',
    ],
    [
      'rules that are no list',
      () => ({ rules: { host } }),
      'the `rules` must be a list, but got {"host":"shop.example.com"}; write it in [ ]',
    ],
    [
      'a rule that has something else',
      (web) => ({ rules: [{ host, hosts: [host], paths: [{ backend: web }] }] }),
      'a rule of an Ingress must have no `hosts`, but got ["shop.example.com"]; leave it out; it may have host, paths',
    ],
    [
      'a path that has something else',
      (web) => ({ rules: [{ host, paths: [{ backend: web, pathType: 'Exact' }] }] }),
      'a path of a rule must have no `pathType`, but got "Exact"; leave it out; it may have backend, path, exact, port',
    ],
    [
      'what is neither exact nor not',
      (web) => ({ backend: web, host, exact: 'yes' }),
      '`exact` must be true or false, but got "yes"; leave it out for the default',
    ],
    [
      'one path of a host twice',
      (web, api) => ({ rules: [{ host, paths: [{ backend: web }, { path: '/', backend: api }] }] }),
      'a route must name a path of a host once, but this one names / of shop.example.com twice; leave one of them out',
    ],
    [
      'nothing at all',
      () => ({}),
      "a rule of an Ingress must have a `host`; give it, or say why all hosts are meant: anyHost: { reason: '...' }",
    ],
  ])('%s', (_, props, text) => {
    expect(at(props)).toThrow(new Error(`[shop/web] ${text}`));
  });

  test('a second Ingress for any host, and a second default backend', () => {
    const { chart, web, api } = shop(platform(nginx()));
    const props = { backend: web, anyHost: ANY, tls: CLEAR };
    new Ingress(chart, 'web', { ...props, defaultBackend: { backend: web } });
    expect(() => new Ingress(chart, 'again', { ...props, backend: api })).toThrow(
      new Error(
        '[shop/again] a path of a host must belong to one route, but [shop/web] has / of any host already; choose ' +
          'another `path` or `host`',
      ),
    );
    expect(() => new Ingress(chart, 'rest', { defaultBackend: { backend: api }, anyHost: ANY, tls: CLEAR })).toThrow(
      new Error(
        '[shop/rest] a path of a host must belong to one route, but [shop/web] has what no rule fits of any host ' +
          'already; choose another `path` or `host`',
      ),
    );
  });

  test('a backend of another namespace among several', () => {
    const app = platform(nginx());
    const { chart, web } = shop(app);
    const ledger = new Backend(space(app, 'bank'), 'ledger');
    const rules = [{ host, paths: [{ backend: web }, { path: '/ledger', backend: ledger }] }];
    expect(() => new Ingress(chart, 'web', { rules, tls: SECRET })).toThrow(
      /^\[shop\/web\] the backend of an Ingress must be in its own namespace, but got "bank\/ledger"; /,
    );
    expect(chart.node.tryFindChild('web')).toBeUndefined();
  });
});

test('a class that a controller reads in an annotation stands there, and nowhere else', () => {
  const app = platform(Entry.ingress(IngressControllers.gke()));
  const { ingress } = shared(app);
  const { metadata, spec } = ingress.toJson();
  expect(metadata.annotations).toEqual({
    'kubernetes.io/ingress.class': 'gce',
    'networking.gke.io/v1beta1.FrontendConfig': 'web-frontend',
  });
  expect(spec).not.toHaveProperty('ingressClassName');
  expect(names(Chart.of(ingress), 'FrontendConfig')).toEqual(['web-frontend']);
});
