import { MeshNotStrict } from '../../../lib/checks/rules/mesh-not-strict';
import { found, shown } from '../found';
import { all, workload } from '../shop';

const check = new MeshNotStrict();

const namespace = (labels: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { ${labels} } }\n---\n`;
const AMBIENT = namespace('istio.io/dataplane-mode: ambient');
const authentication = (namespace: string, spec: string) =>
  `apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: x, namespace: ${namespace} }\nspec: ${spec}\n`;
const TOLD = ['1: Namespace shop: its pods take connections in clear text as well'];

describe('reports', () => {
  test('a namespace in the mesh, however it joins', () => {
    for (const labels of ['istio.io/dataplane-mode: ambient', 'istio-injection: enabled', 'istio.io/rev: stable']) {
      expect(found(check, namespace(labels))).toEqual(TOLD);
    }
  });

  test('a PeerAuthentication that is permissive, for some pods only, or of another namespace', () => {
    for (const other of [
      authentication('shop', '{ mtls: { mode: PERMISSIVE } }'),
      authentication('shop', '{ mtls: { mode: STRICT }, selector: { matchLabels: { app: web } } }'),
      authentication('blog', '{ mtls: { mode: STRICT } }'),
    ]) {
      expect(found(check, AMBIENT + other)).toEqual(TOLD);
    }
  });

  test('with the workloads that are open, unless some of them may be strict', () => {
    const web = workload('shop/web');
    expect(shown(check, all(AMBIENT.replace('---\n', ''), web)).slice(1)).toEqual([
      '  anywhere -> shop/web all ports is allowed, in clear text as well',
    ]);
    const some = authentication('shop', '{ mtls: { mode: STRICT }, selector: { matchLabels: { app: web } } }');
    expect(shown(check, all(AMBIENT.replace('---\n', ''), web, some)).slice(1)).toEqual([]);
  });

  test('without a workload for which a policy may ask who comes', () => {
    const asking = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: web, namespace: shop }
spec: { rules: [{ from: [{ source: { principals: ["*"] } }] }] }
`;
    expect(shown(check, all(AMBIENT.replace('---\n', ''), workload('shop/web'), asking)).slice(1)).toEqual([]);
  });
});

describe('is silent about', () => {
  test('a namespace outside of the mesh', () => {
    expect(found(check, namespace('team: a'))).toEqual([]);
    expect(found(check, namespace('istio.io/dataplane-mode: none'))).toEqual([]);
  });

  test('a namespace, or a mesh, that asks for mutual TLS', () => {
    for (const where of ['shop', 'istio-system']) {
      expect(found(check, AMBIENT + authentication(where, '{ mtls: { mode: STRICT } }'))).toEqual([]);
    }
  });
});
