import { ApiObject, type Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Connections } from '../../lib/policy';
import { LabelSelector, Peer, Port, Workload } from '../../lib/traffic';
import { hearNotices } from '../support/notices';
import { namespace, namespaces, Pods, validationError } from './pods';

const HELP =
  'give one of them another id or `name`, or use NameScope.of(); ' +
  'what runs the pods of Connections is told by standFor()';

/** A workload of somebody else. */
function deployment(chart: Construct, name: string, labels: { [key: string]: string }, kind = 'Deployment'): ApiObject {
  return new ApiObject(chart, name, {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', ports: [{ containerPort: 80 }] }] } },
    },
  });
}

/** Pods of our own with any labels. */
function own(chart: Chart, id: string, labels: { [key: string]: string }, namespaceName = 'shop'): Connections {
  const workload = Workload.of({ namespace: namespaceName, name: id, labels, ports: [Port.tcp(80)] });
  return new Connections(new Construct(chart, id), { workload: { workload }, policyName: id });
}

describe('refuses before anything is written', () => {
  test('two workloads of the same labels', () => {
    const shop = namespace('shop');
    own(shop, 'one', { app: 'web', tier: 'front' });
    own(shop, 'two', { tier: 'front', app: 'web' });
    expect(() => shop.toJson()).toThrow(
      validationError(
        `[shop/two] the pods of two workloads must differ in their labels, but [shop/one] has app=web, tier=front too; ${HELP}`,
      ),
    );
  });

  test('a workload whose labels also select the pods of another of ours', () => {
    const shop = namespace('shop');
    own(shop, 'front', { app: 'web' });
    own(shop, 'back', { app: 'web', tier: 'back' });
    expect(() => shop.toJson()).toThrow(
      validationError(
        `[shop/back] the pods of two workloads must differ in their labels, but [shop/front] has app=web too; ${HELP}`,
      ),
    );
  });

  test.each(['Deployment', 'DaemonSet', 'ReplicaSet'])('a %s of somebody else that ours would govern', (kind) => {
    const shop = namespace('shop');
    deployment(shop, 'redis-master', { app: 'redis', role: 'master' }, kind);
    own(shop, 'redis', { app: 'redis' });
    expect(() => shop.toJson()).toThrow(
      validationError(
        `[shop/redis-master] the pods of two workloads must differ in their labels, but [shop/redis] has app=redis too; ${HELP}`,
      ),
    );
  });

  test.each([
    ['List', { apiVersion: 'apps/v1', kind: 'Deployment' }],
    ['DeploymentList', {}],
  ])('one of somebody else in a %s, which cdk8s takes for one object', (kind, type) => {
    const written = (labels: { [key: string]: string }, metadata: any = {}) => {
      const shop = namespace('shop');
      own(shop, 'redis', { app: 'redis' });
      const template = { metadata: { labels }, spec: { containers: [{ name: 'main' }] } };
      const apiVersion = kind === 'List' ? 'v1' : 'apps/v1';
      const items = [{ ...type, metadata: { name: 'q', ...metadata }, spec: { template } }];
      new ApiObject(shop, 'vendor', { apiVersion, kind, items });
      return () => shop.toJson();
    };
    expect(written({ app: 'redis', role: 'master' })).toThrow(
      validationError(
        `[shop/vendor] the pods of two workloads must differ in their labels, but [shop/redis] has app=redis too; ${HELP}`,
      ),
    );
    expect(written({ app: 'q' })()).toHaveLength(2);
    expect(written({ app: 'redis' }, { namespace: 'data' })()).toHaveLength(2);
    expect(written({ app: 'redis' }, { annotations: { 'helm.sh/hook': 'test' } })()).toHaveLength(2);
  });

  test('a workload of somebody else that also selects pods of ours, by labels that ours have beside their own', () => {
    const shop = namespace('shop');
    const labels = { app: 'api', tier: 'backend' };
    const selector = LabelSelector.of({ labels: { app: 'api' } });
    const workload = Workload.of({ namespace: 'shop', name: 'api', labels, selector, ports: [Port.tcp(80)] });
    new Connections(new Construct(shop, 'api'), { workload: { workload }, policyName: 'api' });
    new Pods(shop, 'web').connections.allowTo(deployment(shop, 'back', { tier: 'backend' }));
    expect(() => shop.toJson()).toThrow(
      validationError(
        `[shop/back] the pods of two workloads must differ in their labels, but [shop/api] has tier=backend too; ${HELP}`,
      ),
    );
  });

  test('a workload without labels, whose policy would govern every pod of the namespace', () => {
    const shop = namespace('shop');
    own(shop, 'all', {}).allowFrom(Peer.namespace('bank'));
    expect(() => shop.toJson()).toThrow(
      validationError(
        '[shop/all] a workload must have labels to be selected, but shop/all has none; ' +
          'give its pods a label, such as app.kubernetes.io/name',
      ),
    );
  });

  test('an object that is another workload already', () => {
    const shop = namespace('shop');
    const runs = deployment(shop, 'runs', { app: 'web' });
    new Pods(shop, 'api').connections.allowTo(runs);
    expect(() => own(shop, 'web', { app: 'web' }).standFor(runs)).toThrow(
      new Error(
        '[shop/web] an object must stand for one workload, but [shop/runs] is another one already; ' +
          'call standFor() before the object is connected',
      ),
    );
  });

  test('a workload of another namespace', () => {
    const shop = namespace('shop');
    own(shop, 'ledger', { app: 'ledger' }, 'bank');
    expect(() => shop.toJson()).toThrow(
      validationError(
        '[shop/ledger] a policy must be in the namespace of the pods that it governs, and is in shop, but the workload ' +
          "is bank/ledger; make the Connections in the workload's chart",
      ),
    );
  });
});

