import {
  Clusters,
  Entry,
  Exposure,
  Gateway,
  GatewayImplementations,
  IngressControllers,
  NetworkPlugin,
  Platform,
  Tls,
} from '../../lib';
import { Connectivity } from '../../lib/analysis';
import { Report } from '../../lib/report';
import { Backend, SECRET, space, written } from './sample';

const NODES = [{ ipBlock: { cidr: '192.0.2.0/24' } }];

/** A cluster whose data plane uses the network of its nodes. */
function cluster(entry: Entry, networkPlugin = NetworkPlugin.calico(), nodeRanges = ['192.0.2.0/24']) {
  return Clusters.kubeadm({ entries: [entry], networkPlugin, nodeRanges });
}

const nginx = Entry.ingress(IngressControllers.ingressNginx(), { hostNetwork: true });
const envoy = Entry.gateway(GatewayImplementations.envoyGateway(), { hostNetwork: true });
const istio = Entry.gateway(GatewayImplementations.istio(), { hostNetwork: true });

describe.each([
  ['an ingress controller', nginx],
  ['a Gateway', envoy],
  ['a Gateway whose proxies would be beside it', istio],
])('%s on the network of its nodes', (_, entry) => {
  const profile = cluster(entry);
  const shop = space(new Platform({ cluster: profile }), 'shop');
  const backend = new Backend(shop, 'web');
  new Exposure(shop, 'route', { backend, host: 'shop.example.com', tls: SECRET });

  test('is let in by the addresses of the nodes', () => {
    expect(written(shop, 'NetworkPolicy', 'web').spec.ingress).toEqual([
      { from: NODES, ports: [{ port: 3000, protocol: 'TCP' }] },
    ]);
  });

  test('is found by the analysis to reach the pods', () => {
    const connectivity = Connectivity.ofObjects(shop.toJson(), { cluster: profile });
    expect(Report.list(connectivity.list())).toContain('https://shop.example.com/');
    expect(connectivity.list().unknown).toEqual([]);
  });
});

test('a data plane on the network of its nodes has no policy of its own', () => {
  const shop = space(new Platform({ cluster: cluster(istio) }), 'shop');
  expect(new Gateway(shop, 'gateway', { hostnames: ['a.example.com'], tls: Tls.secret('a') }).dataPlanePolicy).toBe(
    undefined,
  );
});

describe('refuses it', () => {
  const exposed = (entry: Entry, plugin: NetworkPlugin, ranges?: string[]) => {
    const shop = space(new Platform({ cluster: cluster(entry, plugin, ranges) }), 'shop');
    return () =>
      new Exposure(shop, 'route', { backend: new Backend(shop, 'web'), host: 'shop.example.com', tls: SECRET });
  };

  test('where the network plugin matches no nodes', () => {
    expect(exposed(nginx, NetworkPlugin.cilium())).toThrow(
      new Error(
        '[shop/route/Route] the pods of an entry must be such as a policy can name, and cilium matches none that use ' +
          'the network of their node; have them run on the network of pods, and leave out `hostNetwork`; or enter the ' +
          'cluster by another entry',
      ),
    );
  });

  test('where nobody says which addresses the nodes have', () => {
    expect(exposed(nginx, NetworkPlugin.calico(), [])).toThrow(
      new Error(
        '[shop/route/Route] the cluster profile "kubeadm" must say which addresses its nodes have; give it ' +
          '`nodeRanges`: the networks of the addresses that `kubectl get nodes -o wide` shows, and of those that the ' +
          'nodes have in an overlay network of pods',
      ),
    );
  });

  test('where it is neither true nor false', () => {
    expect(() => Entry.ingress(IngressControllers.traefik(), { hostNetwork: 'yes' as never })).toThrow(
      new Error('`hostNetwork` must be true or false, but got "yes"; leave it out for the default'),
    );
  });
});
