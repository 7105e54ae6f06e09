import { ClusterProfile, GatewayApiChannel, GatewayApiVersion } from '../../lib/cluster';
import { apiVersionOf, type GatewayApiKind } from '../../lib/cluster/gateway-api-kinds';

const { STANDARD, EXPERIMENTAL } = GatewayApiChannel;
const VERSIONS = Object.values(GatewayApiVersion);

/** The version of a kind in each version of the Gateway API, from 1.2 on; a dash where there is none. */
function forms(kind: GatewayApiKind, channel: GatewayApiChannel): string {
  const versions = VERSIONS.map((version) => apiVersionOf(kind, version, channel) ?? '-');
  return versions.map((version) => version.replace('gateway.networking.k8s.io/', '')).join(' ');
}

test.each<[GatewayApiKind, string, string]>([
  ['GatewayClass', 'v1 v1 v1 v1 v1', 'v1 v1 v1 v1 v1'],
  ['Gateway', 'v1 v1 v1 v1 v1', 'v1 v1 v1 v1 v1'],
  ['HTTPRoute', 'v1 v1 v1 v1 v1', 'v1 v1 v1 v1 v1'],
  ['GRPCRoute', 'v1 v1 v1 v1 v1', 'v1 v1 v1 v1 v1'],
  ['ReferenceGrant', 'v1beta1 v1beta1 v1beta1 v1 v1', 'v1beta1 v1beta1 v1beta1 v1 v1'],
  ['BackendTLSPolicy', '- - v1 v1 v1', 'v1alpha3 v1alpha3 v1 v1 v1'],
  ['TLSRoute', '- - - v1 v1', 'v1alpha2 v1alpha2 v1alpha2 v1 v1'],
  ['ListenerSet', '- - - v1 v1', '- - - v1 v1'],
  ['TCPRoute', '- - - - v1', 'v1alpha2 v1alpha2 v1alpha2 v1alpha2 v1'],
  ['UDPRoute', '- - - - v1', 'v1alpha2 v1alpha2 v1alpha2 v1alpha2 v1'],
])('%s has its form in each version, of the standard channel and of the experimental one', (kind, standard, all) => {
  expect([forms(kind, STANDARD), forms(kind, EXPERIMENTAL)]).toEqual([standard, all]);
});

describe('a profile', () => {
  const profile = (gatewayApiVersion?: GatewayApiVersion, gatewayApiChannel?: GatewayApiChannel) =>
    ClusterProfile.define({ name: 'own', gatewayApiVersion, gatewayApiChannel });
  const GIVE =
    'leave it out, or give the profile the `gatewayApiVersion` that `kubectl get crd ' +
    'httproutes.gateway.networking.k8s.io -o yaml` shows as `bundle-version`';

  test('that says no version has what every version has', () => {
    expect(profile()._gatewayApiVersionOf('HTTPRoute')).toBe('gateway.networking.k8s.io/v1');
    expect(profile()._gatewayApiVersionOf('ReferenceGrant')).toBe('gateway.networking.k8s.io/v1beta1');
    for (const channel of [STANDARD, EXPERIMENTAL]) {
      expect(() => profile(undefined, channel)._gatewayApiVersionOf('TLSRoute')).toThrow(
        new Error(
          'a TLSRoute must be left to clusters with Gateway API 1.5 or newer, but the cluster profile "own" doesn\'t say ' +
            `which version its cluster has; ${GIVE}`,
        ),
      );
    }
  });

  test('that says one has what came by then', () => {
    expect(profile(GatewayApiVersion.V1_6)._gatewayApiVersionOf('TCPRoute')).toBe('gateway.networking.k8s.io/v1');
    expect(profile(GatewayApiVersion.V1_5, EXPERIMENTAL)._gatewayApiVersionOf('TCPRoute')).toBe(
      'gateway.networking.k8s.io/v1alpha2',
    );
    expect(() => profile(GatewayApiVersion.V1_5)._gatewayApiVersionOf('TCPRoute')).toThrow(
      new Error(
        'a TCPRoute must be left to clusters with Gateway API 1.6 or newer, but the cluster profile "own" says that its ' +
          `cluster has 1.5; ${GIVE}`,
      ),
    );
    expect(() => profile(GatewayApiVersion.V1_4, EXPERIMENTAL)._gatewayApiVersionOf('ListenerSet')).toThrow(
      new Error(
        'a ListenerSet must be left to clusters with Gateway API 1.5 or newer, but the cluster profile "own" says that its ' +
          `cluster has 1.4 of the experimental channel; ${GIVE}`,
      ),
    );
  });
});
