import { Chart, JsonPatch } from 'cdk8s';
import {
  Challenge,
  Clusters,
  Entry,
  Ingress,
  IngressControllers,
  type IngressProps,
  IsolatedNamespace,
  NetworkPlugin,
  Platform,
  Tls,
  WebApp,
} from '../../../lib';
import { Connectivity } from '../../../lib/analysis';
import { Report } from '../../../lib/report';
import { hearNotices } from '../../support/notices';
import { Backend, CLEAR, names, nginx, platform, SECRET, space, traefik, written } from '../sample';

const HTTP01 = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.HTTP01 });
const DNS01 = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 });

const NGINX_PODS = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } },
  podSelector: {
    matchLabels: {
      'app.kubernetes.io/component': 'controller',
      'app.kubernetes.io/instance': 'ingress-nginx',
      'app.kubernetes.io/name': 'ingress-nginx',
    },
  },
};
const TRAEFIK_PODS = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'traefik' } },
  podSelector: {
    matchLabels: { 'app.kubernetes.io/instance': 'traefik-traefik', 'app.kubernetes.io/name': 'traefik' },
  },
};

type Overrides = Partial<IngressProps> & { id?: string };

/** An Ingress for shop.example.com with TLS, but for what a test says; its backend is in another file. */
function ingress(app: Platform, { id = 'web', ...props }: Overrides = {}): Ingress {
  const chart = (name: string) => (app.node.tryFindChild(name) as Chart | undefined) ?? space(app, 'shop', name);
  const backend = new Backend(chart('apps'), `${id}-app`, { port: 3000, servicePort: 80 });
  const tls = 'tls' in props ? {} : { tls: SECRET };
  return new Ingress(chart('routes'), id, { backend, host: 'shop.example.com', ...tls, ...props });
}

describe('by ingress-nginx', () => {
  test('is one Ingress, which redirects by annotation', () => {
    expect(Chart.of(ingress(platform(nginx())))).toMatchSnapshot();
  });

  test('says that it does not redirect, and why it need not, where the host is served in clear text', () => {
    const { metadata, spec } = ingress(platform(nginx()), { tls: CLEAR }).toJson();
    expect(metadata.annotations).toEqual({
      'cdk8s-networking/clear-text-reason': 'the proxy in front terminates TLS',
      'nginx.ingress.kubernetes.io/ssl-redirect': 'false',
    });
    expect(spec.tls).toBeUndefined();
  });

  test("lets in the controller's pods, on the port of the backend's pods", () => {
    const app = platform(nginx());
    ingress(app);
    const policy = written(app.node.findChild('apps') as Chart, 'NetworkPolicy', 'web-app');
    expect(policy.spec.ingress).toEqual([{ from: [NGINX_PODS], ports: [{ port: 3000, protocol: 'TCP' }] }]);
    expect(policy.metadata.annotations['cdk8s-networking/reasons']).toContain(
      'requests for shop.example.com by ingress-nginx',
    );
  });
});

describe('by Traefik', () => {
  test('is two Ingresses, of which one redirects by a Middleware', () => {
    expect(Chart.of(ingress(platform(traefik())))).toMatchSnapshot();
  });

  test('is one Ingress on the plain entry point where the host is served in clear text', () => {
    const clear = ingress(platform(traefik()), { tls: CLEAR });
    expect(
      Chart.of(clear)
        .toJson()
        .map(({ kind }) => kind),
    ).toEqual(['Ingress']);
    expect(clear.toJson().metadata.annotations).toEqual({
      'cdk8s-networking/clear-text-reason': 'the proxy in front terminates TLS',
      'traefik.ingress.kubernetes.io/router.entrypoints': 'web',
    });
    expect([clear.redirect, clear.controllerObjects]).toEqual([undefined, []]);
  });

  test("lets in the controller's pods, on the port of the backend's pods", () => {
    const app = platform(traefik());
    ingress(app);
    expect(written(app.node.findChild('apps') as Chart, 'NetworkPolicy', 'web-app').spec.ingress).toEqual([
      { from: [TRAEFIK_PODS], ports: [{ port: 3000, protocol: 'TCP' }] },
    ]);
  });

  test('names the certificate in the Ingress for HTTPS alone', () => {
    const issued = ingress(platform(traefik()), { tls: DNS01 });
    expect(issued.toJson().spec.tls).toEqual([{ hosts: ['shop.example.com'], secretName: 'shop.example.com-tls' }]);
    expect(issued.redirect?.toJson().spec).not.toHaveProperty('tls');
  });
});

