import { JsonPatch } from 'cdk8s';
import {
  Challenge,
  DnsEgress,
  Entry,
  Gateway,
  GatewayImplementations,
  HttpRoute,
  type IGateway,
  type IGatewayImplementation,
  IsolatedNamespace,
  type IsolatedNamespaceProps,
  PodSecurity,
  PodSecurityLevel,
  Tls,
} from '../../../lib';
import { hearNotices } from '../../support/notices';
import { Backend, CLEAR, istio, names, platform, SECRET, space, written } from '../sample';

const CLIENTS = { ipBlock: { cidr: '198.51.100.0/24' } };
const PROXIES = { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'gateway' } };
const ISTIOD = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'istio-system' } },
  podSelector: { matchLabels: { app: 'istiod' } },
};
const DNS = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};

function tcp(...ports: number[]) {
  return ports.map((port) => ({ port, protocol: 'TCP' }));
}

/** The spec of the data plane's policy of `shop/gateway`. */
function policy(chart: ReturnType<typeof space>): any {
  return written(chart, 'NetworkPolicy', 'gateway-data-plane').spec;
}

function route(gateway: IGateway, backend: Backend, tls = SECRET): HttpRoute {
  const name = backend.node.id;
  return new HttpRoute(backend, 'route', {
    name,
    gateway,
    tls,
    hostnames: [`${name}.example.com`],
    rules: [{ backends: [backend] }],
  });
}

