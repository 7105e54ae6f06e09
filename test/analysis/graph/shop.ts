import type { AnalysisOptions, ListOptions } from '../../../lib/analysis';
import { Report } from '../../../lib/report';
import {
  connectivityOf,
  DNS_EGRESS,
  deployment,
  manifests,
  namespace,
  pod,
  policy,
  service,
} from '../evaluate/manifests';

/** The list of what manifests allow, as people read it. */
export function listed(text: string, options: ListOptions = {}, analysis: AnalysisOptions = {}): string {
  return Report.list(connectivityOf(text, analysis).list(options));
}

/** A shop in which everything is closed but what it needs; beside it a namespace in which everything is open. */
export const SHOP = manifests(
  namespace('shop'),
  namespace('ops'),
  deployment('web'),
  deployment('api'),
  pod('db'),
  deployment('log', { namespace: 'ops' }),
  service('api', '{ selector: { app: api }, ports: [{ port: 80, targetPort: http }] }'),
  service('db', '{ clusterIP: None, selector: { app: db }, ports: [{ port: 5432 }] }'),
  DNS_EGRESS,
  policy(
    'web',
    `
podSelector: { matchLabels: { app: web } }
policyTypes: [Ingress, Egress]
egress:
  - { to: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: http }] }`,
  ),
  policy(
    'api',
    `
podSelector: { matchLabels: { app: api } }
policyTypes: [Ingress, Egress]
ingress:
  - { from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: http }] }
  - { from: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: 7000, endPort: 7001 }] }
egress:
  - to: [{ podSelector: { matchLabels: { app: db } } }, { podSelector: { matchLabels: { app: api } } }]
  - { to: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: 443 }] }`,
  ),
  policy(
    'db',
    `
podSelector: { matchLabels: { app: db } }
policyTypes: [Ingress, Egress]
ingress:
  - { from: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: 5432 }] }
  - { from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ops } } }], ports: [{ port: 5432, protocol: UDP }] }`,
  ),
);
