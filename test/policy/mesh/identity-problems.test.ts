import { ApiObject } from 'cdk8s';
import { type IMesh, InternalService, IsolatedNamespace, Mesh, Peer, Port, ServiceAccount, Worker } from '../../../lib';
import { appIn, objectsOf } from './written';

const image = 'ghcr.io/acme/app:1.0';
const memberNamespaces = ['partners'];
const [AMBIENT, SIDECAR, LINKERD] = [Mesh.istioAmbient, Mesh.istioSidecar, Mesh.linkerd].map((make) =>
  make({ memberNamespaces }),
) as [IMesh, IMesh, IMesh];

const REMEDY =
  'give each caller an account of its own, `serviceAccount: ServiceAccount.dedicated()`, or let all that share one in on ' +
  'the same ports';

const HTTP = { ports: [Port.tcp(8080)] };
const METRICS = { ports: [Port.tcp(9090)] };

/** What is wrong with an app in which `api` lets some in on two ports. */
function synth(
  mesh: IMesh,
  declare: (api: InternalService, shop: IsolatedNamespace) => void,
  podRanges?: string[],
): () => unknown {
  const app = appIn(mesh, { podRanges });
  const shop = new IsolatedNamespace(app, 'shop');
  const api = new InternalService(shop, 'api', { image, port: 8080, extraPorts: [{ name: 'metrics', port: 9090 }] });
  declare(api, shop);
  return () => objectsOf(app);
}

const sharing = (api: InternalService, shop: IsolatedNamespace) => {
  const serviceAccount = ServiceAccount.existing('team');
  api.connections.allowFrom(new Worker(shop, 'one', { image, serviceAccount }), HTTP);
  api.connections.allowFrom(new Worker(shop, 'two', { image, serviceAccount }), METRICS);
};

const unlikePods = (api: InternalService) => {
  api.connections.allowFrom(Peer.namespace('partners'), HTTP);
  api.connections.allowFrom(Peer.pods({ namespace: 'partners', labels: { app: 'till' } }), METRICS);
};

describe('reports', () => {
  test.each([
    ['an ambient mesh', AMBIENT],
    ['Linkerd', LINKERD],
  ])('in %s, callers that share an account and may do different things', (_, mesh) => {
    expect(synth(mesh, sharing)).toThrow(
      '[shop/api] pods that a mesh knows as one must be let in on the same ports, but shop/api knows shop/one by its ' +
        `service account team alone, which is let in on TCP 9090 as well; ${REMEDY}`,
    );
  });

  test('pods of a namespace that its identity does not tell from all others of it', () => {
    expect(synth(AMBIENT, unlikePods)).toThrow(
      '[shop/api] pods that a mesh knows as one must be let in on the same ports, but shop/api knows namespace partners ' +
        `by its namespace alone, which is let in on TCP 9090 as well; ${REMEDY}`,
    );
  });

  test('all of a namespace, where the account that its pods share may do more', () => {
    const declare = (api: InternalService, shop: IsolatedNamespace) => {
      const old = new ApiObject(shop, 'old', {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'old', labels: { app: 'old' } },
        spec: { containers: [{ name: 'old', image }] },
      });
      api.connections.allowFrom(old, METRICS);
      api.connections.allowFrom(Peer.namespace('shop'), HTTP);
    };
    expect(synth(AMBIENT, declare)).toThrow('knows namespace shop by its namespace alone, which is let in on TCP 9090');
  });

  test('one of a namespace that is let in as a whole, where one with the same account may do more', () => {
    const declare = (api: InternalService, shop: IsolatedNamespace) => {
      const serviceAccount = ServiceAccount.existing('team');
      new Worker(shop, 'two', { image, serviceAccount });
      api.connections.allowFrom(new Worker(shop, 'one', { image, serviceAccount }), METRICS);
      api.connections.allowFrom(Peer.namespace('shop'), HTTP);
    };
    expect(synth(AMBIENT, declare)).toThrow('shop/api knows shop/two by its service account team alone');
  });

  test('to Linkerd, what is open for pods outside of the mesh and not for one inside', () => {
    const declare = (api: InternalService, shop: IsolatedNamespace) => {
      api.connections.allowFrom(new Worker(shop, 'one', { image }), HTTP);
      api.connections.allowFrom(Peer.namespace('monitoring'), METRICS);
    };
    expect(synth(LINKERD, declare)).toThrow(
      '[shop/api] callers within a mesh of Linkerd must be let in on all ports that pods outside of it are, from which its ' +
        "policies don't tell them apart, but shop/one isn't let in to shop/api on TCP 9090; put those pods into the mesh " +
        'and name their namespace in `Mesh.linkerd({ memberNamespaces: [...] })`, or let the caller in on these ports as well',
    );
  });
});

