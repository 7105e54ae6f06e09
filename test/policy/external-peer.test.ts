import type { ConnectOptions, IExternalPeer } from '../../lib/policy';
import { Peer, Port } from '../../lib/traffic';
import { egress, ingress, namespace, Pods } from './pods';

const tcp = (port: number) => ({ port, protocol: 'TCP' });
const archive: IExternalPeer = { peer: Peer.cidr('203.0.113.7/32'), peerPorts: [Port.tcp(443)] };
const blocks = [{ ipBlock: { cidr: '203.0.113.7/32' } }];

describe('an external peer', () => {
  test('is connected to on its own ports', () => {
    const api = new Pods(namespace('shop'), 'api');
    api.connections.allowTo(archive, { reason: 'the archive' });
    expect(egress(api.policy)).toEqual([{ to: blocks, ports: [tcp(443)] }]);
    expect(api.connections.list().map(String)).toEqual(['shop/api -> 203.0.113.7/32  TCP 443']);
  });

  test('is connected to on the ports that are named, rather than on its own', () => {
    const api = new Pods(namespace('shop'), 'api');
    api.connections.allowTo(archive, { ports: [Port.tcp(8443)] });
    expect(egress(api.policy)).toEqual([{ to: blocks, ports: [tcp(8443)] }]);
  });

  test('connects to the ports of the workload, which are not its own', () => {
    const api = new Pods(namespace('shop'), 'api', { ports: [Port.tcp(8080)] });
    api.connections.allowFrom(archive);
    expect(ingress(api.policy)).toEqual([{ from: blocks, ports: [tcp(8080)] }]);
  });
});

test('what has connections is known by these, and not by what else it says of itself', () => {
  const shop = namespace('shop');
  const { connections } = new Pods(shop, 'db', { ports: [Port.tcp(5432)] });
  const api = new Pods(shop, 'api');
  api.connections.allowTo({ connections, ...archive });
  expect(api.connections.list().map(String)).toEqual(['shop/api -> shop/db  TCP 5432']);
});

describe('refused', () => {
  const api = () => new Pods(namespace('shop'), 'api', { ports: [Port.tcp(8080)] });
  const external = (peer: unknown, peerPorts: unknown) => ({ peer, peerPorts }) as IExternalPeer;

  test('are ports that are none', () => {
    expect(() => api().connections.allowTo(external(archive.peer, []))).toThrow(
      new Error(
        '[shop/api] the ports of a connection must be a list with a port in it, but got an empty list; ' +
          "leave `ports` out for the callee's own, or name them: `{ ports: [Port.tcp(8080)] }`",
      ),
    );
  });

  test('is a peer that is none', () => {
    expect(() => api().connections.allowFrom(external('203.0.113.7', [Port.tcp(443)]))).toThrow(
      new Error(
        '[shop/api] a peer must be a workload, an object with pods, or a Peer, but got "203.0.113.7"; ' +
          'give a workload, or one of Peer.pods(), Peer.namespace(), Peer.cidr(), Peer.internet()',
      ),
    );
  });

  test('are options that are none', () => {
    expect(() => api().connections.allowTo(archive, null as unknown as ConnectOptions)).toThrow(
      new Error(
        '[shop/api] the options of a connection must be an object with `ports` or a `reason`, but got null; ' +
          "write them as in `{ ports: [Port.tcp(8080)], reason: 'orders' }`",
      ),
    );
  });

  test('is one that cannot say who it is, in its own words', () => {
    const nameless = {
      get peer(): Peer {
        throw new Error('[shop/crm] a name is no address');
      },
      peerPorts: [Port.tcp(443)],
    };
    expect(() => api().connections.allowTo(nameless)).toThrow(new Error('[shop/crm] a name is no address'));
  });
});
