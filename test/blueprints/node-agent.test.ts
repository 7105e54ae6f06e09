import { ApiObject, Chart } from 'cdk8s';
import {
  InternalService,
  IsolatedNamespace,
  NodeAgent,
  type NodeAgentProps,
  Platform,
  PodSecurity,
  Probe,
  Rollout,
  Toleration,
} from '../../lib';
import { listOf, mainOf, podOf, shopNamespace, specOf } from '../workload/written';

function agentWith(options: Partial<NodeAgentProps> = {}): NodeAgent {
  return new NodeAgent(shopNamespace(), 'logs', { image: 'logs:1', ...options });
}

/** A namespace whose pods may be in the network of their node. */
function nodesNamespace(): IsolatedNamespace {
  const podSecurity = PodSecurity.privileged({ reason: 'the agents watch the network of the nodes' });
  return new IsolatedNamespace(new Platform(), 'agents', { podSecurity });
}

test('writes a DaemonSet and a policy that lets nobody in', () => {
  const chart = new Chart(new Platform(), 'shop', { namespace: 'shop' });
  new NodeAgent(chart, 'logs', {
    image: 'ghcr.io/acme/log-agent:2.3',
    port: 2020,
    readiness: Probe.http('/ready'),
    rollout: Rollout.rolling({ maxUnavailable: '10%' }),
    tolerations: [Toleration.everything()],
  });
  expect(chart).toMatchSnapshot();
});

test('its parts are the objects that are written, which select the same pods', () => {
  const shop = shopNamespace();
  const agent = new NodeAgent(shop, 'logs', { image: 'logs:1' });
  const objects = [ApiObject.of(agent.daemonSet), agent.policy];
  expect(objects.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['DaemonSet logs', 'NetworkPolicy logs']);
  expect(listOf(shop).slice(4)).toEqual(['DaemonSet logs', 'NetworkPolicy logs']);
  const { selector, template } = specOf(agent.daemonSet);
  expect(template.metadata.labels).toMatchObject(selector.matchLabels);
  expect(agent.policy.toJson().spec.podSelector).toEqual(selector);
  expect(agent.workload.displayName).toBe('shop/logs');
});

test('says nothing that is the default of Kubernetes', () => {
  expect(Object.keys(specOf(agentWith().daemonSet))).toEqual(['selector', 'template']);
  expect(mainOf(agentWith().daemonSet)).not.toHaveProperty('ports');
});

describe('a connection to it', () => {
  test('means its port', () => {
    const shop = shopNamespace();
    const extraPorts = [{ name: 'metrics', port: 2021 }];
    const agent = new NodeAgent(shop, 'logs', { image: 'logs:1', port: 2020, portName: 'forward', extraPorts });
    const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
    api.connections.allowTo(agent);
    expect(agent.connections.list().map(String)).toEqual(['shop/api -> shop/logs  TCP 2020']);
    expect(mainOf(agent.daemonSet).ports).toEqual([
      { name: 'forward', containerPort: 2020, protocol: 'TCP' },
      { name: 'metrics', containerPort: 2021, protocol: 'TCP' },
    ]);
  });

  test('means all of its ports where it has no main one', () => {
    const shop = shopNamespace();
    const agent = new NodeAgent(shop, 'logs', { image: 'logs:1', extraPorts: [{ name: 'metrics', port: 2021 }] });
    new InternalService(shop, 'api', { image: 'api:1', port: 8080 }).connections.allowTo(agent);
    expect(agent.connections.list().map(String)).toEqual(['shop/api -> shop/logs  TCP 2021']);
  });
});

describe('in the network of the nodes', () => {
  test('it resolves names as in the cluster, and has no policy', () => {
    const agents = nodesNamespace();
    const agent = new NodeAgent(agents, 'logs', { image: 'logs:1', port: 2020, hostNetwork: true });
    expect(podOf(agent.daemonSet)).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
    expect(listOf(agents).slice(4)).toEqual(['DaemonSet logs']);
    expect(() => agent.policy).toThrow(
      /^\[agents\/logs\] .*the pods of \[agents\/logs\] use the network of their node/,
    );
  });

  test('every connection with it is an error', () => {
    const agents = nodesNamespace();
    const agent = new NodeAgent(agents, 'logs', { image: 'logs:1', port: 2020, hostNetwork: true });
    const api = new InternalService(agents, 'api', { image: 'api:1', port: 8080 });
    const law = /a connected workload must have addresses of its own/;
    expect(() => agent.connections.allowTo(api)).toThrow(law);
    expect(() => api.connections.allowTo(agent.daemonSet)).toThrow(law);
  });

  test('it needs a namespace that lets it', () => {
    expect(() => agentWith({ hostNetwork: true })).toThrow(
      new Error(
        '[shop/logs] pods must pass the Pod Security level "restricted", which their namespace [shop] enforces, but these ' +
          'need "privileged" for the network of the node; give the namespace `podSecurity: PodSecurity.privileged({ ' +
          "reason: '...' })`, or the pods less",
      ),
    );
  });

  test('a new pod can not start beside the old one, which has the port', () => {
    const rollout = Rollout.rolling({ maxSurge: 1 });
    const make = (props: Partial<NodeAgentProps>) =>
      new NodeAgent(nodesNamespace(), 'logs', { image: 'logs:1', hostNetwork: true, rollout, ...props });
    const message =
      '[agents/logs] `maxSurge` must be 0 for pods that listen in the network of their node, where the old one still has ' +
      'the port, but got 1; give `maxUnavailable` instead';
    expect(() => make({ port: 2020 })).toThrow(new Error(message));
    expect(() => make({ extraPorts: [{ name: 'metrics', port: 2021 }] })).toThrow(new Error(message));
    expect(specOf(make({}).daemonSet).updateStrategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    expect(specOf(agentWith({ port: 2020, rollout }).daemonSet).updateStrategy.rollingUpdate.maxSurge).toBe(1);
  });
});

describe('refuses', () => {
  test('a probe without a port to ask on', () => {
    expect(() => agentWith({ liveness: Probe.tcp() })).toThrow(/^\[shop\/logs\] .*`liveness`/);
  });

  test('what is no object', () => {
    expect(() => new NodeAgent(shopNamespace(), 'logs', undefined as any)).toThrow(
      new Error(
        '[shop/logs] a NodeAgent must be given what it runs, but got undefined; write it as in { image: ' +
          "'ghcr.io/acme/api:1.4', port: 8080 }",
      ),
    );
  });
});
