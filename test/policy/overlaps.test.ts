import { ApiObject, type Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Connections } from '../../lib/policy';
import { Peer, Port, Workload } from '../../lib/traffic';
import { namespace, namespaces, Pods, validationError } from './pods';

const HELP = 'give one of them another id or `name`, or use NameScope.of()';

/** A workload of somebody else. */
function deployment(chart: Chart, name: string, labels: { [key: string]: string }, kind = 'Deployment'): ApiObject {
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

  test('two of somebody else, of which one is connected', () => {
    const shop = namespace('shop');
    const front = deployment(shop, 'front', { app: 'x' });
    deployment(shop, 'db', { app: 'x', tier: 'db' });
    new Pods(shop, 'web').connections.allowTo(front);
    expect(() => shop.toJson()).toThrow(
      validationError(
        `[shop/db] the pods of two workloads must differ in their labels, but [shop/front] has app=x too; ${HELP}`,
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

  test('a workload of another namespace', () => {
    const shop = namespace('shop');
    own(shop, 'ledger', { app: 'ledger' }, 'bank');
    expect(() => shop.toJson()).toThrow(
      validationError(
        '[shop/ledger] a policy governs pods of its own namespace only, which is shop, but the workload is ' +
          "bank/ledger; make the Connections in the workload's chart",
      ),
    );
  });
});

describe('is silent about', () => {
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
