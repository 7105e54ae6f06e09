import { Connectivity } from '../../../lib/analysis';
import { Report } from '../../../lib/report';

const TEXT = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  containers:
    - name: main
      image: main
      env:
        - { name: DB_HOST, value: db }
        - { name: PAY, value: 'https://api.example.com' }
        - { name: API_URL, value: 'http://api:80' }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop, labels: { app: db } }
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { selector: { app: db }, ports: [{ port: 5432 }] }
`;

const REPORT = Connectivity.ofText([{ name: 'shop.yaml', text: TEXT }]).suggest();
const EMPTY = Connectivity.ofText([]).suggest();

test('text is a program, with guesses as comments', () => {
  expect(Report.suggest(REPORT)).toBe(`\
// 0 connections are sure, and declared below. As comments: 1 that need something first, 1 guessed.
// 1 not understood. What is compiled into a program, no manifest tells: watch the flows before you close.

import { Include } from 'cdk8s';
import { Enforcement, IsolatedNamespace, Platform, PodSecurity } from 'cdk8s-networking';

const platform = new Platform();

const shop = new IsolatedNamespace(platform, 'shop', {
  enforcement: Enforcement.none({ reason: 'its connections are being declared' }),
  podSecurity: PodSecurity.privileged({ reason: 'as it was before it was adopted' }),
  writesDefaultServiceAccount: false,
});
new Include(shop, 'manifests', { url: 'shop.yaml' });

// What follows is guessed, or needs something first. Take the comment away from what is so.

// import { AdoptedWorkload, Peer, Port } from 'cdk8s-networking';
// const db = AdoptedWorkload.find(shop, 'Pod', 'db');
// const web = AdoptedWorkload.find(shop, 'Pod', 'web');

// sure: env PAY=https://api.example.com (shop.yaml:11)
// needs a network plugin that knows hosts by their names, or the addresses by Peer.cidr()
// web.connections.allowTo(Peer.hostname('api.example.com'), {
//   ports: [Port.tcp(443)],
//   reason: 'env PAY=https://api.example.com',
// });

// guessed: env DB_HOST=db (shop.yaml:10)
// but no port is named: it may be any of Service shop/db
// web.connections.allowTo(db, { ports: [Port.tcp(5432)], reason: 'env DB_HOST=db' });

// Not understood:
// shop/web: env API_URL=http://api:80 (shop.yaml:12): there is no Service api in namespace shop; give its manifests as well, or correct the name

platform.synth();
`);
});

test('md is two tables', () => {
  expect(Report.suggest(REPORT, 'md')).toBe(`\
|  | Source | Destination | Ports | Evidence | Remark |
| --- | --- | --- | --- | --- | --- |
| sure | shop/web | api.example.com | TCP 443 | env PAY=https://api.example.com (shop.yaml:11) | needs a network plugin that knows hosts by their names, or the addresses by Peer.cidr() |
| guessed | shop/web | shop/db | TCP 5432 | env DB_HOST=db (shop.yaml:10) | no port is named: it may be any of Service shop/db |

**Not understood**

| Workload | Evidence | Remark |
| --- | --- | --- |
| shop/web | env API_URL=http://api:80 (shop.yaml:12) | there is no Service api in namespace shop; give its manifests as well, or correct the name |
`);
  expect(Report.suggest(EMPTY, 'md')).toBe('No connection can be seen.\n');
});

test('json has all of it', () => {
  expect(JSON.parse(Report.suggest(REPORT, 'json'))).toEqual({
    suggestions: [
      {
        certainty: 'sure',
        workload: 'shop/web',
        direction: 'Egress',
        peer: { kind: 'hostname', name: 'api.example.com' },
        ports: [{ protocol: 'TCP', port: 443 }],
        evidence: [{ file: 'shop.yaml', line: 11, text: 'env PAY=https://api.example.com' }],
        needs: 'a network plugin that knows hosts by their names, or the addresses by Peer.cidr()',
      },
      {
        certainty: 'guessed',
        workload: 'shop/web',
        direction: 'Egress',
        peer: { kind: 'workload', name: 'shop/db' },
        ports: [{ protocol: 'TCP', port: 5432 }],
        evidence: [{ file: 'shop.yaml', line: 10, text: 'env DB_HOST=db' }],
        doubt: 'no port is named: it may be any of Service shop/db',
      },
    ],
    others: [
      {
        workload: 'shop/web',
        evidence: { file: 'shop.yaml', line: 12, text: 'env API_URL=http://api:80' },
        why: 'there is no Service api in namespace shop; give its manifests as well, or correct the name',
      },
    ],
  });
  expect(JSON.parse(Report.suggest(EMPTY, 'json'))).toEqual({ suggestions: [], others: [] });
});

test('what belongs to Kubernetes itself stays as it is, and a Namespace is written once', () => {
  const text = (namespace: string) =>
    `{ apiVersion: v1, kind: Namespace, metadata: { name: ${namespace} } }\n---\n{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: ${namespace}, labels: { app: web } } }`;
  const program = Report.suggest(
    Connectivity.ofText([
      { name: 'system.yaml', text: text('kube-system') },
      { name: 'shop.yaml', text: text('shop') },
    ]).suggest(),
  );
  expect(program).toContain("const kubeSystem = new Chart(platform, 'kube-system', { namespace: 'kube-system' });");
  expect(program).toContain(`\
for (const url of [
  'shop.yaml',
]) {
  const { apiObjects, node } = new Include(shop, url.replace(/\\W+/g, '-'), { url });
  // The Namespace is written already.
  for (const each of apiObjects) if (each.kind === 'Namespace') node.tryRemoveChild(each.node.id);
}
`);
});
