import { ApiObject, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import {
  AdoptedWorkload,
  type ClusterProfile,
  Clusters,
  Entry,
  Exposure,
  IngressControllers,
  InternalService,
  IsolatedNamespace,
  Peer,
  Platform,
  Port,
  Tls,
  Worker,
} from '../../lib';
import { lines } from '../policy/lines';

/** A namespace with a workload and a Service that cdk8s-plus made, found from outside by a host. */
function exposed(cluster?: ClusterProfile): IsolatedNamespace {
  const shop = new IsolatedNamespace(new Platform({ cluster }), 'shop');
  const deployment = new kplus.Deployment(shop, 'shop', {
    metadata: { name: 'legacy' },
    podMetadata: { labels: { app: 'legacy' } },
    containers: [{ image: 'legacy', ports: [{ number: 8080, name: 'http' }] }],
  });
  deployment.exposeViaService({ name: 'legacy', ports: [{ port: 80, targetPort: 8080 }] });
  const legacy = AdoptedWorkload.of(deployment, { labels: { app: 'legacy' } });
  legacy.connections.allowTo(new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 3000 }));
  new Exposure(shop, 'legacy-route', {
    backend: legacy,
    host: 'legacy.example.com',
    tls: Tls.none({ reason: 'test' }),
  });
  return shop;
}

const routes = (shop: IsolatedNamespace, kind: string) => shop.toJson().filter((each) => each.kind === kind);

describe('a route to an adopted workload', () => {
  test('names its Service, and lets the data plane of the Gateway reach its pods', () => {
    const shop = exposed();
    expect(Yaml.stringify(...routes(shop, 'HTTPRoute'))).toContain('- name: legacy\n          port: 80\n');
    expect(lines(shop).filter((line) => line.startsWith('shop/app=legacy'))).toEqual([
      'shop/app=legacy <- component=proxy,managed-by=envoy-gateway,name=envoy,' +
        'gateway.envoyproxy.io/owning-gateway-name=gateway,gateway.envoyproxy.io/owning-gateway-namespace=shop ' +
        'in envoy-gateway-system: TCP 8080',
      'shop/app=legacy -> instance=shop,name=api: TCP 3000',
    ]);
  });

  test('as an Ingress lets the controller reach its pods', () => {
    const shop = exposed(Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.traefik())] }));
    expect(routes(shop, 'Ingress')).toHaveLength(1);
    expect(lines(shop).filter((line) => line.startsWith('shop/app=legacy'))).toEqual([
      'shop/app=legacy <- instance=traefik-traefik,name=traefik in traefik: TCP 8080',
      'shop/app=legacy -> instance=shop,name=api: TCP 3000',
    ]);
  });
});

test('an adopted workload that only a Peer means is reached in an isolated namespace', () => {
  const platform = new Platform();
  const shop = new IsolatedNamespace(platform, 'shop');
  const pod = new ApiObject(shop, 'cache', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'cache', labels: { app: 'cache' } },
    spec: { containers: [{ name: 'cache', ports: [{ containerPort: 6379 }] }] },
  });
  AdoptedWorkload.of(pod);
  new Worker(shop, 'mailer', { image: 'ghcr.io/acme/mailer:1.0' }).connections.allowTo(
    Peer.pods({ labels: { app: 'cache' } }),
    { ports: [Port.tcp(6379)] },
  );
  const yaml = platform.synthYaml();
  expect(lines(shop)).toContain('shop/app=cache <- instance=shop,name=mailer: TCP 6379');
  expect(platform.synthYaml()).toBe(yaml);
});
