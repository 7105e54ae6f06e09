import { PeerSplitInTwo } from '../../../lib/checks/rules/peer-split-in-two';
import { found, shown } from '../found';
import { all, namespacePeer, pods, policyFor, workload } from '../shop';

const check = new PeerSplitInTwo();

const WEB = workload('shop/web');
const PROMETHEUS = workload('monitoring/prometheus');
const GRAFANA = workload('monitoring/grafana');
const from = (peers: string) =>
  policyFor('shop/web', 'web', `ingress: [{ from: [${peers}], ports: [{ port: 8080 }] }]`);

describe('reports', () => {
  test('a namespace in one item, and pods that only it has in another', () => {
    expect(
      shown(check, all(from(`${namespacePeer('monitoring')}, ${pods('prometheus')}`), WEB, PROMETHEUS, GRAFANA)),
    ).toEqual([
      '6: NetworkPolicy shop/web: one item means every pod of the namespaces with kubernetes.io/metadata.name=monitoring, and another one pods with app=prometheus of namespace shop, which has none',
      '  monitoring/grafana -> shop/web TCP 8080 is allowed by it',
    ]);
  });
});

describe('is silent about', () => {
  test('one item', () => {
    const both = namespacePeer('monitoring', ', podSelector: { matchLabels: { app: prometheus } }');
    expect(found(check, all(from(both), WEB, PROMETHEUS, GRAFANA))).toEqual([]);
  });

  test('two items that both mean somebody', () => {
    const peers = `${namespacePeer('monitoring')}, ${pods('api')}`;
    expect(found(check, all(from(peers), WEB, PROMETHEUS, workload('shop/api')))).toEqual([]);
  });

  test('pods that are in a third namespace', () => {
    const peers = `${namespacePeer('monitoring')}, ${pods('api')}`;
    expect(found(check, all(from(peers), WEB, PROMETHEUS, workload('other/api')))).toEqual([]);
  });
});
