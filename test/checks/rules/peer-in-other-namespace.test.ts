import { PeerInOtherNamespace } from '../../../lib/checks/rules/peer-in-other-namespace';
import { found, shown } from '../found';
import { all, namespacePeer, pods, policyFor, workload } from '../shop';

const check = new PeerInOtherNamespace();

const WEB = workload('shop/web');
const PROMETHEUS = workload('monitoring/prometheus');
const from = (peers: string) =>
  policyFor('shop/web', 'web', `ingress: [{ from: [${peers}], ports: [{ port: 8080 }] }]`);

describe('reports', () => {
  test('a podSelector alone for pods of another namespace', () => {
    expect(shown(check, all(from(pods('prometheus')), WEB, PROMETHEUS))).toEqual([
      '6: NetworkPolicy shop/web: no pod of namespace shop has the labels app=prometheus; those of monitoring/prometheus have them',
      '  monitoring/prometheus -> shop/web TCP 8080 is meant, and denied by NetworkPolicy shop/web',
    ]);
  });

  test('the same on the way out', () => {
    const out = policyFor('shop/web', 'web', `egress: [{ to: [${pods('prometheus')}], ports: [{ port: 8080 }] }]`);
    expect(shown(check, all(out, WEB, PROMETHEUS))).toEqual([
      '6: NetworkPolicy shop/web: no pod of namespace shop has the labels app=prometheus; those of monitoring/prometheus have them',
      '  shop/web -> monitoring/prometheus TCP 8080 is meant, and denied by NetworkPolicy shop/web',
    ]);
  });
});

describe('is silent about', () => {
  test('both selectors in one item', () => {
    const both = namespacePeer('monitoring', ', podSelector: { matchLabels: { app: prometheus } }');
    expect(found(check, all(from(both), WEB, PROMETHEUS))).toEqual([]);
  });

  test('labels that pods of the own namespace have as well', () => {
    expect(found(check, all(from(pods('prometheus')), WEB, PROMETHEUS, workload('shop/prometheus')))).toEqual([]);
  });

  test('an own namespace of which no workload was read', () => {
    expect(found(check, all(from(pods('prometheus')), PROMETHEUS))).toEqual([]);
  });

  test('namespaces that look like copies of one thing', () => {
    const prod = from(pods('worker')).replaceAll('shop', 'prod');
    const dev = from(pods('worker')).replaceAll('shop', 'dev');
    const workers = [workload('prod/web'), workload('dev/worker')];
    expect(found(check, all(prod, workload('dev/web'), ...workers))).toEqual([]);
    expect(found(check, all(prod, dev, ...workers))).toEqual([]);
    expect(found(check, all(prod, ...workers))).toHaveLength(1);
  });

  test('two items that were meant as one, which another check finds', () => {
    expect(found(check, all(from(`${namespacePeer('monitoring')}, ${pods('prometheus')}`), WEB, PROMETHEUS))).toEqual(
      [],
    );
  });
});
