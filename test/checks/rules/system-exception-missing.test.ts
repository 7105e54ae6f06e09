import { SystemExceptionMissing } from '../../../lib/checks/rules/system-exception-missing';
import { Clusters, KubernetesApi, Monitoring } from '../../../lib/cluster';
import { found, shown } from '../found';
import { adminDeny, all, namespacePeer, pods, policyFor, workload } from '../shop';

const check = new SystemExceptionMissing();

const API = workload('shop/api', '{ app: api }', '[{ containerPort: 8443 }]');
const METERED = API.replace(
  'metadata: { labels: { app: api } }',
  'metadata: { labels: { app: api }, annotations: { prometheus.io/scrape: "true", prometheus.io/port: "9090" } }',
);
const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app: api }, ports: [{ port: 443, targetPort: 8443 }] }
`;
const HOOK = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: orders }
webhooks:
  - name: orders.example.com
    clientConfig: { service: { namespace: shop, name: api } }
`;
const into = (more: string) => policyFor('shop/api', 'api', `ingress: [{ from: [${pods('web')}${more}] }]`);
const cluster = Clusters.kubeadm({
  kubernetesApi: KubernetesApi.at(['10.0.0.4']),
  monitoring: Monitoring.kubePrometheusStack({ namespace: 'monitoring', release: 'prometheus' }),
});

describe('reports', () => {
  test('a webhook that the Kubernetes API does not reach', () => {
    expect(shown(check, all(HOOK, SERVICE, API, into('')), cluster)).toEqual([
      '6: ValidatingWebhookConfiguration orders: the Kubernetes API calls Service shop/api, and policies deny it to shop/api',
      '  10.0.0.4/32 -> shop/api TCP 8443 is meant, and denied by NetworkPolicy shop/api',
    ]);
  });

  test('an API service', () => {
    const service = `apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: { name: v1.orders.example.com }
spec: { service: { namespace: shop, name: api }, group: orders.example.com, version: v1, groupPriorityMinimum: 1, versionPriority: 1 }
`;
    expect(found(check, all(service, SERVICE, API, into('')), cluster)).toEqual([
      '4: APIService v1.orders.example.com: the Kubernetes API calls Service shop/api, and policies deny it to shop/api',
    ]);
  });

  test('pods that an admin policy keeps from the monitoring, although their own policy lets it in', () => {
    const both = all(METERED, into(`, ${namespacePeer('monitoring')}`), adminDeny('ingress', '{ namespaces: {} }'));
    expect(shown(check, both, cluster)).toEqual([
      '7: Deployment shop/api: its metrics are asked for by kube-prometheus-stack, and policies deny it',
      '  kube-prometheus-stack in namespace monitoring -> shop/api TCP 9090 is meant, and denied by AdminNetworkPolicy keep-apart',
    ]);
    expect(shown(check, all(METERED, adminDeny('ingress', '{ namespaces: {} }')), cluster)).toHaveLength(2);
  });

  test('pods that a policy of Calico keeps from the Kubernetes API, by name', () => {
    const deny = `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: { name: keep-out }
spec: { order: 1, types: [Ingress], ingress: [{ action: Deny, source: { nets: [10.0.0.0/24] } }] }
`;
    const opened = into(', { ipBlock: { cidr: 10.0.0.4/32 } }');
    expect(shown(check, all(HOOK, SERVICE, API, opened, deny), cluster)).toEqual([
      '6: ValidatingWebhookConfiguration orders: the Kubernetes API calls Service shop/api, and policies deny it to shop/api',
      '  10.0.0.4/32 -> shop/api TCP 8443 is meant, and denied by GlobalNetworkPolicy keep-out',
    ]);
  });

  test('pods with metrics that the monitoring does not reach', () => {
    expect(shown(check, all(METERED, into('')), cluster)).toEqual([
      '7: Deployment shop/api: its metrics are asked for by kube-prometheus-stack, and policies deny it',
      '  kube-prometheus-stack in namespace monitoring -> shop/api TCP 9090 is meant, and denied by NetworkPolicy shop/api',
    ]);
  });
});

describe('is silent about', () => {
  test('what is let in', () => {
    const both = into(`, { ipBlock: { cidr: 10.0.0.4/32 } }, ${namespacePeer('monitoring')}`);
    expect(found(check, all(HOOK, SERVICE, API, both), cluster)).toEqual([]);
    expect(found(check, all(METERED, both), cluster)).toEqual([]);
  });

  test('pods that no policy closes, or that were not read', () => {
    expect(found(check, all(HOOK, SERVICE, API, METERED.replace('name: api', 'name: metered')), cluster)).toEqual([]);
    expect(found(check, all(HOOK, SERVICE, into('')), cluster)).toEqual([]);
    expect(found(check, all(HOOK, API, into('')), cluster)).toEqual([]);
  });

  test('a cluster of which nobody says it', () => {
    expect(found(check, all(HOOK, SERVICE, API, into('')))).toEqual([]);
    expect(found(check, all(METERED, into('')), Clusters.kubeadm())).toEqual([]);
  });

  test('pods that ask for nothing', () => {
    expect(found(check, all(SERVICE, API, into('')), cluster)).toEqual([]);
  });
});
