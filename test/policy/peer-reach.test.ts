import { ApiObject, type App, type Chart, JsonPatch } from 'cdk8s';
import { ClusterDns, ClusterProfile } from '../../lib/cluster';
import { NetworkPolicy } from '../../lib/policy';
import { Direction, LabelExpression, LabelSelector, Peer, PodSelection, Port } from '../../lib/traffic';
import { lines } from './lines';
import { namespaces, Pods } from './pods';

const PORT = { ports: [Port.tcp(8080)] };

/** Two namespaces, with a caller and a callee in each. */
function world() {
  const [shop, data] = namespaces('shop', 'data');
  const [web, api] = [new Pods(shop, 'web'), new Pods(shop, 'api', PORT)];
  const [job, db] = [new Pods(data, 'job'), new Pods(data, 'db', { ports: [Port.tcp(5432)] })];
  return { shop, data, web, api, job, db };
}

const open = ({ shop, data }: ReturnType<typeof world>) => lines(shop, data).filter((line) => !line.endsWith('nobody'));

describe('a peer that means workloads of the app has their side written as well', () => {
  test('by the namespace that both are in', () => {
    const app = world();
    app.web.connections.allowTo(Peer.sameNamespace(), PORT);
    expect(open(app)).toEqual(['shop/app=web -> all pods: TCP 8080', 'shop/app=api <- app=web: TCP 8080']);
  });

  test('by the labels of its pods', () => {
    const app = world();
    app.web.connections.allowTo(Peer.pods({ labels: { app: 'api' } }), PORT);
    app.web.connections.allowTo(Peer.pods({ namespace: 'data', labels: { app: 'db' } }), { ports: [Port.tcp(5432)] });
    expect(open(app)).toEqual([
      'shop/app=web -> app=db in data: TCP 5432',
      'shop/app=web -> app=api: TCP 8080',
      'shop/app=api <- app=web: TCP 8080',
      'data/app=db <- app=web in shop: TCP 5432',
    ]);
  });

  test('as callers, who need a way out', () => {
    const app = world();
    app.api.connections.allowFrom(Peer.namespace('data'));
    expect(open(app)).toEqual([
      'shop/app=api <- all pods in data: TCP 8080',
      'data/app=job -> app=api in shop: TCP 8080',
      'data/app=db -> app=api in shop: TCP 8080',
    ]);
  });

  test('by the labels of its namespace, where the app writes them', () => {
    const app = world();
    new ApiObject(app.data, 'ns', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'data', labels: { team: 'data' } },
    });
    app.api.connections.allowFrom(Peer.namespaces({ labels: { team: 'data' } }));
    expect(open(app)).toEqual([
      'shop/app=api <- all pods in team=data: TCP 8080',
      'data/app=job -> app=api in shop: TCP 8080',
      'data/app=db -> app=api in shop: TCP 8080',
    ]);
  });

  test('by a label that was patched onto its namespace', () => {
    const app = world();
    const object = new ApiObject(app.data, 'ns', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'data' } });
    object.addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'data' }));
    app.api.connections.allowFrom(Peer.namespaces({ labels: { team: 'data' } }));
    expect(open(app)).toHaveLength(3);
  });

  test('when it is adopted, in a direction that only the peer gives it and its namespace closes', () => {
    const app = world();
    new NetworkPolicy(app.shop, 'closed', { pods: LabelSelector.everything(), directions: [Direction.INGRESS] });
    const raw = new ApiObject(app.shop, 'raw', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'raw' },
      spec: { template: { metadata: { labels: { app: 'raw' } }, spec: { containers: [{ name: 'main' }] } } },
    });
    app.api.connections.allowFrom(raw);
    app.web.connections.allowTo(Peer.pods({ labels: { app: 'raw' } }), PORT);
    expect(open(app).filter((line) => line.startsWith('shop/app=raw'))).toEqual([
      'shop/app=raw <- app=web: TCP 8080',
      'shop/app=raw -> k8s-app=kube-dns in kube-system: TCP 53, UDP 53',
      'shop/app=raw -> app=api: TCP 8080',
    ]);
  });

  test('with the reason that was given', () => {
    const app = world();
    app.web.connections.allowTo(Peer.pods({ labels: { app: 'api' } }), { ...PORT, reason: 'the catalogue' });
    expect(app.api.policy.toJson().metadata.annotations).toEqual({
      'cdk8s-networking/reasons': 'shop/web -> pods app=api in the same namespace TCP 8080: the catalogue',
    });
  });
});

