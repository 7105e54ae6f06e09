import type { Chart as CdkChart } from 'cdk8s';
import type { k8s as K8s } from 'cdk8s-plus-28';
import { Layout } from '../layout';
import { lap, task, tellTimes } from './clock';

// Each step has to be loaded when its clock is running.
const { App, Chart } = require('cdk8s') as typeof import('cdk8s');
const { Ingress, IngressBackend, k8s, Secret, Service } = require('cdk8s-plus-28') as typeof import('cdk8s-plus-28');
const { CLOSED, connected, deployed, labelsOf, PORT, reasonsOf, resolving, rowAt, selectorOf } =
  require('./by-hand') as typeof import('./by-hand');
lap();

function policy(
  chart: CdkChart,
  name: string,
  annotations: { [key: string]: string },
  spec: K8s.NetworkPolicySpec,
): void {
  const { namespace = '' } = chart;
  new k8s.KubeNetworkPolicy(chart, `policy-${name}`, {
    metadata: { name, namespace, annotations, labels: labelsOf({ name, namespace }) },
    spec,
  });
}

/** A namespace that is closed but for DNS. */
function namespaced(namespace: string): CdkChart {
  const chart = new Chart(app, namespace, { namespace });
  const restricted = Object.fromEntries(
    ['audit', 'enforce', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']),
  );
  const labels = { ...labelsOf({ name: namespace, namespace }), ...restricted };
  new k8s.KubeNamespace(chart, 'namespace', { metadata: { name: namespace, labels } });
  new k8s.KubeServiceAccount(chart, 'account', {
    metadata: { name: 'default', labels: labelsOf({ name: 'default', namespace }) },
    automountServiceAccountToken: false,
  });
  const reasons = { reasons: `nobody is let in or out of ${namespace} unless another policy says so` };
  policy(chart, 'default-deny', reasons, CLOSED);
  policy(chart, 'allow-dns', reasons, resolving(numbered));
  return chart;
}

const numbered = (port: number) => k8s.IntOrString.fromNumber(port);

/** An app with a Service, an Ingress and a policy. */
function webApp(chart: CdkChart, i: number): void {
  const row = rowAt(i);
  const [, own] = row;
  const metadata = { name: own.name, labels: labelsOf(own) };
  deployed(chart, own);
  const service = new Service(chart, `service-${own.name}`, {
    metadata,
    ports: [{ name: 'http', port: PORT, targetPort: PORT }],
  });
  for (const [key, value] of Object.entries(selectorOf(own))) service.selectLabel(key, value);
  const host = `${own.name}.example.com`;
  const ingress = new Ingress(chart, `ingress-${own.name}`, { metadata, className: 'nginx' });
  ingress.addHostRule(host, '/', IngressBackend.fromService(service, { port: PORT }));
  ingress.addTls([{ hosts: [host], secret: Secret.fromSecretName(chart, `tls-${own.name}`, 'apps-tls') }]);
  policy(chart, own.name, reasonsOf(own), connected(row, numbered));
}

const app = new App({ outdir: task.outdir });
const one = task.layout === Layout.ONE_CHART ? namespaced('apps') : undefined;
for (let i = 0; i < task.size; i++) webApp(one ?? namespaced(`team-${i}`), i);
lap();

app.synth();
lap();
tellTimes();