describe('a data plane in the namespace of its Gateway', () => {
  test('has one policy for all that it does', () => {
    const shop = space(platform(istio()), 'shop');
    route(Gateway.shared(shop), new Backend(shop, 'web', { port: 3000, servicePort: 80 }));
    expect(policy(shop)).toEqual({
      podSelector: PROXIES,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [CLIENTS], ports: tcp(80, 443, 15021) }],
      egress: [
        {
          to: [DNS],
          ports: [
            { port: 53, protocol: 'TCP' },
            { port: 53, protocol: 'UDP' },
          ],
        },
        { to: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: tcp(3000) },
        { to: [ISTIOD], ports: tcp(15012) },
      ],
    });
  });

  test('says in the policy why', () => {
    const shop = space(platform(istio()), 'shop');
    route(Gateway.shared(shop), new Backend(shop, 'web'));
    const { annotations } = written(shop, 'NetworkPolicy', 'gateway-data-plane').metadata;
    expect(annotations['cdk8s-networking/reasons'].split('\n')).toEqual([
      '198.51.100.0/24 -> shop/gateway-data-plane TCP 80, TCP 443, TCP 15021: clients of Gateway shop/gateway',
      'shop/gateway-data-plane -> pods app=istiod in namespace istio-system TCP 15012: ' +
        'its control plane configures the data plane',
      'shop/gateway-data-plane -> shop/web TCP 3000: routes of Gateway shop/gateway',
    ]);
  });

  test("gets into the pods of a backend, on the pods' port", () => {
    const shop = space(platform(istio()), 'shop');
    route(Gateway.shared(shop), new Backend(shop, 'web', { port: 3000, servicePort: 80 }));
    expect(written(shop, 'NetworkPolicy', 'web').spec.ingress).toEqual([
      { from: [{ podSelector: PROXIES }], ports: tcp(3000) },
    ]);
  });

  test('reaches a backend in another namespace, which lets in that data plane alone', () => {
    const app = platform(istio());
    const edge = space(app, 'edge');
    const shop = space(app, 'shop');
    route(new Gateway(edge, 'gateway'), new Backend(shop, 'web'));
    expect(policy(edge).egress).toContainEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
          podSelector: { matchLabels: { app: 'web' } },
        },
      ],
      ports: tcp(3000),
    });
    expect(written(shop, 'NetworkPolicy', 'web').spec.ingress).toEqual([
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } },
            podSelector: PROXIES,
          },
        ],
        ports: tcp(3000),
      },
    ]);
    expect(names(shop, 'NetworkPolicy')).toEqual(['web']);
  });

  test("resolves names by the namespace's own policy, where it has one", () => {
    const shop = space(platform(istio()), 'shop');
    new DnsEgress(shop, 'allow-dns');
    Gateway.shared(shop);
    expect(policy(shop).egress).toEqual([{ to: [ISTIOD], ports: tcp(15012) }]);
  });

  test('listens on the port for HTTPS only where a host has TLS', () => {
    const shop = space(platform(istio()), 'shop');
    route(Gateway.shared(shop), new Backend(shop, 'web'), CLEAR);
    expect(policy(shop).ingress).toEqual([{ from: [CLIENTS], ports: tcp(80, 15021) }]);
  });

  test('lets in clients of every range of the entry, and nobody else', () => {
    const shop = space(platform(istio({ clientRanges: ['0.0.0.0/0', '::/0'] })), 'shop');
    Gateway.shared(shop);
    expect(policy(shop).ingress).toEqual([
      { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }], ports: tcp(80, 15021) },
    ]);
  });

  test('is configured from the namespace where the control plane was installed', () => {
    const shop = space(platform(istio(undefined, { controlPlaneNamespace: 'mesh' })), 'shop');
    Gateway.shared(shop);
    expect(policy(shop).egress).toContainEqual({
      to: [{ ...ISTIOD, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'mesh' } } }],
      ports: tcp(15012),
    });
  });

  test('reaches the solver of an HTTP challenge, which lets it in', () => {
    const shop = space(platform(istio()), 'shop');
    const tls = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.HTTP01 });
    new Gateway(shop, 'gateway', { hostnames: ['shop.example.com'], tls });
    const solver = { podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } } };
    expect(policy(shop).egress).toContainEqual({ to: [solver], ports: tcp(8089) });
    expect(written(shop, 'NetworkPolicy', 'acme-solver').spec.ingress).toEqual([
      { from: [{ podSelector: PROXIES }], ports: tcp(8089) },
    ]);
  });

  test('has a policy that its Gateway tells', () => {
    const { dataPlanePolicy } = Gateway.shared(space(platform(istio()), 'shop')) as Gateway;
    dataPlanePolicy?.metadata.addLabel('team', 'edge');
    expect(dataPlanePolicy?.name).toBe('gateway-data-plane');
    expect(dataPlanePolicy?.toJson().metadata.labels.team).toBe('edge');
  });

  test('has a policy of its own for each Gateway', () => {
    const shop = space(platform(istio()), 'shop');
    const [one, two] = ['one', 'two'].map((id) => new Gateway(shop, id));
    route(one, new Backend(shop, 'web'));
    route(two, new Backend(shop, 'api'));
    const reached = (name: string) =>
      written(shop, 'NetworkPolicy', name).spec.egress.flatMap(({ to }: any) =>
        to.flatMap((peer: any) => (peer.namespaceSelector ? [] : [peer.podSelector.matchLabels.app])),
      );
    expect(reached('one-data-plane')).toEqual(['web']);
    expect(reached('two-data-plane')).toEqual(['api']);
  });
});

describe('a data plane elsewhere', () => {
  test('has no policy here', () => {
    const shop = space(platform(), 'shop');
    route(Gateway.shared(shop), new Backend(shop, 'web'));
    expect(names(shop, 'NetworkPolicy')).toEqual(['web']);
    expect((Gateway.shared(shop) as Gateway).dataPlanePolicy).toBeUndefined();
  });
});

describe('refuses', () => {
  test('an entry that does not say where clients come from, and tells how to find out', () => {
    const shop = space(platform(istio({})), 'shop');
    expect(() => Gateway.shared(shop)).toThrow(
      /^\[shop\/SharedRouting\/gateway\] the cluster profile must say from which addresses clients reach the data plane of entry "istio"; give `clientRanges` .*`kubectl get service -A /,
    );
  });

  test('a Gateway whose name leaves no room for that of the policy', () => {
    const shop = space(platform(istio()), 'shop');
    expect(() => new Gateway(shop, 'x'.repeat(52))).not.toThrow();
    expect(() => new Gateway(shop, 'gateway', { name: 'x'.repeat(53) })).toThrow(
      new Error(
        '[shop/gateway] the name of a Gateway must have at most 52 characters where istio serves it, but got ' +
          `"${'x'.repeat(53)}"; choose a shorter \`name\`: its data plane gets a policy named after it`,
      ),
    );
  });
});

