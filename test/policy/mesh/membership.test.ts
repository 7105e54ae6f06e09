import type { Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import {
  type IMesh,
  InternalService,
  type InternalServiceProps,
  IsolatedNamespace,
  Mesh,
  Peer,
  Worker,
} from '../../../lib';
import { lines } from '../lines';
import { appIn, find, identityLines, policiesOf } from './written';

const image = 'ghcr.io/acme/app:1.0';
const memberNamespaces = ['partners'];
const AMBIENT = Mesh.istioAmbient({ memberNamespaces });
const SIDECAR = Mesh.istioSidecar({ memberNamespaces });
const LINKERD = Mesh.linkerd({ memberNamespaces });

const MODE = 'istio.io/dataplane-mode';
const INJECT = 'sidecar.istio.io/inject';
const LINKERD_INJECT = 'linkerd.io/inject';

type Metadata = Pick<InternalServiceProps, 'labels' | 'annotations'>;

function shopIn(mesh: IMesh) {
  const app = appIn(mesh);
  const shop = new IsolatedNamespace(app, 'shop');
  return { app, shop, api: new InternalService(shop, 'api', { image, port: 8080 }) };
}

/** As whom the proxy of `api` knows those who may connect to it. */
function knownTo(app: ReturnType<typeof appIn>, mesh: IMesh): string[] {
  if (mesh.mode !== 'linkerd-proxy') {
    return identityLines(app).flatMap((line) => /^shop\/api <- (.*): 8080$/.exec(line)?.[1] ?? []);
  }
  return policiesOf(app).flatMap(({ kind, metadata: { name }, spec }) => {
    if (!name.startsWith('api-8080')) return [];
    if (kind === 'NetworkAuthentication') return ['not *'];
    return kind === 'MeshTLSAuthentication'
      ? spec.identityRefs.map((ref: any) => (ref.name ? `${ref.namespace}/${ref.name}` : `namespace ${ref.namespace}`))
      : [];
  });
}

/** On which ports network policies let others in to `api`. */
function seenAt(shop: Chart): string[] {
  const start = 'shop/instance=shop,name=api <-';
  return lines(shop).flatMap((line) =>
    line.startsWith(start) && !/169.254|fd16/.test(line) ? line.slice(start.length + 1) : [],
  );
}

const STRANGER = ['not *'];
const PLAIN = 'cluster.local/ns/shop/sa/plain';

describe('a workload', () => {
  test.each<[string, IMesh, Metadata, string[]]>([
    ['a label of ambient meshes', AMBIENT, { labels: { [MODE]: 'none' } }, STRANGER],
    ['one that means nothing to these', AMBIENT, { labels: { [MODE]: 'other' } }, [PLAIN]],
    ['a label of sidecars, to ambient meshes', AMBIENT, { labels: { [INJECT]: 'false' } }, [PLAIN]],
    ['an annotation of sidecars, to ambient meshes', AMBIENT, { annotations: { [INJECT]: 'false' } }, [PLAIN]],
    ['a label of sidecars', SIDECAR, { labels: { [INJECT]: 'false' } }, STRANGER],
    ['one that isn’t a word for yes', SIDECAR, { labels: { [INJECT]: 'never' } }, STRANGER],
    ['another word for yes', SIDECAR, { labels: { [INJECT]: 'On' } }, [PLAIN]],
    ['an annotation of sidecars', SIDECAR, { annotations: { [INJECT]: 'false' } }, STRANGER],
    ['an annotation that says yes', SIDECAR, { annotations: { [INJECT]: 'true' } }, [PLAIN]],
    [
      'a label, which counts before the annotation',
      SIDECAR,
      { labels: { [INJECT]: 'true' }, annotations: { [INJECT]: 'false' } },
      [PLAIN],
    ],
    [
      'the same the other way round',
      SIDECAR,
      { labels: { [INJECT]: 'false' }, annotations: { [INJECT]: 'true' } },
      STRANGER,
    ],
    ['an annotation of Linkerd', LINKERD, { annotations: { [LINKERD_INJECT]: 'disabled' } }, STRANGER],
    ['one that Linkerd doesn’t know', LINKERD, { annotations: { [LINKERD_INJECT]: 'no' } }, STRANGER],
    ['one that joins', LINKERD, { annotations: { [LINKERD_INJECT]: 'ingress' } }, ['shop/plain']],
    ['a label of that name', LINKERD, { labels: { [LINKERD_INJECT]: 'disabled' } }, ['shop/plain']],
  ])('is known by what its pods say: %s', (_, mesh, metadata, known) => {
    const { app, shop, api } = shopIn(mesh);
    const plain = new InternalService(shop, 'plain', { image, port: 9000, ...metadata });
    api.connections.allowFrom(plain);
    plain.connections.allowFrom(api);
    expect(knownTo(app, mesh)).toEqual(known);
    // Who left has no policies by identities, and is reached on its own port.
    const hasLeft = known === STRANGER;
    const own = policiesOf(app).filter(
      ({ kind, metadata: { name } }) => kind !== 'NetworkPolicy' && /^plain/.test(name),
    );
    expect(own.length > 0).toBe(!hasLeft);
    if (!hasLeft) return;
    expect(seenAt(shop)).toEqual(['instance=shop,name=plain: TCP 8080']);
    expect(lines(shop)).toContain('shop/instance=shop,name=plain <- instance=shop,name=api: TCP 9000');
  });

  test('is known so as well where it is adopted', () => {
    const { app, shop, api } = shopIn(SIDECAR);
    const old = new Deployment(shop, 'old', { containers: [{ image, portNumber: 9000 }] });
    old.podMetadata.addAnnotation(INJECT, 'false');
    api.connections.allowFrom(old);
    expect(knownTo(app, SIDECAR)).toEqual(STRANGER);
  });
});

describe('pods by their labels', () => {
  const pods = (namespace: string | undefined, labels: { [key: string]: string }) => Peer.pods({ namespace, labels });

  test.each<[string, IMesh, Peer, string[], string[]]>([
    [
      'who left, in a namespace of the mesh',
      AMBIENT,
      pods('partners', { app: 'till', [MODE]: 'none' }),
      STRANGER,
      ['app=till,istio.io/dataplane-mode=none in partners: TCP 8080'],
    ],
    [
      'who left, in the own namespace',
      AMBIENT,
      pods(undefined, { [MODE]: 'none' }),
      STRANGER,
      ['istio.io/dataplane-mode=none: TCP 8080'],
    ],
    [
      'who joined, in a namespace outside of it',
      AMBIENT,
      pods('legacy', { [MODE]: 'ambient' }),
      ['namespace legacy'],
      ['istio.io/dataplane-mode=ambient in legacy: TCP 15008'],
    ],
    [
      'who says nothing of worth, in a namespace of the mesh',
      AMBIENT,
      pods('partners', { [MODE]: 'other' }),
      ['namespace partners'],
      ['istio.io/dataplane-mode=other in partners: TCP 15008'],
    ],
    [
      'who says nothing of worth, outside of it',
      AMBIENT,
      pods('legacy', { app: 'till' }),
      STRANGER,
      ['app=till in legacy: TCP 8080'],
    ],
    [
      'who left Istio with sidecars',
      SIDECAR,
      pods('partners', { [INJECT]: 'false' }),
      STRANGER,
      ['sidecar.istio.io/inject=false in partners: TCP 8080'],
    ],
    [
      'who joined that',
      SIDECAR,
      pods('legacy', { [INJECT]: 'true' }),
      ['namespace legacy'],
      ['sidecar.istio.io/inject=true in legacy: TCP 8080'],
    ],
    [
      'whoever has labels that are none of Linkerd’s',
      LINKERD,
      pods('partners', { [INJECT]: 'false', [MODE]: 'none' }),
      ['namespace partners'],
      ['istio.io/dataplane-mode=none,sidecar.istio.io/inject=false in partners: TCP 4143, TCP 8080'],
    ],
  ])('are known by what these say: %s', (_, mesh, peer, known, seen) => {
    const { app, shop, api } = shopIn(mesh);
    api.connections.allowFrom(peer);
    expect(knownTo(app, mesh)).toEqual(known);
    expect(seenAt(shop)).toEqual(seen);
  });

  test('which leave it open, are known by the workloads of the app that have them', () => {
    const both = { app: 'both' };
    const build = (peer: Peer) => {
      const { app, shop, api } = shopIn(AMBIENT);
      new Worker(shop, 'in', { image, labels: both });
      new Worker(shop, 'out', { image, labels: { ...both, [MODE]: 'none' } });
      api.connections.allowFrom(peer);
      return [knownTo(app, AMBIENT), seenAt(shop)];
    };
    expect(build(Peer.pods({ namespace: 'shop', labels: both }))).toEqual([
      ['cluster.local/ns/shop/sa/in', 'not *'],
      ['app=both in shop: TCP 8080, TCP 15008'],
    ]);
    expect(build(Peer.pods({ labels: { 'app.kubernetes.io/name': 'out' } }))).toEqual([
      STRANGER,
      ['name=out: TCP 8080'],
    ]);
    expect(build(Peer.pods({ labels: { 'app.kubernetes.io/name': 'in' } }))).toEqual([
      ['cluster.local/ns/shop/sa/in'],
      ['name=in: TCP 15008'],
    ]);
    expect(build(Peer.namespace('shop'))).toEqual([
      ['namespace shop', 'not *'],
      ['all pods in shop: TCP 8080, TCP 15008'],
    ]);
  });
});

test('where a caller leaves, the port takes plain connections', () => {
  const { app, api } = shopIn(AMBIENT);
  api.connections.allowFrom(Peer.pods({ namespace: 'partners', labels: { [MODE]: 'none' } }));
  expect(find(policiesOf(app), 'PeerAuthentication', 'api').spec.portLevelMtls).toEqual({
    '8080': { mode: 'PERMISSIVE' },
  });
});