describe('a peer opens nothing for', () => {
  test('a workload whose reason would then be told, and nothing else', () => {
    const app = world();
    app.web.connections.allowTo(Peer.namespace('data'), { ...PORT, reason: 'metrics' });
    expect(app.db.policy.toJson().metadata).not.toHaveProperty('annotations');
  });

  test('a workload that listens on none of the ports', () => {
    const app = world();
    app.web.connections.allowTo(Peer.namespace('data'), PORT);
    expect(open(app)).toEqual(['shop/app=web -> all pods in data: TCP 8080']);
  });

  test('a workload of the same labels in another namespace', () => {
    const app = world();
    app.web.connections.allowTo(Peer.pods({ labels: { app: 'db' } }), { ports: [Port.tcp(5432)] });
    expect(open(app)).toEqual(['shop/app=web -> app=db: TCP 5432']);
  });

  test('a namespace whose labels the app does not know', () => {
    const app = world();
    app.api.connections.allowFrom(Peer.namespaces({ labels: { team: 'data' } }));
    expect(open(app)).toEqual(['shop/app=api <- all pods in team=data: TCP 8080']);
  });

  test('workloads at addresses, or anywhere', () => {
    const app = world();
    app.web.connections.allowTo(Peer.internet(), PORT);
    app.api.connections.allowFrom(Peer.anywhere({ reason: 'public' }));
    expect(open(app).filter((line) => !/::|0\.0\.0\.0/.test(line))).toEqual(['shop/app=api <- everyone: TCP 8080']);
  });
});

test('a label called "everything" is not every pod', () => {
  const { shop, api } = world();
  const labelled = LabelSelector.of({ expressions: [LabelExpression.exists('everything')] });
  api.connections.allowFrom(Peer.selecting(PodSelection.of({ namespaces: labelled, pods: labelled })));
  api.connections.allowFrom(
    Peer.selecting(PodSelection.of({ namespaces: LabelSelector.everything(), pods: LabelSelector.everything() })),
    { ports: [Port.tcp(8080)] },
  );
  const policies = shop.toJson().filter(({ kind }) => kind === 'NetworkPolicy');
  const { ingress } = policies.find(({ metadata }) => metadata.name === 'api').spec;
  expect(ingress.flatMap(({ from }: any) => from)).toHaveLength(2);
});

describe('the pods that resolve names for all', () => {
  const coreDns = (chart: Chart) =>
    new ApiObject(chart, 'coredns', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'coredns' },
      spec: {
        selector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        template: {
          metadata: { labels: { 'k8s-app': 'kube-dns' } },
          spec: { containers: [{ name: 'coredns', ports: [{ containerPort: 53, protocol: 'UDP' }] }] },
        },
      },
    });

  test('stay open to all when one workload is connected to them', () => {
    const [shop, system] = namespaces('shop', 'kube-system');
    new Pods(shop, 'web').connections.allowTo(coreDns(system));
    expect(lines(system)).toEqual([
      'kube-system/k8s-app=kube-dns <- all pods in every namespace: TCP 53, UDP 53',
      'kube-system/k8s-app=kube-dns <- app=web in shop: UDP 53',
    ]);
  });

  test('are those that the cluster profile tells', () => {
    const [shop, system] = namespaces('shop', 'kube-system');
    const dns = ClusterDns.of({ labels: { app: 'dns' } });
    ClusterProfile.attach(shop.node.root as App, ClusterProfile.define({ name: 'other', dns }));
    new Pods(shop, 'web').connections.allowTo(coreDns(system));
    expect(lines(system)).toEqual(['kube-system/k8s-app=kube-dns <- app=web in shop: UDP 53']);
  });
});
