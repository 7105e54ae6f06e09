import {
  Challenge,
  Clusters,
  Entry,
  GatewayImplementations,
  IngressControllers,
  IsolatedNamespace,
  Platform,
  StatefulService,
  Tls,
  WebApp,
} from '../../lib';
import { Answer } from '../../lib/analysis';
import { AcmeSolver } from '../../lib/routing/acme-solver';
import { networkOf, shopOf } from './derived';

const IMAGE = 'ghcr.io/acme/app:1';

test('members who speak among themselves are listed, and reach each other on these ports alone', () => {
  const shop = shopOf({});
  const peerPorts = [{ name: 'raft', port: 7000 }];
  const db = new StatefulService(shop, 'db', { image: IMAGE, port: 5432, replicas: 3, peerPorts });
  expect(db.connections.list().map((each) => [`${each}`, each.reasons])).toEqual([
    ['shop/db -> shop/db  TCP 7000', ['the members speak among themselves']],
  ]);
  const network = networkOf(shop.node.root as Platform);
  expect(network.answer('shop/db', 'shop/db', 7000)).toBe(Answer.ALLOWED);
  expect(network.answer('shop/db', 'shop/db', 5432)).toBe(Answer.DENIED);
});

describe('the challenges of a certificate are listed with the door that they come through:', () => {
  const connectionsOf = (entry: Entry) => {
    const shop = new IsolatedNamespace(new Platform({ cluster: Clusters.kubeadm({ entries: [entry] }) }), 'shop');
    const tls = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.HTTP01 });
    new WebApp(shop, 'web', { image: IMAGE, port: 3000, host: 'shop.example.com', tls });
    return AcmeSolver.of(shop)
      .connections.list()
      .map((each) => [`${each}`, each.reasons]);
  };

  test.each([
    ['an ingress controller', Entry.ingress(IngressControllers.traefik()), 'certificate challenges by traefik'],
    [
      'a Gateway',
      Entry.gateway(GatewayImplementations.envoyGateway()),
      'certificate challenges on Gateway shop/gateway',
    ],
  ])('%s', (_, entry, reason) => {
    expect(connectionsOf(entry)).toEqual([[expect.stringMatching(/ -> shop\/acme-solver {2}TCP 8089$/), [reason]]]);
  });
});