describe('by a controller that redirects by annotations', () => {
  const inNamespace = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });

  test.each([
    [
      IngressControllers.haproxy(),
      { 'haproxy.org/ssl-redirect': 'true', 'haproxy.org/ssl-redirect-port': '443' },
      { 'haproxy.org/ssl-redirect': 'false' },
      {
        namespaceSelector: inNamespace('haproxy-controller'),
        podSelector: {
          matchLabels: {
            'app.kubernetes.io/instance': 'haproxy-kubernetes-ingress',
            'app.kubernetes.io/name': 'kubernetes-ingress',
          },
        },
      },
    ],
    [
      IngressControllers.contour(),
      { 'ingress.kubernetes.io/force-ssl-redirect': 'true' },
      { 'ingress.kubernetes.io/force-ssl-redirect': 'false' },
      { namespaceSelector: inNamespace('projectcontour'), podSelector: { matchLabels: { app: 'envoy' } } },
    ],
    [
      IngressControllers.kong(),
      {
        'konghq.com/https-redirect-status-code': '308',
        'konghq.com/protocols': 'https',
        'konghq.com/strip-path': 'false',
      },
      { 'konghq.com/protocols': 'http,https', 'konghq.com/strip-path': 'false' },
      {
        namespaceSelector: inNamespace('kong'),
        podSelector: {
          matchLabels: {
            'app.kubernetes.io/component': 'app',
            'app.kubernetes.io/instance': 'kong',
            'app.kubernetes.io/name': 'gateway',
          },
        },
      },
    ],
  ])('is one Ingress of its class, which lets in its pods: $name', (controller, https, http, from) => {
    const app = platform(Entry.ingress(controller));
    const secure = ingress(app);
    const clear = ingress(app, { id: 'clear', host: 'clear.example.com', tls: CLEAR });
    expect(names(Chart.of(secure), 'Ingress')).toEqual(['web', 'clear']);
    expect(secure.toJson().spec.ingressClassName).toBe(controller.name);
    expect(secure.toJson().metadata.annotations).toEqual(https);
    expect(clear.toJson().metadata.annotations).toEqual({
      'cdk8s-networking/clear-text-reason': 'the proxy in front terminates TLS',
      ...http,
    });
    expect(written(app.node.findChild('apps') as Chart, 'NetworkPolicy', 'web-app').spec.ingress).toEqual([
      { from: [from], ports: [{ port: 3000, protocol: 'TCP' }] },
    ]);
  });
});

test.each([
  [IngressControllers.contour(), 'projectcontour/contour'],
  [IngressControllers.haproxy(), 'haproxy-controller/haproxy'],
  [IngressControllers.ingressNginx(), 'ingress-nginx/nginx'],
  [IngressControllers.k3sTraefik(), 'kube-system/traefik'],
  [IngressControllers.kong(), 'kong/kong'],
])('is read back by the analysis as it was meant: by $name', (controller, entry) => {
  const cluster = Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico(), entries: [Entry.ingress(controller)] });
  const app = new Platform({ cluster });
  const shop = new IsolatedNamespace(app, 'shop');
  const props = { image: 'ghcr.io/acme/web:1.4', port: 3000, host: 'shop.example.com', path: '/app', tls: SECRET };
  new WebApp(shop, 'web', props);
  const text = `${app.synthYaml()}`;
  const list = Connectivity.ofText([{ name: 'app.yaml', text }], { cluster }).list();
  const urls = controller.name === 'traefik' ? 'http://shop.example.com/app, ' : '';
  expect(Report.list(list)).toBe(`${entry} -> shop/web  TCP 3000  ${urls}https://shop.example.com/app\n`);
});

