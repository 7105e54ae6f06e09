import { ApiObject, type Chart } from 'cdk8s';
import { Connections, type ConnectOptions } from '../../lib/policy';
import { Port } from '../../lib/traffic';
import { namespace, Pods, validationError } from './pods';

/** A workload of somebody else, under labels that are given. */
function redis(chart: Chart, labels: { [key: string]: string } = { app: 'redis' }): ApiObject {
  return new ApiObject(chart, 'redis', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'redis' },
    spec: {
      selector: { matchLabels: { app: 'redis' } },
      template: { metadata: { labels }, spec: { containers: [{ ports: [{ containerPort: 6379 }] }] } },
    },
  });
}

const MISSPELT = { port: [Port.tcp(6379)] } as ConnectOptions;

describe('an attempt to connect that fails leaves no trace:', () => {
  test('labels that overlap with others are refused as before', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api');
    const both = redis(shop, { app: 'api', tier: 'cache' });
    expect(() => api.connections.allowTo(both, MISSPELT)).toThrow('a connection must have no `port`');
    expect(() => shop.toJson()).toThrow(
      validationError(
        '[shop/redis] the pods of two workloads must differ in their labels, but [shop/api] has app=api too; ' +
          'give one of them another id or `name`, or use NameScope.of(); what runs the pods of Connections is told by ' +
          'standFor()',
      ),
    );
  });

  test('what is wrong with the workload is told of who connects it afterwards', () => {
    const shop = namespace('shop');
    const bare = redis(shop, {});
    const [web, api] = ['web', 'api'].map((id) => new Pods(shop, id));
    expect(() => web.connections.allowTo(bare, MISSPELT)).toThrow('a connection must have no `port`');
    expect(shop.toJson()).toHaveLength(3);
    api.connections.allowTo(bare);
    expect(() => shop.toJson()).toThrow('[shop/api] the pods of a connected workload must have labels');
  });

  test('a description that is refused describes nothing', () => {
    const shop = namespace('shop');
    const kafka = new ApiObject(shop, 'kafka', { apiVersion: 'kafka.strimzi.io/v1beta2', kind: 'Kafka' });
    expect(() => Connections.of(kafka, { labels: {} })).toThrow('the labels of an adopted workload');
    expect(shop.toJson()).toHaveLength(1);
    Connections.of(kafka, { labels: { app: 'kafka' } });
    expect(() => Connections.of(kafka, { labels: { app: 'other' } })).toThrow('must be described once');
    expect(Connections.of(kafka).workload.labels).toEqual({ app: 'kafka' });
  });
});

test('a workload whose only connections are gone has no policy, which would close it', () => {
  const shop = namespace('shop');
  const object = redis(shop);
  new Pods(shop, 'web').connections.allowTo(object);
  const kinds = () => shop.toJson().map(({ kind }) => kind);
  expect(kinds()).toEqual(['Deployment', 'NetworkPolicy', 'NetworkPolicy']);
  shop.node.tryRemoveChild('web');
  expect(kinds()).toEqual(['Deployment']);
  expect(() => Connections.of(object).policy).toThrow('there is no policy before the first connection');
  new Pods(shop, 'api').connections.allowTo(object);
  expect(kinds()).toEqual(['Deployment', 'NetworkPolicy', 'NetworkPolicy']);
});
