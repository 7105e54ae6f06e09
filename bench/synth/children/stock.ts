import type { Chart as CdkChart } from 'cdk8s';
import type { k8s as K8s } from 'cdk8s-plus-28';
import { Layout } from '../layout';
import { lap, task, tellTimes } from './clock';

// Each step has to be loaded when its clock is running.
const { App, Chart } = require('cdk8s') as typeof import('cdk8s');
const { Capability, Deployment, Ingress, IngressBackend, k8s, Probe, SeccompProfileType, Secret, Service } =
  require('cdk8s-plus-28') as typeof import('cdk8s-plus-28');
lap();

const PORT = 8080;

/** The labels that the library gives to the objects of an app. */
function labelsOf(name: string, namespace: string): { [key: string]: string } {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': namespace,
    'app.kubernetes.io/part-of': namespace,
    'app.kubernetes.io/managed-by': 'by-hand',
  };
}

function selectorOf(name: string, namespace: string): { [key: string]: string } {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': namespace };
}

function policy(chart: CdkChart, name: string, spec: K8s.NetworkPolicySpec): void {
  const { namespace = '' } = chart;
  const annotations = {
    reasons: `ingress-nginx -> ${namespace}/${name} TCP ${PORT}: requests for ${name}.example.com`,
  };
  new k8s.KubeNetworkPolicy(chart, `policy-${name}`, {
    metadata: { name, namespace, annotations, labels: labelsOf(name, namespace) },
    spec,
  });
}

/** A namespace that is closed but for DNS. */
function namespaced(name: string): CdkChart {
  const chart = new Chart(app, name, { namespace: name });
  const restricted = Object.fromEntries(
    ['audit', 'enforce', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']),
  );
  new k8s.KubeNamespace(chart, 'namespace', { metadata: { name, labels: { ...labelsOf(name, name), ...restricted } } });
  new k8s.KubeServiceAccount(chart, 'account', {
    metadata: { name: 'default', labels: labelsOf('default', name) },
    automountServiceAccountToken: false,
  });
  policy(chart, 'default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  policy(chart, 'allow-dns', {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [
      {
        ports: ['TCP', 'UDP'].map((protocol) => ({ port: k8s.IntOrString.fromNumber(53), protocol })),
        to: [podsOf('kube-system', { 'k8s-app': 'kube-dns' })],
      },
    ],
  });
  return chart;
}

function podsOf(namespace: string, matchLabels: { [key: string]: string }): K8s.NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels },
  };
}

const ports: K8s.NetworkPolicyPort[] = [{ port: k8s.IntOrString.fromNumber(PORT), protocol: 'TCP' }];

/** An app with a Service, an Ingress and a policy, which is reached by the entry and by the app before it. */
function webApp(chart: CdkChart, name: string, [before, after]: readonly [Neighbour, Neighbour]): void {
  const { namespace = '' } = chart;
  const metadata = { name, labels: labelsOf(name, namespace) };
  const deployment = new Deployment(chart, `deployment-${name}`, {
    metadata,
    replicas: 1,
    select: false,
    automountServiceAccountToken: false,
    podMetadata: { labels: labelsOf(name, namespace) },
    securityContext: { ensureNonRoot: true },
    containers: [
      {
        name: 'main',
        image: 'ghcr.io/acme/app:1.0',
        ports: [{ name: 'http', number: PORT }],
        readiness: Probe.fromTcpSocket({ port: PORT }),
        liveness: Probe.fromTcpSocket({ port: PORT }),
        resources: {},
        securityContext: {
          capabilities: { drop: [Capability.ALL] },
          seccompProfile: { type: SeccompProfileType.RUNTIME_DEFAULT },
        },
      },
    ],
  });
  for (const [key, value] of Object.entries(selectorOf(name, namespace))) deployment.matchLabels[key] = value;
  const service = new Service(chart, `service-${name}`, {
    metadata,
    ports: [{ name: 'http', port: PORT, targetPort: PORT }],
  });
  for (const [key, value] of Object.entries(selectorOf(name, namespace))) service.selectLabel(key, value);
  const host = `${name}.example.com`;
  const ingress = new Ingress(chart, `ingress-${name}`, { metadata, className: 'nginx' });
  ingress.addHostRule(host, '/', IngressBackend.fromService(service, { port: PORT }));
  ingress.addTls([{ hosts: [host], secret: Secret.fromSecretName(chart, `tls-${name}`, 'apps-tls') }]);
  policy(chart, name, {
    podSelector: { matchLabels: selectorOf(name, namespace) },
    policyTypes: ['Ingress', 'Egress'],
    egress: [{ ports, to: [podsOf(after.namespace, selectorOf(after.name, after.namespace))] }],
    ingress: [
      {
        ports,
        from: [
          podsOf(before.namespace, selectorOf(before.name, before.namespace)),
          podsOf('ingress-nginx', { 'app.kubernetes.io/name': 'ingress-nginx' }),
        ],
      },
    ],
  });
}

interface Neighbour {
  readonly name: string;
  readonly namespace: string;
}

const app = new App({ outdir: task.outdir });
const one = task.layout === Layout.ONE_CHART ? namespaced('apps') : undefined;
const at = (i: number): Neighbour => {
  const place = (i + task.size) % task.size;
  return { name: `app-${place}`, namespace: one ? 'apps' : `team-${place}` };
};
for (let i = 0; i < task.size; i++) {
  webApp(one ?? namespaced(`team-${i}`), `app-${i}`, [at(i - 1), at(i + 1)]);
}
lap();

app.synth();
lap();
tellTimes();