test.each([
  [IngressControllers.gke(), '35.191.0.0/16, 130.211.0.0/22'],
  [IngressControllers.azureApplicationGateway({ subnetRanges: ['10.0.0.0/24'] }), '10.0.0.0/24'],
])('is read back as it was meant by a load balancer outside: by $name', (controller, ranges) => {
  const cluster = Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico(), entries: [Entry.ingress(controller)] });
  const app = new Platform({ cluster });
  const shop = new IsolatedNamespace(app, 'shop');
  const props = { image: 'ghcr.io/acme/web:1.4', port: 3000, host: 'shop.example.com', path: '/app', tls: SECRET };
  new WebApp(shop, 'web', props);
  const text = `${app.synthYaml()}`;
  const list = Connectivity.ofText([{ name: 'app.yaml', text }], { cluster }).list();
  expect(Report.list(list)).toBe(
    `external:${ranges} -> shop/web  TCP 3000\n` +
      `ingressclass/${controller.ingressClassName} -> shop/web  TCP 3000  https://shop.example.com/app\n`,
  );
});

describe('by a controller that is retired', () => {
  const lines = hearNotices();
  const internal = Entry.ingress(IngressControllers.ingressNginx({ ingressClassName: 'internal' }), {
    name: 'internal',
  });

  test('has the synth say so once, with the way out', () => {
    const app = platform(nginx(), internal);
    ingress(app);
    ingress(app, { id: 'admin', path: '/admin' });
    ingress(app, { id: 'inside', entry: 'internal' });
    app.synthYaml();
    expect(lines).toEqual([`cdk8s-networking: ${IngressControllers.ingressNginx().retirement}\n`]);
  });

  test('has it say so as long as one Ingress is left', () => {
    const app = platform(nginx());
    const first = ingress(app);
    const second = ingress(app, { id: 'admin', path: '/admin' });
    first.node.scope?.node.tryRemoveChild('web');
    app.synthYaml();
    expect(lines).toHaveLength(1);
    lines.length = 0;
    const empty = platform(nginx());
    ingress(empty).node.scope?.node.tryRemoveChild('web');
    empty.synthYaml();
    expect(lines).toEqual([]);
    expect(second.name).toBe('admin');
  });

  test('is told in its own words, where it is one of the user', () => {
    const { ingressClassName, dataPlane, options } = IngressControllers.traefik();
    const retirement = 'own goes at the end of the year';
    const serve = () => ({ annotations: {} });
    const own = { name: 'own', ingressClassName, dataPlane, options, retirement, serve };
    const app = platform(Entry.ingress(own));
    ingress(app, { tls: CLEAR });
    app.synthYaml();
    expect(lines).toEqual(['cdk8s-networking: own goes at the end of the year\n']);
  });

  test('is not told where no Ingress is for it, nor of one that is maintained', () => {
    const app = platform(traefik(), nginx());
    ingress(app);
    app.synthYaml();
    expect(lines).toEqual([]);
  });
});