describe('in a namespace with Pod Security', () => {
  function synth(entry: Entry, props?: IsolatedNamespaceProps): unknown {
    const shop = new IsolatedNamespace(platform(entry), 'shop', props);
    Gateway.shared(shop);
    return shop.toJson();
  }

  test('"restricted", pods that do not meet it fail the synth, which names the setting that mends it', () => {
    expect(() => synth(istio())).toThrow(
      '[shop/SharedRouting/gateway/DataPlane] the pods of a data plane must meet the Pod Security level that their ' +
        'namespace enforces, but shop enforces "restricted", and those of istio meet "baseline" only; install istiod with the Helm value ' +
        'gateways.seccompProfile.type=RuntimeDefault and say so with ' +
        "GatewayImplementations.istio({ podSecurity: PodSecurityLevel.RESTRICTED }), or lower the namespace's level: " +
        "PodSecurity.baseline({ reason: '...' })",
    );
  });

  test('"restricted", pods that meet it pass', () => {
    expect(() => synth(istio(undefined, { podSecurity: PodSecurityLevel.RESTRICTED }))).not.toThrow();
  });

  test.each([
    ['"baseline"', PodSecurity.baseline({ reason: 'a test' })],
    ['"privileged"', PodSecurity.privileged({ reason: 'a test' })],
  ])('%s, pods that meet "baseline" pass', (_, podSecurity) => {
    expect(() => synth(istio(), { podSecurity })).not.toThrow();
  });

  test('"baseline", pods that meet "privileged" only fail the synth', () => {
    const entry = istio(undefined, { podSecurity: PodSecurityLevel.PRIVILEGED });
    expect(() => synth(entry, { podSecurity: PodSecurity.baseline({ reason: 'a test' }) })).toThrow(
      'shop enforces "baseline", and those of istio meet "privileged" only',
    );
  });

  test.each([
    ['baseline', 'restricted', false],
    ['restricted', 'baseline', true],
  ] as const)('%s by a patch over %s, what is written counts', (patched, declared, fails) => {
    const podSecurity = declared === 'baseline' ? PodSecurity.baseline({ reason: 'a test' }) : PodSecurity.restricted();
    const shop = new IsolatedNamespace(platform(istio()), 'shop', { podSecurity });
    shop.namespaceObject.addJsonPatch(
      JsonPatch.replace('/metadata/labels/pod-security.kubernetes.io~1enforce', patched),
    );
    Gateway.shared(shop);
    const synthesized = expect(() => shop.toJson());
    if (fails) synthesized.toThrow(`shop enforces "${patched}", and those of istio meet "baseline" only`);
    else synthesized.not.toThrow();
  });

  test('that does not hold the Gateway, its pods pass', () => {
    const app = platform(istio());
    const gateway = new Gateway(space(app, 'edge'), 'gateway');
    const shop = new IsolatedNamespace(app, 'shop', { gateway });
    expect(() => shop.toJson()).not.toThrow();
  });

  test('"restricted", a data plane that runs elsewhere passes', () => {
    expect(() => synth(Entry.gateway(GatewayImplementations.envoyGateway()))).not.toThrow();
  });
});

describe('what whoever writes routes has to know', () => {
  const lines = hearNotices();
  const told = (implementation: IGatewayImplementation) => {
    const app = platform(Entry.gateway(implementation));
    const shop = space(app, 'shop');
    const gateway = new Gateway(shop, 'gateway', { tls: SECRET });
    for (const id of ['one', 'two']) route(gateway, new Backend(shop, id));
    app.charts[0]?.toJson();
    return [...lines];
  };

  test('is told once', () => {
    const gke = GatewayImplementations.gke({ gatewayClassName: 'gke-l7-global-external-managed' });
    expect(told(gke)).toEqual([`cdk8s-networking: ${gke.routeHint}\n`]);
  });

  test('is nothing elsewhere', () => {
    expect(told(GatewayImplementations.envoyGateway())).toEqual([]);
  });
});
