import { isOpaqueRouteKind } from '../../../lib/analysis/read/opaque-routes';
import { factsOf, opaqueIn, read } from './reading';

function object(apiVersion: string, kind: string, namespace = 'shop'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x, namespace: ${namespace}}\nspec: {anything: 1}\n`;
}

test.each<[string, string, string]>([
  ['cilium.io/v2', 'CiliumNetworkPolicy', 'shop/x in shop'],
  ['cilium.io/v2', 'CiliumClusterwideNetworkPolicy', 'x in all'],
  ['crd.projectcalico.org/v1', 'NetworkPolicy', 'shop/x in shop'],
  ['projectcalico.org/v3', 'GlobalNetworkPolicy', 'x in all'],
  ['security.istio.io/v1', 'AuthorizationPolicy', 'shop/x in shop, denies'],
  ['security.istio.io/v1beta1', 'PeerAuthentication', 'shop/x in shop, denies'],
  ['policy.linkerd.io/v1beta3', 'Server', 'shop/x in shop, denies'],
  ['crd.antrea.io/v1beta1', 'ClusterNetworkPolicy', 'x in all'],
  ['k8s.ovn.org/v1', 'EgressFirewall', 'shop/x in shop, denies'],
  ['k8s.cni.cncf.io/v1beta1', 'MultiNetworkPolicy', 'shop/x in shop'],
  ['kuma.io/v1alpha1', 'MeshTrafficPermission', 'x in all, denies'],
  ['networking.k8s.aws/v1alpha1', 'ApplicationNetworkPolicy', 'shop/x in shop'],
  ['example.com/v1', 'MyNetworkPolicy', 'shop/x in shop'],
  ['example.com/v1', 'ClusterNetworkPolicies', 'x in all'],
  ['policy.networking.k8s.io/v2', 'SomethingNew', 'x in all'],
])('%s %s', (apiVersion, kind, where) => {
  expect(opaqueIn(object(apiVersion, kind))).toEqual([`${kind} ${where}: ${kind} is not analysed`]);
  expect(read(object(apiVersion, kind))).toMatchObject({ problems: [], unknownKinds: {} });
});

test('a mesh policy of the root namespace is for all', () => {
  expect(opaqueIn(object('security.istio.io/v1', 'AuthorizationPolicy', 'istio-system'))).toEqual([
    'AuthorizationPolicy istio-system/x in all, denies: AuthorizationPolicy is not analysed',
  ]);
});

test.each([
  ['projectcalico.org/v3', 'StagedNetworkPolicy'],
  ['projectcalico.org/v3', 'StagedGlobalNetworkPolicy'],
  ['projectcalico.org/v3', 'Tier'],
  ['vpcresources.k8s.aws/v1alpha1', 'PolicyEndpoint'],
  ['policy/v1', 'PodDisruptionBudget'],
])('%s %s changes nothing', (apiVersion, kind) => {
  expect(read(object(apiVersion, kind)).network.opaquePolicies).toEqual([]);
  expect(Object.values(read(object(apiVersion, kind)).unknownKinds)).toEqual([1]);
});

test('routes of other implementations may bring requests in', () => {
  expect(factsOf(object('traefik.io/v1alpha1', 'IngressRoute'))).toEqual({
    opaqueRoutes: [{ object: 'IngressRoute shop/x' }],
  });
  expect(isOpaqueRouteKind('networking.istio.io', 'VirtualService')).toBe(true);
  expect(isOpaqueRouteKind('networking.istio.io', 'DestinationRule')).toBe(false);
});