describe('writes', () => {
  test('the path, and the port of the Service', () => {
    const { spec } = ingress(platform(nginx()), { path: '/admin', port: 80 }).toJson();
    expect(spec.rules).toEqual([
      {
        host: 'shop.example.com',
        http: {
          paths: [
            { path: '/admin', pathType: 'Prefix', backend: { service: { name: 'web-app', port: { number: 80 } } } },
          ],
        },
      },
    ]);
  });

  test('the class of the entry that it names', () => {
    const app = platform(
      nginx(),
      Entry.ingress(IngressControllers.ingressNginx({ ingressClassName: 'internal', namespace: 'internal' }), {
        name: 'internal',
      }),
    );
    expect(ingress(app, { entry: 'internal' }).toJson().spec.ingressClassName).toBe('internal');
    expect(ingress(app, { id: 'public', entry: 'ingress-nginx' }).toJson().spec.ingressClassName).toBe('nginx');
    const [{ from }] = written(app.node.findChild('apps') as Chart, 'NetworkPolicy', 'web-app').spec.ingress;
    expect(from[0].namespaceSelector).toEqual({ matchLabels: { 'kubernetes.io/metadata.name': 'internal' } });
  });

  test('the certificate of the entry, where it is given none', () => {
    const { spec } = ingress(platform(nginx({ tls: Tls.secret('from-entry') })), { tls: undefined }).toJson();
    expect(spec.tls).toEqual([{ hosts: ['shop.example.com'], secretName: 'from-entry' }]);
  });

  test.each([
    ['ClusterIssuer', 'letsencrypt', DNS01],
    ['Issuer', 'own-ca', Tls.certManager({ issuer: 'own-ca', challenge: Challenge.DNS01 })],
  ])('a Certificate by a %s, and the Secret that it fills, named after the host', (kind, name, tls) => {
    const issued = ingress(platform(nginx()), { tls });
    const { metadata, spec } = issued.toJson();
    expect(metadata.annotations).toEqual({ 'nginx.ingress.kubernetes.io/ssl-redirect': 'true' });
    expect(spec.tls).toEqual([{ hosts: ['shop.example.com'], secretName: 'shop.example.com-tls' }]);
    expect(issued.certificates.map((certificate) => certificate.toJson().spec)).toEqual([
      {
        secretName: 'shop.example.com-tls',
        dnsNames: ['shop.example.com'],
        issuerRef: { group: 'cert-manager.io', kind, name },
      },
    ]);
  });

  test('one Certificate for all Ingresses of a host in a namespace, since cert-manager makes one for each that asks', () => {
    const app = platform(nginx());
    const [one, other] = [ingress(app, { tls: DNS01 }), ingress(app, { id: 'other', path: '/other', tls: DNS01 })];
    expect(other.certificates).toEqual(one.certificates);
    expect(names(Chart.of(one), 'Certificate')).toEqual(['shop.example.com-tls']);
  });

  test('a wildcard host, with a certificate that a DNS challenge gets', () => {
    const { spec } = ingress(platform(nginx()), { host: '*.example.com', tls: DNS01 }).toJson();
    expect(spec.rules[0].host).toBe('*.example.com');
    expect(spec.tls).toEqual([{ hosts: ['*.example.com'], secretName: 'example.com-tls-wildcard' }]);
  });

  test('its id as its name, unless one is given', () => {
    const app = platform(traefik());
    expect(ingress(app).name).toBe('web');
    const named = ingress(app, { id: 'other', name: 'public', host: 'www.example.com' });
    expect([named.name, named.redirect?.name]).toEqual(['public', 'public-redirect']);
  });

  test('what patches say of each of its objects', () => {
    const patched = ingress(platform(traefik()));
    patched.addJsonPatch(JsonPatch.add('/metadata/annotations/example.com~1owner', 'team-shop'));
    patched.redirect?.addJsonPatch(JsonPatch.add('/metadata/labels/redirects', 'yes'));
    patched.controllerObjects[0]?.addJsonPatch(JsonPatch.replace('/spec/redirectScheme/permanent', false));
    const chart = Chart.of(patched);
    expect(written(chart, 'Ingress', 'web').metadata.annotations['example.com/owner']).toBe('team-shop');
    expect(written(chart, 'Ingress', 'web-redirect').metadata.labels.redirects).toBe('yes');
    expect(written(chart, 'Middleware', 'web-redirect').spec.redirectScheme.permanent).toBe(false);
  });
});

