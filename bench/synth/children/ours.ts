import { Layout } from '../layout';
import { lap, task, tellTimes } from './clock';

// Each step has to be loaded when its clock is running.
const { Clusters, Entry, IngressControllers, IsolatedNamespace, NetworkPlugin, Platform, SynthChecks, Tls, WebApp } =
  require('../../../lib/index') as typeof import('../../../lib');
lap();

const unchecked = process.argv[3] === 'unchecked';
const platform = new Platform({
  outdir: task.outdir,
  cluster: Clusters.kubeadm({
    networkPlugin: NetworkPlugin.calico(),
    nodeRanges: ['192.0.2.0/24'],
    entries: [Entry.ingress(IngressControllers.ingressNginx())],
  }),
  ...(unchecked && { checks: SynthChecks.none({ reason: 'what they take is measured' }) }),
});
const one = task.layout === Layout.ONE_CHART ? new IsolatedNamespace(platform, 'apps') : undefined;
const apps = Array.from({ length: task.size }, (_, i) => {
  const namespace = one ?? new IsolatedNamespace(platform, `team-${i}`);
  return new WebApp(namespace, `app-${i}`, {
    image: 'ghcr.io/acme/app:1.0',
    port: 8080,
    host: `app-${i}.example.com`,
    tls: Tls.secret('apps-tls'),
  });
});
for (const [i, app] of apps.entries()) app.connections.allowTo(apps[(i + 1) % apps.length] as (typeof apps)[number]);
lap();

platform.synth();
lap();
tellTimes();
