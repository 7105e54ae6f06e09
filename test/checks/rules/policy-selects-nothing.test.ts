import { PolicySelectsNothing } from '../../../lib/checks/rules/policy-selects-nothing';
import { found, shown } from '../found';
import { all, pods, policyFor, workload } from '../shop';

const check = new PolicySelectsNothing();

const DB = workload('shop/db', '{ app: db }', '[{ containerPort: 5432 }]');
const WEB = workload('shop/web');
const DENY = policyFor('shop/deny', '', 'policyTypes: [Ingress]');
const ingress = (labels: string) =>
  policyFor('shop/db', 'x', `ingress: [{ from: [${pods('web')}], ports: [{ port: 5432 }] }]`).replace(
    '{ app: x }',
    labels,
  );

describe('reports', () => {
  test('a misspelt label, with what is denied to the pods that are meant', () => {
    expect(shown(check, all(ingress('{ app: dp }'), DENY, DB, WEB))).toEqual([
      '5: NetworkPolicy shop/db: no pod of namespace shop has the labels app=dp; those of shop/db have app=db',
      '  shop/web -> shop/db TCP 5432 is meant, and denied by NetworkPolicy shop/deny',
    ]);
  });

  test('a label under another key, with what stays open', () => {
    expect(shown(check, all(ingress('{ name: db }'), DB, WEB))).toEqual([
      '5: NetworkPolicy shop/db: no pod of namespace shop has the labels name=db; those of shop/db have no name',
      '  anywhere -> shop/db all ports is allowed',
    ]);
  });

  test('labels that pods of another namespace have', () => {
    // Nobody said that those of another namespace are to be let in to.
    expect(shown(check, all(ingress('{ app: db }'), WEB, workload('data/db')))).toEqual([
      '5: NetworkPolicy shop/db: no pod of namespace shop has the labels app=db; those of data/db have them',
    ]);
  });

  test('policies of Cilium and Calico', () => {
    const cilium = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: db, namespace: shop }
spec: { endpointSelector: { matchLabels: { app: dp } }, ingress: [{ fromEndpoints: [{ matchLabels: { app: web } }] }] }
`;
    const calico = `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec: { selector: app == 'dp', ingress: [{ action: Allow, source: { selector: app == 'web' } }] }
`;
    expect(found(check, all(cilium, DB, WEB))).toEqual([
      '4: CiliumNetworkPolicy shop/db: no pod of namespace shop has the labels app=dp; those of shop/db have app=db',
    ]);
    expect(found(check, all(calico, DB, WEB))).toEqual([
      '4: NetworkPolicy shop/db: no pod of namespace shop has the labels app=dp; those of shop/db have app=db',
    ]);
  });
});

describe('is silent about', () => {
  test('a policy that selects pods, or every pod', () => {
    expect(found(check, all(ingress('{ app: db }'), DB, WEB))).toEqual([]);
    expect(found(check, all(DENY, DB))).toEqual([]);
  });

  test('labels to which none comes close, as of another chart, or of pods that choose to have them', () => {
    expect(found(check, all(ingress('{ role: cache }'), WEB))).toEqual([]);
    const metrics = workload('shop/api', '{ app: api, has-metrics: "true" }');
    expect(found(check, all(ingress('{ allow-internet: "true" }'), WEB, metrics))).toEqual([]);
  });

  test('a namespace that looks like a copy of the one that has the labels', () => {
    const copy = ingress('{ app: db }').replaceAll('shop', 'prod');
    const others = [workload('prod/web'), DB, WEB];
    expect(found(check, all(copy, ...others))).toEqual([]);
    const [api, own] = [workload('prod/api'), ingress('{ app: db }')];
    expect(found(check, all(copy, own, api, DB))).toEqual([]);
  });

  test('a namespace of which no workload was read', () => {
    expect(found(check, all(ingress('{ app: db }'), workload('data/db')))).toEqual([]);
  });

  test('a namespace that a chart or an operator may fill', () => {
    const chart = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: postgres, namespace: shop }
spec: {}
`;
    const operator = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: pg, namespace: shop }
spec: {}
`;
    expect(found(check, all(ingress('{ app: dp }'), DB, chart))).toEqual([]);
    expect(found(check, all(ingress('{ app: dp }'), DB, operator))).toEqual([]);
  });

  test('labels that a controller gives to its pods', () => {
    expect(found(check, all(ingress('{ acme.cert-manager.io/http01-solver: "true" }'), DB))).toEqual([]);
    expect(found(check, all(ingress('{ pod-template-hash: abc }'), DB))).toEqual([]);
  });
});