test('does not follow properties that are changed later', () => {
  const app = platform(traefik());
  const chart = space(app, 'shop');
  const [backend, other] = ['one', 'two'].map((id) => new Backend(chart, id)) as [Backend, Backend];
  const props = { backend, host: 'shop.example.com', path: '/a', tls: SECRET };
  const object = new Ingress(chart, 'web', props);
  const before = [object.toJson(), object.redirect?.toJson()];
  Object.assign(props, { backend: other, host: 'late.example.com', path: '/late', tls: CLEAR });
  expect([object.toJson(), object.redirect?.toJson()]).toEqual(before);
});

describe('the solver of a challenge', () => {
  test.each([
    ['ingress-nginx', nginx(), NGINX_PODS],
    ['Traefik', traefik(), TRAEFIK_PODS],
  ])('by HTTP lets in the pods of %s, on its own port', (_, entry, pods) => {
    const issued = ingress(platform(entry), { tls: HTTP01 });
    expect(written(Chart.of(issued), 'NetworkPolicy', 'acme-solver').spec).toEqual({
      podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [pods], ports: [{ port: 8089, protocol: 'TCP' }] }],
    });
  });

  test('by HTTP has one policy for all hosts of the namespace, which each Ingress tells', () => {
    const app = platform(nginx());
    const { solverPolicy } = ingress(app, { tls: HTTP01 });
    const www = ingress(app, { id: 'www', host: 'www.example.com', tls: HTTP01 });
    expect(names(Chart.of(www), 'NetworkPolicy')).toEqual(['acme-solver']);
    expect(solverPolicy?.name).toBe('acme-solver');
    expect(www.solverPolicy).toBe(solverPolicy);
  });

  test.each([
    ['by DNS', DNS01],
    ['for a certificate in a Secret', SECRET],
  ])('%s has no policy', (_, tls) => {
    const object = ingress(platform(nginx()), { tls });
    expect(names(Chart.of(object), 'NetworkPolicy')).toEqual([]);
    expect(object.solverPolicy).toBeUndefined();
  });
});