/** A range reaches one port, and a caller within the mesh another one. */
const ranging = (peer: Peer) => (api: InternalService, shop: IsolatedNamespace) => {
  api.connections.allowFrom(new Worker(shop, 'one', { image }), HTTP);
  api.connections.allowFrom(peer, METRICS);
};

describe('to Linkerd, a range that may hold pods', () => {
  const NETWORK = Peer.cidr('10.0.0.0/8');
  const SPARED = Peer.cidr('10.0.0.0/8', { exceptFor: ['10.42.0.0/16'] });

  test('is reported, with the way out', () => {
    expect(synth(LINKERD, ranging(NETWORK), ['10.42.0.0/16'])).toThrow(
      '[shop/api] callers within a mesh of Linkerd must be let in on all ports that a range is which may hold their ' +
        "addresses, since its policies ask there for nothing else, but shop/one isn't let in to shop/api on TCP 9090, as " +
        '10.0.0.0/8 is; say in the cluster profile where pods have their addresses, `podRanges`, and leave these out of the ' +
        'range by `exceptFor`, or let the caller in on these ports as well',
    );
  });

  test.each<[string, Peer, string[] | undefined]>([
    ['any, where nobody says where pods have their addresses', Peer.cidr('203.0.113.0/24'), undefined],
    ['within theirs', Peer.cidr('10.42.7.0/24'), ['10.42.0.0/16']],
    ['around one of theirs', NETWORK, ['192.168.0.0/16', '10.42.0.0/16']],
    ['that leaves out a part of theirs', SPARED, ['10.42.0.0/15']],
    ['that leaves out one of theirs', SPARED, ['10.42.0.0/16', '10.99.0.0/16']],
  ])('is reported: %s', (_, peer, podRanges) => {
    expect(synth(LINKERD, ranging(peer), podRanges)).toThrow('a range is which may hold their addresses');
  });

  test.each<[string, Peer, string[]]>([
    ['elsewhere', Peer.cidr('203.0.113.0/24'), ['10.42.0.0/16']],
    ['of the other family', NETWORK, ['fd00:42::/56']],
    ['that leaves out theirs', SPARED, ['10.42.0.0/16']],
    ['that leaves out more', SPARED, ['10.42.8.0/21']],
    ['of the internet', Peer.internet(), ['10.42.0.0/16', '2001:db8::/56']],
  ])('is not reported: %s', (_, peer, podRanges) => {
    expect(synth(LINKERD, ranging(peer), podRanges)).not.toThrow();
  });

  test('is not reported where the caller may use its ports as well, nor by Istio, which can say so', () => {
    const declare = (api: InternalService, shop: IsolatedNamespace) => {
      ranging(NETWORK)(api, shop);
      api.connections.allowFrom(Peer.namespace('shop'), METRICS);
    };
    expect(synth(LINKERD, declare)).not.toThrow();
    expect(synth(AMBIENT, ranging(NETWORK))).not.toThrow();
    expect(synth(SIDECAR, ranging(NETWORK))).not.toThrow();
  });
});

describe('is silent about', () => {
  test('a mesh with sidecars, where the network policy tells ports apart', () => {
    expect(synth(SIDECAR, sharing)).not.toThrow();
    expect(synth(SIDECAR, unlikePods)).not.toThrow();
  });

  test('callers that share an account and may do the same', () => {
    const declare = (api: InternalService, shop: IsolatedNamespace) => {
      const serviceAccount = ServiceAccount.existing('team');
      api.connections.allowFrom(new Worker(shop, 'one', { image, serviceAccount }), HTTP);
      api.connections.allowFrom(new Worker(shop, 'two', { image, serviceAccount }), HTTP);
    };
    expect(synth(AMBIENT, declare)).not.toThrow();
  });

  test('a caller that may do more than all others of its namespace', () => {
    const declare = (api: InternalService, shop: IsolatedNamespace) => {
      api.connections.allowFrom(new Worker(shop, 'one', { image }), METRICS);
      api.connections.allowFrom(Peer.namespace('shop'), HTTP);
    };
    expect(synth(AMBIENT, declare)).not.toThrow();
    expect(synth(LINKERD, declare)).not.toThrow();
  });

  test('what is open to everyone, or to pods outside of a mesh of Istio', () => {
    const declare = (api: InternalService, shop: IsolatedNamespace) => {
      api.connections.allowFrom(new Worker(shop, 'one', { image }), HTTP);
      api.connections.allowFrom(Peer.anywhere({ reason: 'public' }), METRICS);
    };
    expect(synth(LINKERD, declare)).not.toThrow();
    const strangers = (api: InternalService, shop: IsolatedNamespace) => {
      api.connections.allowFrom(new Worker(shop, 'one', { image }), HTTP);
      api.connections.allowFrom(Peer.namespace('monitoring'), METRICS);
    };
    expect(synth(AMBIENT, strangers)).not.toThrow();
  });
});
