import { ApiObject, JsonPatch } from 'cdk8s';
import {
  Clusters,
  checks,
  Enforcement,
  InternalService,
  IsolatedNamespace,
  LabelSelector,
  Mesh,
  NetworkPlugin,
  NetworkPolicy,
  Peer,
  Platform,
  Port,
} from '../../lib';

const CLUSTER = Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico() });
const PARTNER = '198.51.100.0/24';

/** `shop`, with `web` that is declared to reach nobody. */
function shopIn(platform = new Platform({ cluster: CLUSTER })) {
  const shop = new IsolatedNamespace(platform, 'shop');
  const web = new InternalService(shop, 'web', { image: 'web:1', port: 8080, runAs: 1000 });
  return { platform, shop, web };
}

/** A policy by hand, of all pods. */
function handwritten(shop: IsolatedNamespace, spec: object): ApiObject {
  return new ApiObject(shop, 'partner', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'partner' },
    spec: { podSelector: {}, ...spec },
  });
}

function egressTo(cidr: string, except: string[] = []) {
  return {
    policyTypes: ['Egress'],
    egress: [{ to: [{ ipBlock: { cidr, ...(except.length > 0 && { except }) } }], ports: [{ port: 443 }] }],
  };
}

function ingressFrom(cidr: string) {
  return { ingress: [{ from: [{ ipBlock: { cidr } }], ports: [{ port: 8080 }] }] };
}

/** The heads of the findings, and what is evidence of them. */
function foundIn({ platform }: { platform: Platform }): string[] {
  try {
    platform.synthYaml();
  } catch (error) {
    return (error as Error).message.split('\n').flatMap((line) => {
      if (/^ {2}\[/.test(line)) return [line.trim()];
      return /^ +evidence: (.*)/.exec(line)?.slice(1) ?? [];
    });
  }
  return [];
}

const HEAD =
  '[shop/partner] error allowed-but-undeclared: NetworkPolicy shop/partner (shop.k8s.yaml): it connects pods of the app ' +
  'with addresses that no declaration names';

describe('reports', () => {
  test('a policy by hand that lets pods reach a network', () => {
    const app = shopIn();
    handwritten(app.shop, egressTo(PARTNER));
    expect(foundIn(app)).toEqual([HEAD, `shop/web of [shop/web] -> external:${PARTNER}  TCP 443`]);
  });

  test('a policy by hand that lets a network reach pods', () => {
    const app = shopIn();
    handwritten(app.shop, ingressFrom(PARTNER));
    expect(foundIn(app)).toEqual([HEAD, `external:${PARTNER} -> shop/web of [shop/web]  TCP 8080`]);
  });

  test('what is opened beside what was declared: other addresses, and other ports', () => {
    const app = shopIn();
    app.web.connections.allowTo(Peer.cidr(PARTNER), { ports: [Port.tcp(443), Port.tcp(8443)] });
    handwritten(app.shop, {
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '198.51.100.0/23' } }], ports: [{ port: 443 }, { port: 22 }] }],
    });
    expect(foundIn(app)).toEqual([
      HEAD,
      `shop/web of [shop/web] -> external:${PARTNER}  TCP 22`,
      'shop/web of [shop/web] -> external:198.51.101.0/24  TCP 22,443',
    ]);
  });

  test('a policy of a workload that is patched, for what the patch adds', () => {
    const app = shopIn();
    app.web.connections.allowTo(Peer.cidr(PARTNER), { ports: [Port.tcp(443)] });
    app.web.connections.policy.addJsonPatch(
      JsonPatch.add('/spec/egress/-', { to: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }),
    );
    expect(foundIn(app)).toEqual([
      '[shop/web/Policy] error allowed-but-undeclared: NetworkPolicy shop/web (shop.k8s.yaml): it connects pods of ' +
        'the app with addresses that no declaration names',
      'shop/web of [shop/web] -> external:203.0.113.0/24  all ports',
    ]);
  });

  test('pods that nothing keeps from addresses any more', () => {
    const app = shopIn();
    for (const each of app.shop.node.findAll()) {
      if (!ApiObject.isApiObject(each) || (each as ApiObject).kind !== 'NetworkPolicy') continue;
      (each as ApiObject).addJsonPatch(JsonPatch.replace('/spec/policyTypes', ['Ingress']));
    }
    expect(foundIn(app)).toEqual([
      '[shop/web] error allowed-but-undeclared: nothing keeps its pods from addresses that no declaration names',
      'shop/web of [shop/web] -> external:0.0.0.0/0, ::/0  all ports',
    ]);
  });
});

describe('is silent about', () => {
  test('what is declared, however it is opened besides', () => {
    const app = shopIn();
    app.web.connections.allowTo(Peer.cidr('198.51.0.0/16'), { ports: [Port.tcp(443)] });
    handwritten(app.shop, egressTo(PARTNER));
    expect(foundIn(app)).toEqual([]);
  });

  test('everybody who is declared', () => {
    const app = shopIn();
    app.web.connections.allowFrom(Peer.anywhere({ reason: 'a public service' }));
    handwritten(app.shop, ingressFrom(PARTNER));
    expect(foundIn(app)).toEqual([]);
  });

  test('what is acknowledged, with the pods of the same policy', () => {
    const app = shopIn();
    const policy = handwritten(app.shop, { ingress: [{}], egress: [{}] });
    checks.Checks.of(policy).acknowledge(checks.SynthFinding.ALLOWED_BUT_UNDECLARED, { reason: 'a fire drill' });
    expect(foundIn(app)).toEqual([]);
  });

  test('a policy of this library that says itself whom it lets in', () => {
    const app = shopIn();
    new NetworkPolicy(app.shop, 'partner', {
      pods: LabelSelector.everything(),
      egress: [{ peers: [Peer.cidr(PARTNER)], ports: [Port.tcp(443)] }],
    });
    expect(foundIn(app)).toEqual([]);
  });

  test('pods of others, which no declaration closes', () => {
    const platform = new Platform({ cluster: CLUSTER });
    const shop = new IsolatedNamespace(platform, 'shop');
    new ApiObject(shop, 'legacy', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'legacy', labels: { app: 'legacy' } },
      spec: { containers: [{ name: 'main', image: 'legacy:1' }] },
    });
    handwritten(shop, egressTo(PARTNER));
    expect(foundIn({ platform })).toEqual([]);
  });

  test('a direction that isn’t enforced yet', () => {
    const platform = new Platform({ cluster: CLUSTER });
    const shop = new IsolatedNamespace(platform, 'shop', {
      enforcement: Enforcement.ingress({ reason: 'egress is watched first' }),
    });
    new InternalService(shop, 'web', { image: 'web:1', port: 8080, runAs: 1000 });
    handwritten(shop, egressTo(PARTNER));
    expect(foundIn({ platform })).toEqual([]);
  });

  test('what a patch leaves as it was, with the probes of an ambient mesh', () => {
    const cluster = Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico(), mesh: Mesh.istioAmbient() });
    const app = shopIn(new Platform({ cluster }));
    const from = [{ podSelector: {} }];
    app.web.connections.policy.addJsonPatch(JsonPatch.add('/spec/ingress/-', { from, ports: [{ port: 1 }] }));
    expect(foundIn(app)).toEqual([]);
  });
});
