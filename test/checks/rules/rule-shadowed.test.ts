import { RuleShadowed } from '../../../lib/checks/rules/rule-shadowed';
import { found, shown } from '../found';
import { all, workload } from '../shop';

const check = new RuleShadowed();

const DB = workload('shop/db', '{ app: db }', '[{ containerPort: 5432 }]');
const WEB = workload('data/web');
const NAMESPACES = ['shop', 'data'].map(
  (name) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: { team: ${name} } }\n`,
);
const DENY = '{ action: Deny, from: [{ namespaces: { matchLabels: { team: data } } }] }';
const ALLOW =
  '{ action: Allow, from: [{ namespaces: { matchLabels: { team: data } } }], ports: [{ portNumber: { protocol: TCP, port: 5432 } }] }';
const admin = (name: string, priority: number, ...rules: string[]) => `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: ${name} }
spec:
  priority: ${priority}
  subject: { namespaces: { matchLabels: { team: shop } } }
  ingress:${rules.map((rule) => `\n    - ${rule}`).join('')}
`;

describe('reports', () => {
  test('a rule after one of a lower priority number', () => {
    expect(shown(check, all(admin('closed', 10, DENY), admin('reports', 20, ALLOW), DB, WEB, ...NAMESPACES))).toEqual([
      '17: AdminNetworkPolicy reports: its Allow never matches: ingress[0] of AdminNetworkPolicy closed (Deny) decides before it',
      '  data/web -> shop/db TCP 5432 is decided by the earlier Deny',
    ]);
  });

  test('a later rule of the same policy, by the name of the earlier one', () => {
    expect(found(check, admin('both', 10, DENY.replace('{', '{ name: nobody,'), ALLOW))).toEqual([
      '9: AdminNetworkPolicy both: its Allow never matches: its own ingress rule "nobody" (Deny) decides before it',
    ]);
  });

  test('a wider subject, and wider peers', () => {
    const every = admin('every', 10, DENY.replace('{ team: data }', '{}')).replace('{ team: shop }', '{}');
    const empty = every.replaceAll('matchLabels: {}', '');
    expect(found(check, all(empty, admin('reports', 20, ALLOW)))).toEqual([
      '17: AdminNetworkPolicy reports: its Allow never matches: ingress[0] of AdminNetworkPolicy every (Deny) decides before it',
    ]);
  });
});

describe('is silent about', () => {
  test('an earlier rule that leaves something', () => {
    expect(found(check, all(admin('reports', 10, ALLOW), admin('closed', 20, DENY)))).toEqual([]);
    expect(found(check, all(admin('a', 10, ALLOW), admin('b', 20, ALLOW.replace('5432', '5433'))))).toEqual([]);
  });

  test('other subjects, and other peers', () => {
    const other = admin('closed', 10, DENY).replace('{ team: shop }', '{ team: blog }');
    expect(found(check, all(other, admin('reports', 20, ALLOW)))).toEqual([]);
    expect(found(check, all(admin('closed', 10, DENY.replace('data', 'blog')), admin('reports', 20, ALLOW)))).toEqual(
      [],
    );
  });

  test('policies of one priority', () => {
    expect(found(check, all(admin('closed', 10, DENY), admin('reports', 10, ALLOW)))).toEqual([]);
  });

  test('a policy of the baseline, which comes after those of namespaces', () => {
    const baseline = admin('default', 0, ALLOW)
      .replace('AdminNetworkPolicy', 'BaselineAdminNetworkPolicy')
      .replace('  priority: 0\n', '');
    expect(found(check, all(admin('closed', 10, DENY), baseline))).toEqual([]);
  });
});
