import { VersionNotServed } from '../../../lib/checks/rules/version-not-served';
import { Clusters, GatewayApiChannel, GatewayApiVersion } from '../../../lib/cluster';
import { PARENT, route, TO_WEB } from '../../analysis/entry/manifests';
import { found } from '../found';
import { grant } from '../manifests';

const check = new VersionNotServed();

const cluster = (gatewayApiVersion: GatewayApiVersion) => Clusters.kubeadm({ gatewayApiVersion });

describe('reports', () => {
  test('a kind that came later', () => {
    expect(found(check, route(`${PARENT}\n${TO_WEB}`, 'TCPRoute'), cluster(GatewayApiVersion.V1_5))).toEqual([
      '2: TCPRoute shop/web: Gateway API 1.5 of the standard channel has no TCPRoute',
    ]);
  });

  test('a version that came later', () => {
    expect(
      found(
        check,
        grant('api/web', 'kind: HTTPRoute, namespace: shop', 'group: "", kind: Service').replace('v1beta1', 'v1'),
        cluster(GatewayApiVersion.V1_4),
      ),
    ).toEqual([
      '2: ReferenceGrant api/web: Gateway API 1.4 of the standard channel has ReferenceGrant as gateway.networking.k8s.io/v1beta1 only',
    ]);
  });

  test('a version that only the experimental channel still serves', () => {
    const old = route(`${PARENT}\n${TO_WEB}`, 'TLSRoute').replace('/v1', '/v1alpha2');
    expect(found(check, old, cluster(GatewayApiVersion.V1_6))).toEqual([
      '2: TLSRoute shop/web: Gateway API 1.6 of the standard channel has TLSRoute as gateway.networking.k8s.io/v1 only',
    ]);
  });
});

describe('is silent about', () => {
  test('kinds that every version has', () => {
    expect(found(check, route(`${PARENT}\n${TO_WEB}`), cluster(GatewayApiVersion.V1_2))).toEqual([]);
  });

  test('a kind that the cluster has', () => {
    expect(found(check, route(`${PARENT}\n${TO_WEB}`, 'TCPRoute'), cluster(GatewayApiVersion.V1_6))).toEqual([]);
  });

  test('a cluster of which no version is known', () => {
    expect(found(check, route(`${PARENT}\n${TO_WEB}`, 'TCPRoute'))).toEqual([]);
  });

  test('an old version in the experimental channel', () => {
    const old = route(`${PARENT}\n${TO_WEB}`, 'TLSRoute').replace('/v1', '/v1alpha2');
    const gatewayApiChannel = GatewayApiChannel.EXPERIMENTAL;
    const profile = Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_6, gatewayApiChannel });
    expect(found(check, old, profile)).toEqual([]);
  });
});
