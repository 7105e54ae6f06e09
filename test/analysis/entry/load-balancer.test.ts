import { manifests, WEB } from './manifests';
import { steps, told, waysOf } from './told';

function service(spec: string): string {
  return manifests(WEB, `apiVersion: v1\nkind: Service\nmetadata: { name: front, namespace: shop }\nspec: ${spec}\n`);
}

const PODS = 'selector: { app: web }';

test('a Service of the cluster alone is no way in', () => {
  expect(told(service(`{ ${PODS}, ports: [{ port: 443, targetPort: 8443 }] }`))).toEqual([]);
});

test('a load balancer leads its ports to the pods', () => {
  const text = service(`{ type: LoadBalancer, ${PODS}, ports: [{ port: 443, targetPort: 8443 }] }`);
  expect(told(text)).toEqual([
    'allowed shop/service/front tcp://*:443 -> Deployment shop/web TCP 8443',
    'allowed shop/service/front tcp://*:30000-32767 -> Deployment shop/web TCP 8443',
  ]);
  expect(steps(text)).toEqual([
    'backend allowed: Service shop/front has a load balancer, which lets anyone connect to its TCP port 443',
    'Service allowed: Service shop/front leads its port 443 to TCP port 8443 of Deployment shop/web',
  ]);
  expect(waysOf(text)[0]?.entry).toEqual({ name: 'shop/service/front', kind: 'load-balancer' });
});

test('a load balancer may let only some clients through', () => {
  const text = service(
    `{ type: LoadBalancer, loadBalancerSourceRanges: [203.0.113.0/24], ${PODS}, ports: [{ port: 443, targetPort: 8443 }] }`,
  );
  expect(waysOf(text)[0]?.entry).toEqual({
    name: 'shop/service/front',
    kind: 'load-balancer',
    clients: ['203.0.113.0/24'],
  });
  expect(steps(text)[0]).toBe(
    'backend allowed: Service shop/front has a load balancer, which lets 203.0.113.0/24 connect to its TCP port 443',
  );
});

test('a node port is named where it is fixed', () => {
  expect(
    told(service(`{ type: NodePort, ${PODS}, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }] }`)),
  ).toEqual(['allowed shop/service/front tcp://*:30080 -> Deployment shop/web TCP 8080']);
  expect(told(service(`{ type: NodePort, ${PODS}, ports: [{ port: 53, protocol: UDP }] }`))).toEqual([
    'allowed shop/service/front udp://*:30000-32767 -> Deployment shop/web UDP 53',
  ]);
});

test('a load balancer can be passed by at a node, unless it is told to do without', () => {
  const ways = (port: string, more = '') =>
    waysOf(service(`{ type: LoadBalancer, ${more} ${PODS}, ports: [{ port: 80, targetPort: 8080${port} }] }`)).map(
      ({ entry, url }) => `${entry.kind} ${url}`,
    );
  const without = 'allocateLoadBalancerNodePorts: false,';
  expect(ways('')).toEqual(['load-balancer tcp://*:80', 'node-port tcp://*:30000-32767']);
  expect(ways(', nodePort: 30080')).toEqual(['load-balancer tcp://*:80', 'node-port tcp://*:30080']);
  expect(ways('', without)).toEqual(['load-balancer tcp://*:80']);
  expect(ways(', nodePort: 30080', without)).toEqual(['load-balancer tcp://*:80', 'node-port tcp://*:30080']);
});

test('addresses from outside are taken at every node', () => {
  expect(
    told(service(`{ externalIPs: [203.0.113.5, '2001:db8::5'], ${PODS}, ports: [{ port: 80, targetPort: 8080 }] }`)),
  ).toEqual([
    'allowed shop/service/front tcp://203.0.113.5:80 -> Deployment shop/web TCP 8080',
    'allowed shop/service/front tcp://[2001:db8::5]:80 -> Deployment shop/web TCP 8080',
  ]);
});

test('a load balancer without pods leads nowhere', () => {
  const spec =
    '{ type: LoadBalancer, allocateLoadBalancerNodePorts: false, selector: { app: wep }, ports: [{ port: 80 }] }';
  expect(told(service(spec))).toEqual([
    'denied shop/service/front tcp://*:80',
    '  Service denied: no pod of namespace shop has the labels app=wep that Service shop/front selects; correct its selector, or the labels in the pod template',
  ]);
});

describe('a port of the node that pods take', () => {
  const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: agent, namespace: shop }
spec: { ${spec} containers: [{ name: agent, image: agent, ports: [{ containerPort: 9100, hostPort: 9200 }] }] }
`;

  test('leads to their own port', () => {
    expect(told(pod(''))).toEqual(['allowed shop/pod/agent hostPort tcp://*:9200 -> Pod shop/agent TCP 9100']);
    expect(steps(pod(''))).toEqual([
      'backend allowed: the pods of Pod shop/agent take TCP port 9200 of their nodes for their port 9100',
    ]);
  });

  test('is no way of its own on the network of the node', () => {
    expect(told(pod('hostNetwork: true,'))).toEqual([]);
  });
});
