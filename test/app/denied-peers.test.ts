import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import {
  Clusters,
  checks,
  InternalService,
  IsolatedNamespace,
  KubernetesApi,
  Mesh,
  Monitoring,
  NetworkPlugin,
  Peer,
  Platform,
  Port,
} from '../../lib';

const CLUSTER = Clusters.kubeadm({
  networkPlugin: NetworkPlugin.calico(),
  kubernetesApi: KubernetesApi.at(['192.0.2.10']),
});
const PARTNER = Peer.cidr('198.51.100.0/24');
const LEDGER = Peer.pods({ namespace: 'payments', labels: { app: 'ledger' } });
const HTTPS = { ports: [Port.tcp(443)] };

function shopIn(platform = new Platform({ cluster: CLUSTER })) {
  const shop = new IsolatedNamespace(platform, 'shop');
  const web = new InternalService(shop, 'web', { image: 'web:1', port: 8080, runAs: 1000 });
  return { platform, shop, web };
}

/** A policy of Calico that comes before all others and denies what it is told to. */
function denying(shop: IsolatedNamespace, rules: { ingress?: object[]; egress?: object[] }): ApiObject {
  const withAction = (list: object[] = []) => list.map((rule) => ({ action: 'Deny', protocol: 'TCP', ...rule }));
  return new ApiObject(shop, 'deny', {
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata: { name: 'deny' },
    spec: {
      order: 1,
      selector: 'all()',
      types: [...(rules.ingress ? ['Ingress'] : []), ...(rules.egress ? ['Egress'] : [])],
      ...(rules.ingress && { ingress: withAction(rules.ingress) }),
      ...(rules.egress && { egress: withAction(rules.egress) }),
    },
  });
}

