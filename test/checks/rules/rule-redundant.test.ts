import { RuleRedundant } from '../../../lib/checks/rules/rule-redundant';
import { found, shown } from '../found';
import { all, pods, policyFor, workload } from '../shop';

const check = new RuleRedundant();

const DB = workload('shop/db', '{ app: db }', '[{ containerPort: 5432 }]');
const WEB = workload('shop/web');
const WEB_IN = `{ from: [${pods('web')}], ports: [{ port: 5432 }] }`;
const into = (app: string, ...rules: string[]) =>
  policyFor('shop/db', app, 'ingress:', ...rules.map((rule) => `  - ${rule}`));

describe('reports', () => {
  test('a rule of the same policy that lets more through', () => {
    expect(shown(check, all(into('db', '{ from: [{ podSelector: {} }] }', WEB_IN), DB, WEB))).toEqual([
      '8: NetworkPolicy shop/db: its own ingress[0] lets the same through',
      '  shop/web -> shop/db TCP 5432 is let in without it',
    ]);
  });

  test('a rule of the way out, whatever the other side denies', () => {
    const out = policyFor('shop/web', 'web', 'egress:', `  - { to: [${pods('db')}] }`, '  - to: [{ podSelector: {} }]');
    expect(shown(check, all(out, into('db'), DB, WEB))).toEqual([
      '7: NetworkPolicy shop/web: its own egress[1] lets the same through',
      '  shop/web -> shop/db all ports is let out without it',
    ]);
  });

  test('the later one of two that say the same', () => {
    expect(found(check, all(into('db', WEB_IN, WEB_IN), DB, WEB))).toEqual([
      '8: NetworkPolicy shop/db: its own ingress[0] lets the same through',
    ]);
  });

  test('a policy for all pods of the namespace', () => {
    expect(found(check, all(into('db', WEB_IN), into('', WEB_IN).replace('name: db', 'name: every'), DB, WEB))).toEqual(
      ['7: NetworkPolicy shop/db: ingress[0] of NetworkPolicy shop/every lets the same through'],
    );
  });

  test('several rules that cover its peers together', () => {
    const both = `{ from: [${pods('web')}, ${pods('api')}], ports: [{ port: 5432 }] }`;
    expect(found(check, all(into('db', WEB_IN, WEB_IN.replace('app: web', 'app: api'), both), DB, WEB))).toEqual([
      '9: NetworkPolicy shop/db: its own ingress[0] and its own ingress[1] let the same through',
    ]);
  });
});

describe('is silent about', () => {
  test('other peers, other ports, more ports', () => {
    expect(found(check, all(into('db', WEB_IN, WEB_IN.replace('app: web', 'app: api')), DB, WEB))).toEqual([]);
    expect(found(check, all(into('db', WEB_IN, WEB_IN.replace('5432', '9187')), DB, WEB))).toEqual([]);
    const more = WEB_IN.replace('{ port: 5432 }', '{ port: 5432 }, { port: metrics }');
    expect(found(check, all(into('db', WEB_IN, `${more.replace('app: web', 'app: api')}`), DB, WEB))).toEqual([]);
  });

  test('a policy for other pods, or of another namespace', () => {
    expect(
      found(check, all(into('db', WEB_IN), into('api', WEB_IN).replace('name: db', 'name: api'), DB, WEB)),
    ).toEqual([]);
    expect(found(check, all(into('db', WEB_IN), into('db', WEB_IN).replaceAll('shop', 'data'), DB, WEB))).toEqual([]);
  });

  test('policies of Cilium', () => {
    const cilium = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: db, namespace: shop }
spec: { endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }, { fromEndpoints: [{}] }] }
`;
    expect(found(check, all(cilium, DB))).toEqual([]);
  });
});