describe('refuses', () => {
  test('a host without a certificate', () => {
    expect(() => ingress(platform(nginx()), { tls: undefined })).toThrow(
      new Error(
        '[routes/web] a host must have a certificate, but neither the app nor the entry of the cluster profile gives ' +
          'one for shop.example.com; ' +
          "give `tls`: Tls.secret('name'), Tls.certManager({ ... }), or Tls.none({ reason: '...' }) for clear text",
      ),
    );
  });

  test('a certificate of another namespace', () => {
    expect(() => ingress(platform(nginx()), { tls: Tls.secret('shared-tls', { namespace: 'certs' }) })).toThrow(
      new Error(
        '[routes/web] an Ingress must take its certificate from a Secret of its own namespace, but got ' +
          '"Secret certs/shared-tls"; copy the Secret, or let cert-manager issue one here',
      ),
    );
  });

  test('a backend of another namespace', () => {
    const app = platform(nginx());
    const backend = new Backend(space(app, 'payments'), 'ledger');
    expect(() => ingress(app, { backend })).toThrow(
      new Error(
        '[routes/web] the backend of an Ingress must be in its own namespace, but got "payments/ledger"; ' +
          "make the Ingress in the backend's chart, or use a Gateway, whose routes cross namespaces",
      ),
    );
  });

  test('a backend in a chart without a namespace', () => {
    const app = platform(nginx());
    const backend = new Backend(new Chart(app, 'nowhere'), 'ledger');
    expect(() => ingress(app, { backend })).toThrow(
      new Error(
        '[routes/web] the backend of an Ingress must be in its own namespace, but got "ledger"; ' +
          "make the Ingress in the backend's chart, or use a Gateway, whose routes cross namespaces",
      ),
    );
  });

  test('a wildcard host with a challenge by HTTP', () => {
    expect(() => ingress(platform(nginx()), { host: '*.example.com', tls: HTTP01 })).toThrow(
      new Error(
        '[routes/web] the challenge for a wildcard certificate must be DNS01, but *.example.com asks for HTTP01; ' +
          'use Challenge.DNS01 with an issuer that can, or name the hosts one by one',
      ),
    );
  });

  test('an entry that is a Gateway API implementation', () => {
    expect(() => ingress(platform())).toThrow(
      new Error(
        '[routes/web] the entry of an Ingress must be an ingress controller, but "envoy-gateway" is a Gateway API ' +
          'implementation; name another `entry`, or add Entry.ingress() to the cluster profile',
      ),
    );
  });

  test('an entry that the profile does not have', () => {
    expect(() => ingress(platform(nginx()), { entry: 'internal' })).toThrow(
      /^\[routes\/web\] an entry must be one of the cluster profile "kubeadm": ingress-nginx, but got "internal"; /,
    );
  });

  test.each([
    ['/', '/', '/'],
    ['/admin', '/admin/', '/admin'],
  ])('the path %s of a host for a second time as %s', (first, second, shown) => {
    const app = platform(nginx());
    ingress(app, { path: first });
    expect(() => ingress(app, { id: 'other', path: second })).toThrow(
      new Error(
        `[routes/other] a path of a host must belong to one route, but [routes/web] has ${shown} of shop.example.com ` +
          'already; choose another `path` or `host`',
      ),
    );
  });

  test('another certificate for a host', () => {
    const app = platform(nginx());
    ingress(app);
    expect(() => ingress(app, { id: 'other', path: '/other', tls: Tls.secret('other-tls') })).toThrow(
      new Error(
        '[routes/other] all routes of a host must have one certificate, and [routes/web] has Secret shop-tls for ' +
          'shop.example.com, but got "Secret other-tls"; give both the same `tls`',
      ),
    );
  });

  test('a host that is none', () => {
    expect(() => ingress(platform(nginx()), { host: 'shop.example.com:8443' })).toThrow(
      /^\[routes\/web\] a hostname must be .*, but got "shop\.example\.com:8443"; write "shop\.example\.com"$/,
    );
  });

  test('a path that is none', () => {
    expect(() => ingress(platform(nginx()), { path: '/a?b' })).toThrow(
      /^\[routes\/web\] a path must start with "\/", .*, but got "\/a\?b"; write it as the browser sends it/,
    );
  });

  test('a path that the controller does not take', () => {
    expect(() => ingress(platform(nginx()), { path: '/a(b)' })).toThrow(
      /^\[routes\/web\] a path by ingress-nginx must have no characters but .*, but got "\/a\(b\)"; /,
    );
    expect(() => ingress(platform(traefik()), { path: '/a(b)' })).not.toThrow();
  });

  test('a path that Kong would take for a regular expression', () => {
    const kong = Entry.ingress(IngressControllers.kong());
    expect(() => ingress(platform(kong), { path: '/v1.0' })).toThrow(
      new Error(
        '[routes/web] a path by kong must have no characters but letters, digits, "/", "-", "_", but got "/v1.0"; ' +
          'serve a shorter path above it, or name another `entry`',
      ),
    );
    expect(() => ingress(platform(kong), { path: '/v1/my-app_2' })).not.toThrow();
  });

  test('a host for whose issued Secret there is no name', () => {
    const host = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(62)).join('.');
    expect(host).toHaveLength(251);
    expect(() => ingress(platform(nginx()), { host, tls: DNS01 })).toThrow(
      new Error(
        '[routes/web] a host must leave room for the name of the Secret with its certificate, which has at most 253 ' +
          `characters, but got "${host.slice(0, 77)}..."; choose a shorter host, or name a Secret: Tls.secret('name')`,
      ),
    );
    expect(() => ingress(platform(nginx()), { host, tls: SECRET })).not.toThrow();
  });

  test('two Secrets for one host, in two namespaces too', () => {
    const app = platform(nginx());
    ingress(app);
    const bank = space(app, 'bank');
    const props = { backend: new Backend(bank, 'app'), host: 'shop.example.com', path: '/bank' };
    expect(() => new Ingress(bank, 'web', { ...props, tls: Tls.secret('bank-tls') })).toThrow(
      new Error(
        '[bank/web] all routes of a host must have one certificate, and [routes/web] has Secret shop-tls for ' +
          'shop.example.com, but got "Secret bank-tls"; give both the same `tls`',
      ),
    );
  });

  test('a chart without a namespace, where Traefik has to redirect', () => {
    const chart = new Chart(platform(traefik()), 'web');
    const props = { backend: new Backend(chart, 'app'), host: 'shop.example.com' };
    expect(() => new Ingress(chart, 'ingress', { ...props, tls: SECRET })).toThrow(
      new Error(
        '[web/ingress] the namespace of an Ingress that Traefik serves must be known, since it names its ' +
          'Middlewares by namespace; give its chart a `namespace`, or use an IsolatedNamespace',
      ),
    );
    expect(new Ingress(chart, 'ingress', { ...props, tls: CLEAR }).redirect).toBeUndefined();
  });

  test('a name that is none', () => {
    expect(() => ingress(platform(nginx()), { name: 'Web' })).toThrow(
      /^\[routes\/web\] the name of an Ingress must be a DNS-1123 subdomain .*, but got "Web"; write "web"$/,
    );
  });
});

