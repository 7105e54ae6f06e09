import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Connections } from '../../lib/policy';
import { Peer, Port } from '../../lib/traffic';
import { egress, namespace, Pods } from './pods';

/** Does something with another copy of the library than that of the tests. */
function withCopy(act: (copy: typeof import('../../lib/policy')) => void): void {
  const cdk8s = jest.requireActual('cdk8s');
  const constructs = jest.requireActual('constructs');
  jest.isolateModules(() => {
    jest.doMock('cdk8s', () => cdk8s);
    jest.doMock('constructs', () => constructs);
    act(jest.requireActual<typeof import('../../lib/policy')>('../../lib/policy'));
  });
}

const refused = (got: string) =>
  new Error(
    '[shop/api] both ends of a connection must be of one copy of cdk8s-networking, since each copy writes only what it ' +
      `connects itself, and this end is of another, but got ${got}; ` +
      'have the app use one copy: `npm ls cdk8s-networking` tells who brings another',
  );

describe('with two copies of the library in one app', () => {
  const app = () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const redis = new ApiObject(shop, 'redis', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'redis', labels: { app: 'redis' } },
      spec: { containers: [{ ports: [{ containerPort: 6379 }] }] },
    });
    return { shop, api, redis };
  };

  test('a connection from one to the other is refused, from either end', () => {
    withCopy((copy) => {
      const { shop, api, redis } = app();
      const other = { connections: copy.Connections.of(redis) };
      expect(other.connections).not.toBeInstanceOf(Connections);
      expect(() => api.connections.allowTo(other)).toThrow(refused('{"connections":a Connections}'));
      expect(() => api.connections.allowFrom(other)).toThrow(refused('{"connections":a Connections}'));
      expect(egress(api.policy)).toBeUndefined();
      expect(shop.toJson().map(({ kind }) => kind)).toEqual(['NetworkPolicy', 'Pod']);
    });
  });

  test('an object that both connect is refused to the second one', () => {
    withCopy((copy) => {
      const { shop, api, redis } = app();
      const host = new Construct(shop, 'host');
      const { workload } = new Pods(shop, 'web');
      const other = new copy.Connections(host, { workload: { workload }, policyName: 'host' });
      other.allowTo(redis, { ports: [Port.tcp(6379)] });
      expect(() => api.connections.allowTo(redis)).toThrow(refused('an ApiObject'));
      expect(() => Connections.of(redis)).toThrow('[shop/redis] both ends of a connection must be of one copy');
    });
  });

  test('Peers and ports of the other are as good as ours', () => {
    jest.isolateModules(() => {
      const copy = jest.requireActual<typeof import('../../lib/traffic')>('../../lib/traffic');
      const { api } = app();
      api.connections.allowTo(copy.Peer.cidr('203.0.113.7/32'), { ports: [copy.Port.tcp(443)] });
      expect(api.connections.list().map(String)).toEqual([`shop/api -> ${Peer.cidr('203.0.113.7/32')}  TCP 443`]);
    });
  });
});