describe('tells of', () => {
  const lines = hearNotices();

  test("two of somebody else, where one is connected: their labels are their owner's", () => {
    const shop = namespace('shop');
    const front = deployment(shop, 'front', { app: 'x' });
    deployment(shop, 'db', { app: 'x', tier: 'db' });
    new Pods(shop, 'web').connections.allowTo(front);
    shop.toJson();
    expect(lines).toContain(
      `cdk8s-networking: [shop/db] the pods of two workloads must differ in their labels, but [shop/front] has app=x too; ${HELP}\n`,
    );
  });
});

describe('is silent about', () => {
  test('what runs the pods of a construct that has Connections', () => {
    const shop = namespace('shop');
    const host = new Construct(shop, 'host');
    deployment(host, 'runs', { app: 'web' });
    const workload = Workload.of({ namespace: 'shop', name: 'web', labels: { app: 'web' }, ports: [Port.tcp(80)] });
    new Connections(host, { workload: { workload }, policyName: 'web' });
    expect(shop.toJson()).toHaveLength(2);
  });

  test('what was said to stand for a workload', () => {
    const shop = namespace('shop');
    own(shop, 'web', { app: 'web' }).standFor(deployment(shop, 'runs', { app: 'web' }));
    expect(shop.toJson()).toHaveLength(2);
  });

  test("a chart's own test, which runs for a moment", () => {
    const shop = namespace('shop');
    const pod = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'wget' }] } };
    const annotations = { 'helm.sh/hook': 'test' };
    new ApiObject(shop, 'test', {
      apiVersion: 'v1',
      kind: 'Pod',
      ...pod,
      metadata: { name: 'test', annotations, ...pod.metadata },
    });
    own(shop, 'web', { app: 'web' });
    expect(shop.toJson()).toHaveLength(2);
  });

  test('a canary that the selector of the stable one leaves out', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api');
    const template = (labels: { [key: string]: string }) => ({
      metadata: { labels },
      spec: { containers: [{ name: 'main', ports: [{ containerPort: 80 }] }] },
    });
    const make = (name: string, selector: unknown, labels: { [key: string]: string }) =>
      new ApiObject(shop, name, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name },
        spec: { selector, template: template(labels) },
      });
    const stable = { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'track', operator: 'DoesNotExist' }] };
    const canary = { matchLabels: { app: 'web', track: 'canary' } };
    api.connections.allowTo(make('stable', stable, { app: 'web' }));
    api.connections.allowTo(make('canary', canary, { app: 'web', track: 'canary' }));
    const selectors = shop
      .toJson()
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map(({ metadata, spec }) => [metadata.name, spec.podSelector]);
    expect(Object.fromEntries(selectors)).toMatchObject({ 'stable-deployment': stable, 'canary-deployment': canary });
  });

  test('the same labels in two namespaces', () => {
    const [shop, bank] = namespaces('shop', 'bank');
    own(shop, 'web', { app: 'web' });
    own(bank, 'web', { app: 'web' }, 'bank');
    deployment(bank, 'redis', { app: 'redis' });
    expect(shop.toJson()).toHaveLength(1);
  });

  test('two of somebody else that nobody of ours is connected to', () => {
    const shop = namespace('shop');
    deployment(shop, 'one', { app: 'x' });
    deployment(shop, 'two', { app: 'x' });
    own(shop, 'web', { app: 'web' });
    expect(shop.toJson()).toHaveLength(3);
  });

  test('labels of which only some are the same', () => {
    const shop = namespace('shop');
    own(shop, 'front', { app: 'web', tier: 'front' });
    own(shop, 'back', { app: 'web', tier: 'back' });
    expect(shop.toJson()).toHaveLength(2);
  });
});
