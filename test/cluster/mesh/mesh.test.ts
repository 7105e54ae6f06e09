import { type IMesh, Mesh } from '../../../lib/cluster';

function known(mesh: IMesh): object {
  const { controlPlane, controlPlanePorts, hbonePort, probeRanges, proxyPorts, ...rest } = mesh;
  const inWords = { controlPlanePorts, probeRanges, proxyPorts };
  return {
    ...rest,
    controlPlane: `${controlPlane}`,
    hbonePort: hbonePort && `${hbonePort}`,
    ...Object.fromEntries(Object.entries(inWords).map(([name, list]) => [name, list.map(String)])),
  };
}

test('Istio with sidecars', () => {
  expect(known(Mesh.istioSidecar())).toEqual({
    name: 'istio-sidecar',
    mode: 'sidecar',
    namespaceLabels: { 'istio-injection': 'enabled' },
    namespaceAnnotations: {},
    controlPlane: 'pods app=istiod in namespace istio-system',
    controlPlanePorts: ['TCP 15012'],
    probeRanges: [],
    proxyPorts: ['TCP 15020', 'TCP 15021', 'TCP 15090'],
    trustDomain: 'cluster.local',
  });
});

test('Istio with a revision, elsewhere and under another domain', () => {
  const mesh = Mesh.istioSidecar({ revision: 'stable', namespace: 'istio', trustDomain: 'acme.example' });
  expect(known(mesh)).toMatchObject({
    namespaceLabels: { 'istio.io/rev': 'stable' },
    controlPlane: 'pods app=istiod in namespace istio',
    trustDomain: 'acme.example',
  });
});

test('Istio in its ambient mode', () => {
  expect(known(Mesh.istioAmbient())).toEqual({
    name: 'istio-ambient',
    mode: 'ambient',
    namespaceLabels: { 'istio.io/dataplane-mode': 'ambient' },
    namespaceAnnotations: {},
    controlPlane: 'pods app=istiod in namespace istio-system',
    controlPlanePorts: [],
    hbonePort: 'TCP 15008',
    probeRanges: ['169.254.7.127/32', 'fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128'],
    proxyPorts: [],
    trustDomain: 'cluster.local',
  });
});

test('Linkerd', () => {
  expect(known(Mesh.linkerd())).toEqual({
    name: 'linkerd',
    mode: 'linkerd-proxy',
    namespaceLabels: {},
    namespaceAnnotations: { 'linkerd.io/inject': 'enabled' },
    controlPlane: 'namespace linkerd',
    controlPlanePorts: ['TCP 8086', 'TCP 8090', 'TCP 8080'],
    probeRanges: [],
    proxyPorts: ['TCP 4143'],
    trustDomain: 'cluster.local',
  });
});

test('namespaces of others that are in a mesh are a copy of what was given', () => {
  const memberNamespaces = ['istio-ingress'];
  const meshes = [Mesh.istioAmbient, Mesh.istioSidecar, Mesh.linkerd].map((make) => make({ memberNamespaces }));
  memberNamespaces.push('later');
  expect(meshes.map((mesh) => mesh.memberNamespaces)).toEqual(meshes.map(() => ['istio-ingress']));
});

describe('refuses', () => {
  test.each<[string, () => unknown, string]>([
    [
      'an option that is misspelt',
      () => Mesh.istioAmbient({ revision: 'stable' } as any),
      'Mesh.istioAmbient() must have no `revision`, but got "stable"; leave it out; it may have namespace, trustDomain, memberNamespaces',
    ],
    [
      'a namespace that cannot be',
      () => Mesh.linkerd({ namespace: 'Linkerd' }),
      'the namespace of Mesh.linkerd() must be',
    ],
    [
      'a domain that cannot be',
      () => Mesh.linkerd({ trustDomain: 'a b' }),
      'the trust domain of Mesh.linkerd() must be',
    ],
    [
      'a revision that cannot be',
      () => Mesh.istioSidecar({ revision: '1.27' }),
      'the revision of Mesh.istioSidecar() must be',
    ],
    [
      'members that are no list',
      () => Mesh.linkerd({ memberNamespaces: 'ingress' as any }),
      'the member namespaces of Mesh.linkerd() must be a list of names, but got "ingress"; write them as in ' +
        "`memberNamespaces: ['istio-ingress']`",
    ],
    [
      'a member that cannot be',
      () => Mesh.istioAmbient({ memberNamespaces: ['Ingress'] }),
      'a member namespace of Mesh.istioAmbient() must be',
    ],
    [
      'a name',
      () => Mesh.istioSidecar('istio' as any),
      'the options of Mesh.istioSidecar() must be an object, but got "istio"; write them in { }',
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
