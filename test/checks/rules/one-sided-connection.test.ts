import { OneSidedConnection } from '../../../lib/checks/rules/one-sided-connection';
import { found, shown } from '../found';
import { all, pods, policyFor, workload } from '../shop';

const check = new OneSidedConnection();

const DB = workload('shop/db', '{ app: db }', '[{ containerPort: 5432 }]');
const [WEB, API] = [workload('shop/web'), workload('shop/api')];
const OUT = policyFor('shop/web', 'web', `egress: [{ to: [${pods('db')}], ports: [{ port: 5432 }] }]`);
const into = (app: string) =>
  policyFor('shop/db', 'db', `ingress: [{ from: [${pods(app)}], ports: [{ port: 5432 }] }]`);

describe('reports', () => {
  test('egress to a workload that does not let it in', () => {
    expect(shown(check, all(OUT, into('api'), WEB, DB, API))).toEqual([
      "6: NetworkPolicy shop/web: it lets its pods out to shop/db, which doesn't let them in",
      '  shop/web -> shop/db TCP 5432 is allowed by it, and denied by NetworkPolicy shop/db',
    ]);
  });

  test('ingress from a workload that is not let out', () => {
    const closed = policyFor('shop/web', 'web', 'policyTypes: [Egress]');
    expect(shown(check, all(into('web'), closed, WEB, DB))).toEqual([
      "6: NetworkPolicy shop/db: it lets shop/web in, which isn't let out to its pods",
      '  shop/web -> shop/db TCP 5432 is allowed by it, and denied by NetworkPolicy shop/web',
    ]);
  });

  test('another port at the other side', () => {
    expect(found(check, all(OUT, into('web').replace('5432', '5433'), WEB, DB))).toEqual([
      "6: NetworkPolicy shop/web: it lets its pods out to shop/db, which doesn't let them in",
      "13: NetworkPolicy shop/db: it lets shop/web in, which isn't let out to its pods",
    ]);
  });

  describe('names whoever denies it', () => {
    const DENIED = "6: NetworkPolicy shop/web: it lets its pods out to shop/db, which doesn't let them in";
    const deny = (kind: string, spec: string) => `apiVersion: policy.networking.k8s.io/v1alpha1
kind: ${kind}
metadata: { name: ${kind === 'AdminNetworkPolicy' ? 'guard' : 'default'} }
spec:
  ${spec}subject: { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: db } } } }
  ingress: [{ action: Deny, from: [{ namespaces: {} }] }]
`;

    test('a policy of administrators, and none that lets it in', () => {
      const guarded = all(OUT, into('web'), WEB, DB, deny('AdminNetworkPolicy', 'priority: 10\n  '));
      expect(shown(check, guarded)).toEqual([
        DENIED,
        '  shop/web -> shop/db TCP 5432 is allowed by it, and denied by AdminNetworkPolicy guard',
      ]);
    });

    test('the baseline, where no policy isolates the pods', () => {
      expect(shown(check, all(OUT, WEB, DB, deny('BaselineAdminNetworkPolicy', '')))).toEqual([
        DENIED,
        '  shop/web -> shop/db TCP 5432 is allowed by it, and denied by BaselineAdminNetworkPolicy default',
      ]);
    });

    test('of those that isolate the pods, all, where none lets it in', () => {
      const more = into('api').replace('name: db,', 'name: more,');
      expect(shown(check, all(OUT, into('api'), more, WEB, DB, API))).toEqual([
        DENIED,
        '  shop/web -> shop/db TCP 5432 is allowed by it, and denied by NetworkPolicy shop/db and NetworkPolicy shop/more',
      ]);
    });
  });
});

describe('is silent about', () => {
  test('both sides', () => {
    expect(found(check, all(OUT, into('web'), WEB, DB))).toEqual([]);
  });

  test('a side that no policy closes', () => {
    expect(found(check, all(OUT, WEB, DB))).toEqual([]);
    expect(found(check, all(into('web'), WEB, DB))).toEqual([]);
  });

  test('a side that lets some of the ports, or some of the pods, through', () => {
    const more = OUT.replace('{ port: 5432 }', '{ port: 5432 }, { port: 9187 }');
    expect(found(check, all(more, into('web'), WEB, DB))).toEqual([]);
    const all_ = policyFor('shop/out', '', `egress: [{ to: [${pods('db')}], ports: [{ port: 5432 }] }]`);
    expect(found(check, all(all_, into('web'), WEB, DB, API))).toEqual([]);
  });

  test('every pod of a namespace', () => {
    const wide = OUT.replace('{ matchLabels: { app: db } }', '{}');
    expect(found(check, all(wide, into('api'), WEB, DB, API))).toEqual([]);
  });

  test('a workload that was not read', () => {
    expect(found(check, all(OUT, into('api'), WEB))).toEqual([]);
  });
});
