import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterProfile, Clusters, IsolatedNamespace, NetworkPlugin, Platform, Service, Worker } from '../../lib';
import { notice, objectMetadata } from '../../lib/objects';
import { Port, Workload } from '../../lib/traffic';
import { hearNotices } from '../support/notices';

const lines = hearNotices();

/** An app with one object of ours and what is to be told. */
function app(): App {
  const root = new App();
  const chart = new Chart(root, 'shop', { namespace: 'shop' });
  new ApiObject(chart, 'settings', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: objectMetadata(chart, 'settings'),
  });
  notice(root, 'b', () => 'second');
  notice(root, 'a', () => 'first');
  return root;
}

describe('what is to be told', () => {
  test('is printed to the standard error stream, in the order of the topics', () => {
    app().synthYaml();
    expect(lines).toEqual(['cdk8s-networking: first\n', 'cdk8s-networking: second\n']);
  });

  test('is printed once, however often and however the app is rendered', () => {
    const root = app();
    root.synthYaml();
    root.synthYaml();
    for (const chart of root.charts) chart.toJson();
    expect(lines).toHaveLength(2);
  });

  test('is printed for each app', () => {
    app().synthYaml();
    app().synthYaml();
    expect(lines).toHaveLength(4);
  });

  test('is told by the first who brings up the topic', () => {
    const root = app();
    notice(root.charts[0] as Chart, 'a', () => 'another');
    root.synthYaml();
    expect(lines).toEqual(['cdk8s-networking: first\n', 'cdk8s-networking: second\n']);
  });

  test('is asked for when everything is declared, and may turn out to be nothing', () => {
    const root = app();
    const seen: string[] = [];
    notice(root, 'c', () => (seen.length > 0 ? seen.join(', ') : undefined));
    notice(root, 'd', () => undefined);
    seen.push('late');
    root.synthYaml();
    expect(lines.slice(2)).toEqual(['cdk8s-networking: late\n']);
  });
});

describe('nothing is printed', () => {
  test('before the app is rendered', () => {
    app();
    expect(lines).toEqual([]);
  });

  test('when the environment asks for quiet', () => {
    process.env.CDK8S_NETWORKING_QUIET = '1';
    app().synthYaml();
    expect(lines).toEqual([]);
  });

  test('when a construct is found invalid, though the root is not', () => {
    const root = app();
    const chart = root.charts[0] as Chart;
    new Service(chart, 'web', {
      workload: { workload: Workload.of({ namespace: 'shop', name: 'web', labels: { app: 'web' }, ports: [] }) },
      ports: [{ target: Port.tcp(8080) }],
    });
    expect(() => root.synthYaml()).toThrow('[shop/web] a target port must be a port on which shop/web listens');
    expect(lines).toEqual([]);
  });

  test('when the app as a whole is found invalid', () => {
    const root = app();
    const chart = root.charts[0] as Chart;
    new ApiObject(chart, 'again', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
    expect(() => root.synthYaml()).toThrow('Validation failed');
    expect(lines).toEqual([]);
  });

  test('until what was invalid is mended', () => {
    const root = app();
    const chart = root.charts[0] as Chart;
    new ApiObject(chart, 'again', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
    expect(() => root.synthYaml()).toThrow('Validation failed');
    chart.node.tryRemoveChild('again');
    root.synthYaml();
    expect(lines).toHaveLength(2);
  });
});

describe('of the cluster it is told', () => {
  const DEFAULT =
    "cdk8s-networking: no cluster profile was given: taken for a conformant cluster with kubeadm's DNS and Envoy " +
    'Gateway (GatewayClass "eg"); say yours with new Platform({ cluster: Clusters.kubeadm({ ... }) })\n';
  const FLANNEL =
    'cdk8s-networking: flannel enforces no network policies: the cluster accepts them, and they change nothing\n';

  test('that the default profile was assumed', () => {
    const platform = new Platform();
    new IsolatedNamespace(platform, 'shop');
    new IsolatedNamespace(platform, 'bank');
    platform.synthYaml();
    expect(lines).toEqual([DEFAULT]);
  });

  test('that the network plugin enforces no policies', () => {
    const platform = new Platform({ cluster: Clusters.kubeadm({ networkPlugin: NetworkPlugin.flannel() }) });
    new IsolatedNamespace(platform, 'shop');
    platform.synthYaml();
    expect(lines).toEqual([FLANNEL]);
  });

  test('what the policies of the network plugin do not do, each once', () => {
    const limits = ['own is slow', 'own is late'];
    const networkPlugin = NetworkPlugin.of({ name: 'own', enforcesNetworkPolicies: true, limits });
    const platform = new Platform({ cluster: Clusters.kubeadm({ networkPlugin }) });
    new IsolatedNamespace(platform, 'shop');
    new IsolatedNamespace(platform, 'bank');
    platform.synthYaml();
    expect(lines).toEqual(['cdk8s-networking: own is late\n', 'cdk8s-networking: own is slow\n']);
  });

  test('the same of each plugin, where parts of the app are for clusters of their own', () => {
    const bridge = NetworkPlugin.of({ name: 'bridge', enforcesNetworkPolicies: false });
    const platform = new Platform({ cluster: Clusters.kubeadm({ networkPlugin: NetworkPlugin.flannel() }) });
    const edge = new Construct(platform, 'edge');
    ClusterProfile.attach(edge, Clusters.kubeadm({ networkPlugin: bridge }));
    new IsolatedNamespace(platform, 'shop');
    new IsolatedNamespace(edge, 'bank');
    platform.synthYaml();
    expect(lines).toEqual([FLANNEL.replace('flannel', 'bridge'), FLANNEL]);
  });

  test('nothing, where a profile is given whose plugin enforces them', () => {
    const platform = new Platform({ cluster: Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico() }) });
    new IsolatedNamespace(platform, 'shop');
    platform.synthYaml();
    expect(lines).toEqual([]);
  });

  test('and of the images, which need a numeric user', () => {
    const platform = new Platform({ cluster: Clusters.kubeadm() });
    const shop = new IsolatedNamespace(platform, 'shop');
    new Worker(shop, 'mailer', { image: 'mailer:1' });
    new Worker(shop, 'clerk', { image: 'clerk:1', runAs: 1000 });
    platform.synthYaml();
    expect(lines).toEqual([
      'cdk8s-networking: pods run as a user other than root, so these images must name theirs by number (USER 1000), ' +
        'or else be given `runAs`: mailer:1\n',
    ]);
  });
});
