import type { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { LabelExpression, LabelSelector, Peer, PodSelection, Port } from '../../lib/traffic';
import { ingress, namespace, Pods, validationError } from './pods';

const onNodes = (path: string) =>
  `a connected workload must have addresses of its own, but the pods of [${path}] use the network of their node; ` +
  'name the nodes instead, by `ClusterProfile.of(this).nodes` or by their addresses with Peer.cidr(); ' +
  'no policy governs such pods';

/** An agent on the network of its nodes. */
function agentIn(shop: Chart): Pods {
  return new Pods(shop, 'agent', { ports: [Port.tcp(9100)], hostNetwork: true });
}

describe('a workload on the network of its nodes', () => {
  test('has no policy, and says why', () => {
    const shop = namespace('shop');
    const agent = agentIn(shop);
    expect(shop.toJson()).toEqual([]);
    expect(() => agent.policy).toThrow(new Error(`[shop/agent] there is no policy: ${onNodes('shop/agent')}`));
  });

  test('connects to nobody, also not among its pods', () => {
    const shop = namespace('shop');
    const { connections } = agentIn(shop);
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const error = new Error(`[shop/agent] ${onNodes('shop/agent')}`);
    const ports = [Port.tcp(443)];
    expect(() => connections.allowTo(api)).toThrow(error);
    expect(() => connections.allowTo(Peer.internet(), { ports })).toThrow(error);
    expect(() => connections.allowFrom(api)).toThrow(error);
    expect(() => connections.allowInternally()).toThrow(error);
    expect(connections.list()).toEqual([]);
    expect(ingress(api.policy)).toBeUndefined();
  });

  test('is nobody to connect with, and the error is of who names it', () => {
    const shop = namespace('shop');
    const agent = agentIn(shop);
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const error = new Error(`[shop/api] ${onNodes('shop/agent')}`);
    expect(() => api.connections.allowTo(agent)).toThrow(error);
    expect(() => api.connections.allowFrom(agent)).toThrow(error);
  });

  test('is known by its object, too', () => {
    const shop = namespace('shop');
    const daemons = new kplus.DaemonSet(shop, 'daemons', { hostNetwork: true, containers: [{ image: 'agent' }] });
    agentIn(shop).connections.standFor(daemons);
    const api = new Pods(shop, 'api');
    expect(() => api.connections.allowTo(daemons)).toThrow(new Error(`[shop/api] ${onNodes('shop/agent')}`));
  });

  test('is not what a Peer can mean, if its labels mean nobody else', () => {
    const problem = (peer: Peer, connect: 'allowTo' | 'allowFrom') => {
      const shop = namespace('shop');
      agentIn(shop);
      const other = new Pods(shop, 'other', { ports: [Port.tcp(9100)] });
      new Pods(shop, 'api', { ports: [Port.tcp(8080)] }).connections[connect](peer, {
        ports: [Port.tcp(connect === 'allowTo' ? 9100 : 8080)],
      });
      expect(other.connections.list()).toEqual([]);
      return () => shop.toJson();
    };
    const error = validationError(`[shop/api] ${onNodes('shop/agent')}`);
    const agent = Peer.pods({ labels: { app: 'agent' } });
    expect(problem(agent, 'allowTo')).toThrow(error);
    expect(problem(agent, 'allowFrom')).toThrow(error);
    const both = LabelSelector.of({ expressions: [LabelExpression.isIn('app', ['agent', 'other'])] });
    expect(problem(Peer.selecting(PodSelection.of({ pods: both })), 'allowTo')()).toHaveLength(2);
    expect(problem(Peer.sameNamespace(), 'allowFrom')()).toHaveLength(2);
  });

  test('must differ from others in its labels as any workload', () => {
    const shop = namespace('shop');
    const agent = agentIn(shop);
    const other = new kplus.Deployment(shop, 'other', {
      podMetadata: { labels: { app: 'agent' } },
      containers: [{ image: 'other' }],
    });
    expect(agent.workload.selector.matches({ app: 'agent' })).toBe(true);
    expect(() => shop.toJson()).toThrow(
      validationError(
        '[shop/other/Resource] the pods of two workloads must differ in their labels, but [shop/agent] has app=agent ' +
          'too; give one of them another id or `name`, or use NameScope.of(); what runs the pods of Connections is told ' +
          'by standFor()',
      ),
    );
    expect(other.podMetadata.getLabel('app')).toBe('agent');
  });
});

test('a workload with addresses of its own is connected as ever', () => {
  const shop = namespace('shop');
  const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)], hostNetwork: false });
  new Pods(shop, 'web').connections.allowTo(api);
  expect(ingress(api.policy)).toHaveLength(1);
});