function adminPolicy(platform: Platform, rule: object, subject = 'shop'): ApiObject {
  const chart = new Chart(platform, 'admin');
  const selected = (name: string) => ({ namespaces: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
  return new ApiObject(chart, 'policy', {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: 'keep-apart' },
    spec: { priority: 10, subject: selected(subject), ...rule },
  });
}

/** A rule of an admin policy that denies. */
function deny(direction: 'ingress' | 'egress', peer: object) {
  return { [direction]: [{ name: 'no', action: 'Deny', [direction === 'egress' ? 'to' : 'from']: [peer] }] };
}

function namespaces(matchLabels: object) {
  return { namespaces: { matchLabels } };
}

const PAYMENTS = namespaces({ 'kubernetes.io/metadata.name': 'payments' });

function errorOf({ platform }: { platform: Platform }): string {
  try {
    platform.synthYaml();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

/** What is said of connections that are declared and denied. */
function deniedIn(app: { platform: Platform }): string[] {
  return errorOf(app)
    .split('\n')
    .filter((line) => line.includes('declared-but-denied'))
    .map((line) => line.trim());
}

function denied(from: string, to: string, ports: string): string {
  return `[shop/web] error declared-but-denied: ${from} is declared to connect to ${to}, and the manifests deny it on ${ports}`;
}

const WEB = 'shop/web of [shop/web]';

describe('reports', () => {
  test('a network that a policy by hand denies, with what denies it and what to do', () => {
    const app = shopIn();
    app.web.connections.allowTo(PARTNER, HTTPS);
    denying(app.shop, { egress: [{ destination: { nets: ['198.51.0.0/16'] } }] });
    expect(errorOf(app)).toBe(
      'Validation failed with the following errors:\n' +
        '  [shop/web] error declared-but-denied: shop/web of [shop/web] is declared to connect to 198.51.100.0/24, and the ' +
        'manifests deny it on TCP 443\n' +
        '      evidence: egress: NetworkPolicy shop/deny denies it\n' +
        '      evidence: decided by NetworkPolicy shop/deny (shop.k8s.yaml) of [shop/deny]\n' +
        '      harm: the connection is declared, and times out\n' +
        '      remedy: let NetworkPolicy shop/deny, spec.egress[0] (shop.k8s.yaml) not deny it, or put a rule that allows it before it',
    );
  });

  test('a network that is kept from pods', () => {
    const app = shopIn();
    app.web.connections.allowFrom(PARTNER);
    denying(app.shop, { ingress: [{ source: { nets: ['198.51.0.0/16'] } }] });
    expect(deniedIn(app)).toEqual([denied('198.51.100.0/24', WEB, 'TCP 8080')]);
  });

  test('of some ports those that are denied', () => {
    const app = shopIn();
    app.web.connections.allowTo(PARTNER, { ports: [Port.tcp(443), Port.tcp(22)] });
    denying(app.shop, { egress: [{ destination: { nets: ['0.0.0.0/0'], ports: [22] } }] });
    expect(deniedIn(app)).toEqual([denied(WEB, '198.51.100.0/24', 'TCP 22')]);
  });

  test('the Kubernetes API, the internet and anybody, where an admin policy denies all addresses and pods', () => {
    const app = shopIn();
    app.web.connections.allowTo(Peer.kubernetesApi());
    app.web.connections.allowTo(Peer.internet(), HTTPS);
    app.web.connections.allowTo(Peer.anywhere({ reason: 'x' }), { ports: [Port.tcp(80)] });
    adminPolicy(app.platform, {
      egress: [
        { name: 'addresses', action: 'Deny', to: [{ networks: ['0.0.0.0/0', '::/0'] }] },
        { name: 'pods', action: 'Deny', to: [{ namespaces: {} }] },
      ],
    });
    expect(deniedIn(app)).toEqual([
      denied(WEB, 'Kubernetes API', 'TCP 6443'),
      denied(WEB, 'internet', 'TCP 443'),
      denied(WEB, 'anywhere', 'TCP 80'),
    ]);
  });

  test('pods that are in no manifest, and a namespace, which an admin policy denies', () => {
    const app = shopIn();
    app.web.connections.allowTo(LEDGER, HTTPS);
    app.web.connections.allowTo(Peer.namespace('payments'), { ports: [Port.tcp(80)] });
    adminPolicy(app.platform, deny('egress', PAYMENTS));
    expect(deniedIn(app)).toEqual([
      denied(WEB, 'pods app=ledger in namespace payments', 'TCP 443'),
      denied(WEB, 'namespace payments', 'TCP 80'),
    ]);
    expect(errorOf(app)).toContain(
      '      evidence: egress: AdminNetworkPolicy keep-apart denies it before any NetworkPolicy is asked\n' +
        '      evidence: decided by AdminNetworkPolicy keep-apart (admin.k8s.yaml) of [admin/policy]\n',
    );
  });

  test('the whole cluster, which an admin policy keeps out', () => {
    const app = shopIn();
    app.web.connections.allowFrom(Peer.everyNamespace());
    adminPolicy(app.platform, deny('ingress', { namespaces: {} }));
    expect(deniedIn(app)).toEqual([denied('every namespace', WEB, 'TCP 8080')]);
  });

  test('pods that are in no manifest, to which an admin policy lets nobody in', () => {
    const app = shopIn();
    app.web.connections.allowTo(LEDGER, HTTPS);
    adminPolicy(app.platform, deny('ingress', namespaces({ 'kubernetes.io/metadata.name': 'shop' })), 'payments');
    expect(deniedIn(app)).toEqual([denied(WEB, 'pods app=ledger in namespace payments', 'TCP 443')]);
  });

  test('pods of a chart that lets nobody in', () => {
    const app = shopIn();
    app.web.connections.allowTo(LEDGER, HTTPS);
    const payments = new Chart(app.platform, 'payments', { namespace: 'payments' });
    new ApiObject(payments, 'ledger', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'ledger', labels: { app: 'ledger' } },
      spec: { containers: [{ name: 'main', image: 'ledger:1' }] },
    });
    new ApiObject(payments, 'closed', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'closed' },
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    });
    expect(deniedIn(app)).toEqual([denied(WEB, 'pods app=ledger in namespace payments', 'TCP 443')]);
    expect(errorOf(app)).toContain(
      '      evidence: ingress: NetworkPolicy payments/closed governs the ingress of payments/ledger, and no rule lets ' +
        'shop/web in on TCP 443\n',
    );
  });

  test('what a patch took out of the policy of the workload', () => {
    const app = shopIn();
    app.web.connections.allowTo(PARTNER, HTTPS);
    app.web.connections.allowTo(LEDGER, HTTPS);
    app.web.connections.policy.addJsonPatch(JsonPatch.replace('/spec/egress', []));
    expect(deniedIn(app)).toEqual([
      denied(WEB, '198.51.100.0/24', 'TCP 443'),
      denied(WEB, 'pods app=ledger in namespace payments', 'TCP 443'),
    ]);
  });
});

