import { isOpaqueRouteKind } from '../../../lib/analysis/read/opaque-routes';
import { factsOf, opaqueIn, read } from './reading';

function object(apiVersion: string, kind: string, namespace = 'shop'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x, namespace: ${namespace}}\nspec: {anything: 1}\n`;
}

test.each<[string, string, string]>([
  ['policy.linkerd.io/v1beta1', 'ServerAuthorization', 'shop/x in shop'],
  ['crd.antrea.io/v1beta1', 'ClusterNetworkPolicy', 'x in all'],
  ['k8s.ovn.org/v1', 'EgressFirewall', 'shop/x in shop, denies'],
  ['k8s.cni.cncf.io/v1beta1', 'MultiNetworkPolicy', 'shop/x in shop'],
  ['kuma.io/v1alpha1', 'MeshTrafficPermission', 'x in all, denies'],
  ['networking.k8s.aws/v1alpha1', 'ApplicationNetworkPolicy', 'shop/x in shop'],
  ['example.com/v1', 'MyNetworkPolicy', 'shop/x in shop'],
  ['example.com/v1', 'ClusterNetworkPolicies', 'x in all'],
  ['policy.networking.k8s.io/v2', 'SomethingNew', 'x in all'],
  ['security.istio.io/v1', 'RequestAuthentication', 'shop/x in shop, denies'],
  ['networking.istio.io/v1', 'Sidecar', 'shop/x in shop, denies'],
  ['policy.linkerd.io/v1alpha1', 'EgressNetwork', 'shop/x in shop, denies'],
  ['cilium.io/v2', 'CiliumLocalRedirectPolicy', 'shop/x in shop, denies'],
  ['vpcresources.k8s.aws/v1beta1', 'SecurityGroupPolicy', 'shop/x in shop, denies'],
  ['crd.nsx.vmware.com/v1alpha1', 'SecurityPolicy', 'shop/x in shop, denies'],
  ['k8s.ovn.org/v1', 'UserDefinedNetwork', 'shop/x in shop, denies'],
  ['k8s.ovn.org/v1', 'ClusterUserDefinedNetwork', 'x in all, denies'],
  ['kubeovn.io/v1', 'Subnet', 'x in all, denies'],
  ['kubeovn.io/v1', 'SecurityGroup', 'x in all, denies'],
  ['security.kubearmor.com/v1', 'KubeArmorPolicy', 'shop/x in shop, denies'],
  ['gateway.envoyproxy.io/v1alpha1', 'SecurityPolicy', 'shop/x in shop, denies'],
  ['cilium.io/v3', 'CiliumSomethingNew', 'shop/x in shop, denies'],
  ['crd.projectcalico.org/v1', 'HostEndpoint', 'shop/x in shop, denies'],
  ['gateway.kgateway.dev/v1alpha1', 'TrafficPolicy', 'shop/x in shop, denies'],
  ['cilium.io/v2', 'CiliumEnvoyConfig', 'shop/x in shop, denies'],
  ['example.com/v1', 'TrafficFirewall', 'shop/x in shop, denies'],
  ['example.com/v1', 'AccessPolicies', 'shop/x in shop, denies'],
  ['example.com/v1', 'ClusterEgressRule', 'x in all, denies'],
])('%s %s', (apiVersion, kind, where) => {
  expect(opaqueIn(object(apiVersion, kind))).toEqual([`${kind} ${where}: ${kind} is not analysed`]);
  expect(read(object(apiVersion, kind))).toMatchObject({ problems: [], unknownKinds: {} });
});

test('a mesh policy of the root namespace is for all', () => {
  expect(opaqueIn(object('security.istio.io/v1', 'RequestAuthentication', 'istio-system'))).toEqual([
    'RequestAuthentication istio-system/x in all, denies: RequestAuthentication is not analysed',
  ]);
});

test('a kind that no list has is for all where it names no namespace', () => {
  const text = 'apiVersion: example.com/v1\nkind: TrafficPolicy\nmetadata: {name: x}\n';
  expect(opaqueIn(text)).toEqual(['TrafficPolicy x in all, denies: TrafficPolicy is not analysed']);
});

test.each([
  ['policy/v1beta1', 'PodSecurityPolicy'],
  ['cilium.io/v2', 'CiliumIdentity'],
  ['cilium.io/v2', 'CiliumEndpoint'],
  ['cilium.io/v2', 'CiliumNode'],
  ['cilium.io/v2', 'CiliumBGPPeerConfig'],
  ['crd.projectcalico.org/v1', 'IPPool'],
  ['crd.projectcalico.org/v1', 'IPAMBlock'],
  ['projectcalico.org/v3', 'ClusterInformation'],
  ['crd.antrea.io/v1beta1', 'Tier'],
  ['stats.antrea.io/v1alpha1', 'NetworkPolicyStats'],
  ['k8s.ovn.org/v1', 'EgressQoS'],
  ['policy.linkerd.io/v1alpha1', 'HTTPLocalRateLimitPolicy'],
  ['gateway.envoyproxy.io/v1alpha1', 'BackendTrafficPolicy'],
  ['traefik.io/v1alpha1', 'Middleware'],
  ['networking.k8s.io/v1', 'IngressClass'],
  ['k8s.cni.cncf.io/v1', 'NetworkAttachmentDefinition'],
  ['projectcalico.org/v3', 'StagedNetworkPolicy'],
  ['projectcalico.org/v3', 'StagedGlobalNetworkPolicy'],
  ['projectcalico.org/v3', 'Tier'],
  ['vpcresources.k8s.aws/v1alpha1', 'PolicyEndpoint'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy'],
  ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding'],
  ['cert-manager.io/v1', 'Certificate'],
  ['externaldns.k8s.io/v1alpha1', 'DNSEndpoint'],
  ['gateway.networking.k8s.io/v1', 'GatewayClass'],
  ['gateway.networking.k8s.io/v1', 'BackendTLSPolicy'],
  ['traefik.io/v1alpha1', 'ServersTransport'],
  ['traefik.io/v1alpha1', 'TLSOption'],
  ['traefik.io/v1alpha1', 'TraefikService'],
  ['configuration.konghq.com/v1', 'KongPlugin'],
  ['configuration.konghq.com/v1', 'KongClusterPlugin'],
  ['configuration.konghq.com/v1', 'KongIngress'],
  ['configuration.konghq.com/v1beta1', 'KongUpstreamPolicy'],
  ['gateway-operator.konghq.com/v2beta1', 'GatewayConfiguration'],
  ['gateway.envoyproxy.io/v1alpha1', 'ClientTrafficPolicy'],
  ['gateway.envoyproxy.io/v1alpha1', 'EnvoyProxy'],
  ['networking.gke.io/v1beta1', 'FrontendConfig'],
  ['cloud.google.com/v1', 'BackendConfig'],
  ['networking.gke.io/v1', 'ManagedCertificate'],
  ['networking.gke.io/v1', 'GCPGatewayPolicy'],
  ['networking.gke.io/v1', 'GCPTrafficDistributionPolicy'],
  ['networking.gke.io/v1', 'HealthCheckPolicy'],
  ['gateway.k8s.aws/v1beta1', 'LoadBalancerConfiguration'],
  ['gateway.k8s.aws/v1beta1', 'TargetGroupConfiguration'],
  ['elbv2.k8s.aws/v1beta1', 'IngressClassParams'],
  ['gateway.nginx.org/v1alpha2', 'NginxProxy'],
  ['gateway.nginx.org/v1alpha1', 'ClientSettingsPolicy'],
  ['projectcontour.io/v1alpha1', 'ContourDeployment'],
  ['projectcontour.io/v1', 'TLSCertificateDelegation'],
  ['cilium.io/v2alpha1', 'CiliumGatewayClassConfig'],
  ['networking.istio.io/v1', 'DestinationRule'],
  ['alb.networking.azure.io/v1', 'ApplicationLoadBalancer'],
  ['gateway.kgateway.dev/v1alpha1', 'GatewayParameters'],
])('%s %s changes nothing', (apiVersion, kind) => {
  expect(read(object(apiVersion, kind)).network.opaquePolicies).toEqual([]);
  expect(Object.values(read(object(apiVersion, kind)).unknownKinds)).toEqual([1]);
});

test('routes of other implementations may bring requests in', () => {
  expect(factsOf(object('traefik.io/v1alpha1', 'IngressRoute'))).toEqual({
    opaqueRoutes: [{ object: 'IngressRoute shop/x' }],
  });
  expect(isOpaqueRouteKind('networking.istio.io', 'VirtualService')).toBe(true);
  expect(isOpaqueRouteKind('networking.istio.io', 'ServiceEntry')).toBe(true);
  expect(isOpaqueRouteKind('networking.gke.io', 'MultiClusterIngress')).toBe(true);
  expect(isOpaqueRouteKind('multicluster.x-k8s.io', 'ServiceImport')).toBe(true);
  expect(isOpaqueRouteKind('networking.istio.io', 'DestinationRule')).toBe(false);
});

test('so may what later versions of the Gateway API add', () => {
  expect(factsOf(object('gateway.networking.k8s.io/v2', 'SMTPRoute'))).toEqual({
    opaqueRoutes: [{ object: 'SMTPRoute shop/x' }],
  });
  expect(factsOf(object('gateway.networking.k8s.io/v1', 'GatewayClass'))).toEqual({});
  expect(factsOf(object('gateway.networking.k8s.io/v1', 'BackendTLSPolicy'))).toEqual({});
});