describe('is silent about', () => {
  test('other paths of a host, with the same certificate', () => {
    const app = platform(nginx());
    const { node } = ingress(app);
    ingress(app, { id: 'admin', path: '/admin' });
    expect(names(node.scope as Chart, 'Ingress')).toEqual(['web', 'admin']);
  });

  test('the same path of a host by two controllers', () => {
    const app = platform(nginx(), traefik());
    ingress(app, { entry: 'ingress-nginx' });
    expect(() => ingress(app, { id: 'other', entry: 'traefik' })).not.toThrow();
  });

  test('the same path of a host in two apps', () => {
    ingress(platform(nginx()));
    expect(() => ingress(platform(nginx()))).not.toThrow();
  });

  test('a chart without a namespace, where its backend is there, too', () => {
    const chart = new Chart(platform(nginx()), 'web');
    const backend = new Backend(chart, 'app');
    const object = new Ingress(chart, 'ingress', { backend, host: 'shop.example.com', tls: SECRET });
    expect(object.toJson().metadata.namespace).toBeUndefined();
  });

  test('one host in two namespaces, each with a copy of the Secret', () => {
    const app = platform(nginx());
    ingress(app);
    const bank = space(app, 'bank');
    const props = { backend: new Backend(bank, 'app'), host: 'shop.example.com', path: '/bank' };
    const tls = Tls.secret('shop-tls', { namespace: 'bank' });
    expect(() => new Ingress(bank, 'web', { ...props, tls })).not.toThrow();
  });

  test('one host in two namespaces whose certificates one ClusterIssuer issues', () => {
    const app = platform(nginx());
    ingress(app, { tls: DNS01 });
    const bank = space(app, 'bank');
    const props = { backend: new Backend(bank, 'app'), host: 'shop.example.com', path: '/bank' };
    expect(() => new Ingress(bank, 'web', { ...props, tls: DNS01 })).not.toThrow();
  });

  test('the certificate of its own namespace, where the namespace is said', () => {
    const { spec } = ingress(platform(nginx()), { tls: Tls.secret('shop-tls', { namespace: 'shop' }) }).toJson();
    expect(spec.tls).toEqual([{ hosts: ['shop.example.com'], secretName: 'shop-tls' }]);
  });
});
