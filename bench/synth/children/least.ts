import type { Chart as CdkChart } from 'cdk8s';
import { Layout } from '../layout';
import { lap, task, tellTimes } from './clock';

// Each step has to be loaded when its clock is running.
const { ApiObject, Chart } = require('cdk8s') as typeof import('cdk8s');
const { Clusters, NetworkPlugin, Platform, SynthChecks } =
  require('../../../lib/index') as typeof import('../../../lib');
const { CLOSED, connected, deployed, labelsOf, PORT, resolving, rowAt, selectorOf } =
  require('./by-hand') as typeof import('./by-hand');
lap();

/** An object of which all is said already. */
function given(chart: CdkChart, id: string, apiVersion: string, kind: string, name: string, rest: object): void {
  const { namespace = '' } = chart;
  new ApiObject(chart, id, { apiVersion, kind, metadata: { name, labels: labelsOf({ name, namespace }) }, ...rest });
}

function policy(chart: CdkChart, name: string, spec: object): void {
  given(chart, `policy-${name}`, 'networking.k8s.io/v1', 'NetworkPolicy', name, { spec });
}

const numbered = (port: number) => port;

function namespaced(namespace: string): CdkChart {
  const chart = new Chart(platform, namespace, { namespace });
  given(chart, 'namespace', 'v1', 'Namespace', namespace, {});
  given(chart, 'account', 'v1', 'ServiceAccount', 'default', { automountServiceAccountToken: false });
  policy(chart, 'default-deny', CLOSED);
  policy(chart, 'allow-dns', resolving(numbered));
  return chart;
}

/** A Deployment of cdk8s-plus; for the rest nothing is found out, checked or made. */
function app(chart: CdkChart, i: number): void {
  const row = rowAt(i);
  const [, own] = row;
  const { name } = own;
  deployed(chart, own);
  given(chart, `service-${name}`, 'v1', 'Service', name, {
    spec: { ports: [{ name: 'http', port: PORT, targetPort: PORT }], selector: selectorOf(own) },
  });
  const backend = { service: { name, port: { number: PORT } } };
  given(chart, `ingress-${name}`, 'networking.k8s.io/v1', 'Ingress', name, {
    spec: {
      ingressClassName: 'nginx',
      rules: [{ host: `${name}.example.com`, http: { paths: [{ backend, path: '/', pathType: 'Prefix' }] } }],
      tls: [{ hosts: [`${name}.example.com`], secretName: 'apps-tls' }],
    },
  });
  policy(chart, name, connected(row, numbered));
}

const platform = new Platform({
  outdir: task.outdir,
  cluster: Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico(), nodeRanges: ['192.0.2.0/24'] }),
  checks: SynthChecks.none({ reason: 'what they take is measured' }),
});
const one = task.layout === Layout.ONE_CHART ? namespaced('apps') : undefined;
for (let i = 0; i < task.size; i++) app(one ?? namespaced(`team-${i}`), i);
lap();

platform.synth();
lap();
tellTimes();
