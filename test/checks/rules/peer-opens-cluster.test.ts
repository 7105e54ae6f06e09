import { PeerOpensCluster } from '../../../lib/checks/rules/peer-opens-cluster';
import { Clusters, KubernetesApi } from '../../../lib/cluster';
import { found, shown } from '../found';
import { all, pods, policyFor, workload } from '../shop';

const check = new PeerOpensCluster();

const DB = workload('shop/db', '{ app: db }', '[{ containerPort: 5432 }]');
const into = (rule: string) => policyFor('shop/db', 'db', `ingress: [{ ${rule} }]`);
const out = (rule: string) => policyFor('shop/db', 'db', `egress: [{ ${rule} }]`);

describe('reports', () => {
  test('every pod of the cluster, and everyone, on the way in', () => {
    expect(shown(check, all(into('from: [{ namespaceSelector: {} }], ports: [{ port: 5432 }]'), DB))).toEqual([
      '6: NetworkPolicy shop/db: it lets in every pod of the cluster',
      '  every pod -> shop/db TCP 5432 is allowed by it',
    ]);
    expect(shown(check, all(into('ports: [{ port: 5432 }]'), DB))).toEqual([
      '6: NetworkPolicy shop/db: it lets in everyone',
      '  anywhere -> shop/db TCP 5432 is allowed by it',
    ]);
    expect(shown(check, all(into(''), DB))).toEqual([
      '6: NetworkPolicy shop/db: it lets in everyone',
      '  anywhere -> shop/db all ports is allowed by it',
    ]);
  });

  test('a rule on the way out that looks narrow', () => {
    expect(shown(check, all(out('to: [{ namespaceSelector: {} }]'), DB))).toEqual([
      '6: NetworkPolicy shop/db: it lets out to every pod of the cluster',
      '  shop/db -> every pod all ports is allowed by it',
    ]);
    expect(shown(check, all(out('ports: [{ port: 443 }]'), DB))).toEqual([
      '6: NetworkPolicy shop/db: it lets out to everyone',
      '  shop/db -> anywhere TCP 443 is allowed by it',
    ]);
  });
});

describe('is silent about', () => {
  test('peers that are named', () => {
    expect(found(check, all(into(`from: [${pods('web')}]`), DB))).toEqual([]);
    expect(found(check, all(into('from: [{ podSelector: {} }]'), DB))).toEqual([]);
    expect(
      found(check, all(into('from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: web } } }]'), DB)),
    ).toEqual([]);
  });

  test('everyone, where the policy says why, and in the direction of which it says it', () => {
    const meant = (policy: string, reasons: string) =>
      policy.replace('metadata: {', `metadata: { annotations: { cdk8s-networking/reasons: "${reasons}" },`);
    const port = 'ports: [{ port: 5432 }]';
    const [ingress, egress] = ['anywhere -> shop/db TCP 5432: public', 'shop/db -> anywhere TCP 5432: a crawler'];
    expect(found(check, all(meant(into(port), ingress), DB))).toEqual([]);
    expect(found(check, all(meant(out(port), egress), DB))).toEqual([]);
    expect(found(check, all(meant(into(port), egress), DB))).toHaveLength(1);
    expect(found(check, all(meant(out(port), ingress), DB))).toHaveLength(1);
    expect(found(check, all(meant(into(port), 'anywhere -> shop/db TCP 5432'), DB))).toHaveLength(1);
    // What an object of another group says is no word of this one.
    const other = meant(
      'apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: { name: db, namespace: shop }\nspec: { selector: "none == \'x\'" }\n',
      ingress,
    );
    expect(found(check, all(into(port), DB, other))).toHaveLength(1);
  });

  test('DNS on the way out', () => {
    const dns = 'ports: [{ port: 53, protocol: UDP }, { port: 53 }]';
    expect(found(check, all(out(`to: [{ namespaceSelector: {} }], ${dns}`), DB))).toEqual([]);
    expect(found(check, all(out(dns), DB))).toEqual([]);
  });

  test('DNS on the way in', () => {
    const dns = 'ports: [{ port: 53, protocol: UDP }, { port: 53 }, { port: dns-tcp }]';
    expect(found(check, all(into(`from: [{ namespaceSelector: {} }], ${dns}`), DB))).toEqual([]);
    expect(found(check, all(into(dns), DB))).toEqual([]);
    expect(found(check, all(into(dns.replace('port: 53 }', 'port: 54 }')), DB))).toHaveLength(1);
  });

  test('the port of a webhook, where nobody says from where the Kubernetes API calls it', () => {
    const webhook = `apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { selector: { app: db }, ports: [{ port: 443, targetPort: 5432 }] }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: db }
webhooks: [{ name: db.example.com, clientConfig: { service: { name: db, namespace: shop } } }]
`;
    const port = 'ports: [{ port: 5432 }]';
    expect(found(check, all(into(port), DB, webhook))).toEqual([]);
    expect(found(check, all(into(port.replace('}]', '}, { port: 9187 }]')), DB, webhook))).toHaveLength(1);
    expect(found(check, all(into(`from: [{ namespaceSelector: {} }], ${port}`), DB, webhook))).toHaveLength(1);
    const cluster = Clusters.kubeadm({ kubernetesApi: KubernetesApi.at(['10.0.0.4']) });
    expect(found(check, all(into(port), DB, webhook), cluster)).toHaveLength(1);
  });

  test.each(['http-prom', 'prometheus', 'tcp-metrics'])('metrics by the name %s', (name) => {
    const metered = workload('shop/db', '{ app: db }', `[{ name: ${name}, containerPort: 9187 }]`);
    expect(found(check, all(into('from: [{ namespaceSelector: {} }], ports: [{ port: 9187 }]'), metered))).toEqual([]);
  });

  test('metrics on the way in, by name or by number', () => {
    const metered = workload('shop/db', '{ app: db }', '[{ name: metrics, containerPort: 9187 }]');
    expect(found(check, all(into('from: [{ namespaceSelector: {} }], ports: [{ port: metrics }]'), metered))).toEqual(
      [],
    );
    expect(found(check, all(into('from: [{ namespaceSelector: {} }], ports: [{ port: 9187 }]'), metered))).toEqual([]);
  });

  test('pods behind a load balancer', () => {
    const balancer = `apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { type: LoadBalancer, selector: { app: db }, ports: [{ port: 5432 }] }
`;
    expect(found(check, all(into('ports: [{ port: 5432 }]'), DB, balancer))).toEqual([]);
  });

  test('a rule that lets everything out', () => {
    expect(found(check, all(out(''), DB))).toEqual([]);
  });
});