describe('is silent about', () => {
  test('a part of a peer that somebody denies', () => {
    const app = shopIn();
    app.web.connections.allowTo(Peer.internet(), HTTPS);
    app.web.connections.allowTo(PARTNER, HTTPS);
    app.web.connections.allowTo(Peer.anywhere({ reason: 'x' }), { ports: [Port.allTcp()] });
    app.web.connections.allowFrom(Peer.everyNamespace());
    denying(app.shop, {
      egress: [{ destination: { nets: ['198.51.100.7/32', '169.254.169.254/32'] } }],
      ingress: [{ source: { namespaceSelector: 'team == "sandbox"' } }],
    });
    expect(deniedIn(app)).toEqual([]);
  });

  test('one of the ports of a range', () => {
    const app = shopIn();
    app.web.connections.allowTo(PARTNER, { ports: [Port.allTcp()] });
    denying(app.shop, { egress: [{ destination: { nets: ['0.0.0.0/0'], ports: [22] } }] });
    expect(deniedIn(app)).toEqual([]);
  });

  test('pods that may be others than those that are denied', () => {
    const app = shopIn();
    app.web.connections.allowTo(LEDGER, HTTPS);
    app.web.connections.allowTo(Peer.namespaces({ labels: { team: 'a' } }), HTTPS);
    adminPolicy(app.platform, deny('egress', namespaces({ team: 'a' })));
    expect(deniedIn(app)).toEqual([]);
  });

  test('a namespace in which nobody but itself is read, whatever closes it', () => {
    const app = shopIn();
    app.web.connections.allowTo(Peer.sameNamespace(), HTTPS);
    app.web.connections.allowTo(Peer.pods({ namespace: 'shop', labels: { app: 'runner' } }), HTTPS);
    denying(app.shop, { egress: [{ destination: { nets: ['203.0.113.0/24'] } }] });
    expect(deniedIn(app)).toEqual([]);
  });

  test('what only the network plugin knows', () => {
    const cluster = Clusters.kubeadm({ networkPlugin: NetworkPlugin.cilium() });
    const app = shopIn(new Platform({ cluster }));
    app.web.connections.allowTo(Peer.hostname('api.stripe.com'), HTTPS);
    app.web.connections.allowTo(Peer.kubernetesApi());
    adminPolicy(app.platform, deny('egress', { networks: ['198.51.100.0/24'] }));
    expect(deniedIn(app)).toEqual([]);
  });

  test('a port that the pods of a peer, which are of the app, do not have', () => {
    const app = shopIn();
    const payments = new IsolatedNamespace(app.platform, 'payments');
    new InternalService(payments, 'ledger', { image: 'ledger:1', port: 8443, runAs: 1000 });
    const ledger = Peer.pods({ namespace: 'payments', labels: { 'app.kubernetes.io/name': 'ledger' } });
    app.web.connections.allowTo(ledger, { ports: [Port.tcp(8443), Port.tcp(9443)] });
    expect(errorOf(app)).toBe('');
    adminPolicy(app.platform, deny('egress', PAYMENTS));
    expect(deniedIn(app)).toEqual([
      denied(WEB, 'pods app.kubernetes.io/name=ledger in namespace payments', 'TCP 8443,9443'),
    ]);
  });

  test('a policy that cannot be understood', () => {
    const app = shopIn();
    app.web.connections.allowTo(PARTNER, HTTPS);
    denying(app.shop, { egress: [{ destination: { nets: ['198.51.0.0/16'] }, ipVersion: 7, someday: true }] });
    expect(deniedIn(app)).toEqual([]);
  });

  test('what is acknowledged', () => {
    const app = shopIn();
    app.web.connections.allowTo(PARTNER, HTTPS);
    denying(app.shop, { egress: [{ destination: { nets: ['198.51.0.0/16'] } }] });
    checks.Checks.of(app.web).acknowledge(checks.SynthFinding.DECLARED_BUT_DENIED, {
      reason: 'until the audit is over',
    });
    expect(errorOf(app)).toBe('');
  });
});

const MESHES = {
  'no mesh': undefined,
  'an ambient mesh': Mesh.istioAmbient(),
  'a mesh of sidecars': Mesh.istioSidecar(),
  Linkerd: Mesh.linkerd(),
};
const PLUGINS = { Calico: NetworkPlugin.calico(), Cilium: NetworkPlugin.cilium() };

describe.each(Object.entries(PLUGINS))('with %s', (_, networkPlugin) => {
  test.each(Object.entries(MESHES))('and %s, everybody who is declared can be reached', (_, mesh) => {
    const cluster = Clusters.kubeadm({
      networkPlugin,
      kubernetesApi: KubernetesApi.at(['192.0.2.10']),
      nodeRanges: ['10.9.0.0/16'],
      monitoring: Monitoring.kubePrometheusStack({ namespace: 'monitoring', release: 'prometheus' }),
      ...(mesh && { mesh }),
    });
    const app = shopIn(new Platform({ cluster }));
    const payments = new IsolatedNamespace(app.platform, 'payments');
    new InternalService(payments, 'ledger', { image: 'ledger:1', port: 8080, runAs: 1000 });
    const peers = [
      PARTNER,
      Peer.cidrs(['198.51.100.0/24', '2001:db8::/32']),
      Peer.cidr('10.0.0.0/8', { exceptFor: ['10.9.0.0/16'] }),
      Peer.internet(),
      Peer.anywhere({ reason: 'x' }),
      Peer.everyNamespace(),
      Peer.sameNamespace(),
      Peer.namespace('payments'),
      Peer.namespace('elsewhere'),
      Peer.namespaces({ labels: { team: 'a' } }),
      Peer.pods({ namespace: 'payments', labels: { 'app.kubernetes.io/name': 'ledger' } }),
      LEDGER,
      Peer.kubernetesApi(),
      Peer.nodes(),
      Peer.monitoring(),
    ];
    for (const peer of peers) {
      app.web.connections.allowTo(peer, { ports: [Port.tcp(8080)] });
      app.web.connections.allowFrom(peer);
    }
    expect(errorOf(app)).toBe('');
  });
});
