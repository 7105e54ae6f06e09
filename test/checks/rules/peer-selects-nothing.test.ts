import { PeerSelectsNothing } from '../../../lib/checks/rules/peer-selects-nothing';
import { found, shown } from '../found';
import { all, namespacePeer, pods, policyFor, workload } from '../shop';

const check = new PeerSelectsNothing();

const DB = workload('shop/db', '{ app: db }', '[{ containerPort: 5432 }]');
const WEB = workload('shop/web');
const from = (peer: string) => policyFor('shop/db', 'db', `ingress: [{ from: [${peer}], ports: [{ port: 5432 }] }]`);

describe('reports', () => {
  test('a misspelt label, on either side', () => {
    expect(shown(check, all(from(pods('wep')), DB, WEB))).toEqual([
      '6: NetworkPolicy shop/db: no pod of namespace shop has the labels app=wep; those of shop/web have app=web',
      '  shop/web -> shop/db TCP 5432 is meant, and denied by NetworkPolicy shop/db',
    ]);
    const egress = policyFor('shop/web', 'web', `egress: [{ to: [${pods('bd')}], ports: [{ port: 5432 }] }]`);
    expect(shown(check, all(egress, DB, WEB))).toEqual([
      '6: NetworkPolicy shop/web: no pod of namespace shop has the labels app=bd; those of shop/db have app=db',
      '  shop/web -> shop/db TCP 5432 is meant, and denied by NetworkPolicy shop/web',
    ]);
  });

  test('pods of another namespace that was read, by its name or by its labels', () => {
    const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: monitoring, labels: { team: ops } }\n';
    const labelled =
      '{ namespaceSelector: { matchLabels: { team: ops } }, podSelector: { matchLabels: { app: prom } } }';
    const others = [DB, workload('monitoring/grafana', '{ name: prom }')];
    expect(
      shown(check, all(from(namespacePeer('monitoring', ', podSelector: { matchLabels: { app: prom } }')), ...others)),
    ).toEqual([
      '6: NetworkPolicy shop/db: no pod of namespace monitoring has the labels app=prom; those of monitoring/grafana have no app',
      '  monitoring/grafana -> shop/db TCP 5432 is meant, and denied by NetworkPolicy shop/db',
    ]);
    expect(found(check, all(from(labelled), NAMESPACE, ...others))).toEqual([
      '6: NetworkPolicy shop/db: no pod of namespace monitoring has the labels app=prom; those of monitoring/grafana have no app',
    ]);
  });

  test('both selectors for pods of the own namespace', () => {
    const both = namespacePeer('monitoring', ', podSelector: { matchLabels: { app: web } }');
    expect(found(check, all(from(both), DB, WEB, workload('monitoring/grafana')))).toEqual([
      '6: NetworkPolicy shop/db: no pod of namespace monitoring has the labels app=web; those of shop/web, in its own namespace, have them',
    ]);
  });

  test('a label of a namespace that has only its name', () => {
    const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: monitoring }\n';
    const peer = '{ namespaceSelector: { matchLabels: { name: monitoring } } }';
    expect(shown(check, all(from(peer), NAMESPACE, DB, workload('monitoring/prometheus')))).toEqual([
      '6: NetworkPolicy shop/db: no namespace that was read has the labels name=monitoring, nor has namespace monitoring',
      '  monitoring/prometheus -> shop/db TCP 5432 is meant, and denied by NetworkPolicy shop/db',
    ]);
  });
});

describe('is silent about', () => {
  test('peers that mean somebody, or every pod', () => {
    expect(found(check, all(from(pods('web')), DB, WEB))).toEqual([]);
    expect(found(check, all(from('{ podSelector: {} }'), DB))).toEqual([]);
    expect(found(check, all(from('{ namespaceSelector: {} }'), DB))).toEqual([]);
  });

  test('namespaces of which nothing was read', () => {
    expect(found(check, all(from(namespacePeer('monitoring')), DB))).toEqual([]);
    expect(found(check, all(from('{ namespaceSelector: { matchLabels: { team: ops } } }'), DB))).toEqual([]);
    const elsewhere = from(pods('wep')).replaceAll('shop', 'other');
    expect(found(check, all(elsewhere, DB, WEB))).toEqual([]);
  });

  test('labels to which none comes close, as of another chart, or of pods that choose to have them', () => {
    const redis = '{ podSelector: { matchLabels: { app.kubernetes.io/name: redis } } }';
    expect(found(check, all(from(redis), DB, WEB))).toEqual([]);
    const client = '{ podSelector: { matchLabels: { db-client: "true" } } }';
    const metrics = workload('shop/api', '{ app: api, has-metrics: "true" }');
    expect(found(check, all(from(client), DB, metrics))).toEqual([]);
    const elsewhere = namespacePeer('monitoring', ', podSelector: { matchLabels: { app: prom } }');
    expect(found(check, all(from(elsewhere), DB, workload('monitoring/grafana')))).toEqual([]);
  });

  test('labels that other tools give, and pods of another namespace, which another check finds', () => {
    const proxies = '{ podSelector: { matchLabels: { gateway.networking.k8s.io/gateway-name: edge } } }';
    expect(found(check, all(from(proxies), DB))).toEqual([]);
    expect(found(check, all(from(pods('prometheus')), DB, workload('monitoring/prometheus')))).toEqual([]);
  });

  test('blocks of addresses', () => {
    expect(found(check, all(from('{ ipBlock: { cidr: 203.0.113.0/24 } }'), DB))).toEqual([]);
  });
});
