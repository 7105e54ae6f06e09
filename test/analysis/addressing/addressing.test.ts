import { Addressing } from '../../../lib/analysis/addressing/addressing';
import type { Target } from '../../../lib/analysis/addressing/target';
import { nameOf } from '../../../lib/analysis/network/place';
import { readSources } from '../../../lib/analysis/read/read';
import { networkOf } from '../entry/network-of';

const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web, tier: front } }
    spec: { containers: [{ name: web, image: web, ports: [{ name: http, containerPort: 8080 }] }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db, tier: back } }
    spec: { containers: [{ name: db, image: db, ports: [{ name: sql, containerPort: 5432 }] }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: other }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web }] } }
`;

function service(spec: string, name = 'front'): string {
  return `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: ${spec}\n`;
}

/** Where the first port of the Service `shop/front` leads. */
function targets(spec: string, more = ''): string[] {
  const addressing = Addressing.of(networkOf(`${WEB}${service(spec)}${more}`));
  const front = addressing.service('shop', 'front');
  if (!front) throw new Error('shop/front must be there');
  const [port = { port: 0, protocol: 'TCP' as never, targetPort: 0 }] = front.ports;
  return addressing.targets(front, port).map(textOf);
}

function textOf(target: Target): string {
  switch (target.kind) {
    case 'pods':
      return `${nameOf(target.workload.object)} ${target.protocol} ${target.port}${target.isCertain ? '' : '?'}`;
    case 'address':
      return `${target.address} ${target.protocol} ${target.port}`;
    case 'name':
      return target.externalName;
    case 'problem':
      return `${target.isCertain ? 'problem' : 'doubt'}: ${target.problem}`;
  }
}

describe('selection', () => {
  test('asks for all labels, in the namespace of the Service', () => {
    expect(targets('{ selector: { app: web, tier: front }, ports: [{ port: 80 }] }')).toEqual([
      'Deployment shop/web TCP 80',
    ]);
    expect(targets('{ selector: { app: web, tier: back }, ports: [{ port: 80 }] }')).toEqual([
      'problem: no pod of namespace shop has the labels app=web,tier=back that Service shop/front selects; correct its selector, or the labels in the pod template',
    ]);
  });

  test('leaves open what labels the cluster adds', () => {
    expect(targets('{ selector: { app: web, pod-template-hash: abc }, ports: [{ port: 80 }] }')).toEqual([
      'Deployment shop/web TCP 80?',
    ]);
  });

  test('knows the names of the pods of a StatefulSet', () => {
    const named = (pod: string) =>
      targets(`{ selector: { statefulset.kubernetes.io/pod-name: ${pod} }, ports: [{ port: 5432 }] }`);
    expect(named('db-0')).toEqual(['StatefulSet shop/db TCP 5432?']);
    expect(named('web-0')).toEqual([
      'problem: no pod of namespace shop has the labels statefulset.kubernetes.io/pod-name=web-0 that Service shop/front selects; correct its selector, or the labels in the pod template',
    ]);
  });

  test('is told from both sides', () => {
    const text = `${WEB}${service('{ selector: { app: web }, ports: [{ port: 80 }] }')}${service('{ selector: { app: db }, ports: [{ port: 80 }] }', 'db')}${service('{ selector: { tier: front }, ports: [{ port: 80 }] }', 'tier')}`;
    const network = networkOf(text);
    const addressing = Addressing.of(network);
    const names = network.workloads.map((workload) => addressing.servicesOf(workload).map(({ object }) => object.name));
    expect(names).toEqual([['front', 'tier'], ['db'], []]);
    const backends = network.services.map((one) =>
      addressing.backends(one).map(({ workload }) => nameOf(workload.object)),
    );
    expect(backends).toEqual([['Deployment shop/web'], ['StatefulSet shop/db'], ['Deployment shop/web']]);
  });

  test('takes pods on the network of their node as well', () => {
    const agent = `---
apiVersion: v1
kind: Pod
metadata: { name: agent, namespace: shop, labels: { app: agent } }
spec: { hostNetwork: true, containers: [{ name: agent, image: agent }] }
`;
    expect(targets('{ selector: { app: agent }, ports: [{ port: 9100 }] }', agent)).toEqual([
      'Pod shop/agent TCP 9100',
    ]);
  });
});

describe('the port of the pods', () => {
  test('is that of the Service, unless given', () => {
    expect(targets('{ selector: { app: web }, ports: [{ port: 80 }] }')).toEqual(['Deployment shop/web TCP 80']);
    expect(targets('{ selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }')).toEqual([
      'Deployment shop/web TCP 8080',
    ]);
  });

  test('is found by name and protocol', () => {
    expect(targets('{ selector: { app: web }, ports: [{ port: 80, targetPort: http }] }')).toEqual([
      'Deployment shop/web TCP 8080',
    ]);
    expect(targets('{ selector: { app: web }, ports: [{ port: 80, targetPort: http, protocol: UDP }] }')).toEqual([
      'problem: the pods of Deployment shop/web have no UDP port named "http", to which port 80 of Service shop/front leads; name it so in the ports of the container, or give targetPort as a number',
    ]);
  });

  test('may differ from pod to pod', () => {
    const pod = (name: string, ports: string) => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: mixed } }
spec: { containers: [{ name: a, image: a, ports: [${ports}] }] }
`;
    const mixed = [
      pod('one', '{ name: http, containerPort: 8001 }'),
      pod('two', '{ name: http, containerPort: 8002 }'),
      pod('three', '{ name: web, containerPort: 8003 }'),
    ].join('');
    expect(targets('{ selector: { app: mixed }, ports: [{ port: 80, targetPort: http }] }', mixed)).toEqual([
      'Pod shop/one TCP 8001',
      'Pod shop/two TCP 8002',
      'problem: the pods of Pod shop/three have no TCP port named "http", to which port 80 of Service shop/front leads; name it so in the ports of the container, or give targetPort as a number',
    ]);
  });
});

describe('a headless Service', () => {
  test('maps no port', () => {
    expect(targets('{ clusterIP: None, selector: { app: db }, ports: [{ port: 5432, targetPort: sql }] }')).toEqual([
      'StatefulSet shop/db TCP 5432',
    ]);
    expect(targets('{ clusterIP: None, selector: { app: db }, ports: [{ port: 80, targetPort: sql }] }')).toEqual([
      'StatefulSet shop/db TCP 80',
      'problem: Service shop/front is headless, so clients arrive on port 80 and the target port sql is never used; give it the number that the pods listen on as its port',
    ]);
  });

  test('has endpoints with the target port all the same', () => {
    const text = `${WEB}${service('{ clusterIP: None, selector: { app: db }, ports: [{ port: 80, targetPort: sql }] }')}`;
    const network = networkOf(text);
    const [front] = network.services;
    if (!front?.ports[0]) throw new Error('the Service must be there');
    expect(Addressing.of(network).endpointsOf(front, front.ports[0]).map(textOf)).toEqual([
      'StatefulSet shop/db TCP 5432',
    ]);
  });

  test('needs pods', () => {
    expect(targets('{ clusterIP: None, selector: { app: nobody }, ports: [{ port: 80 }] }')).toEqual([
      'problem: no pod of namespace shop has the labels app=nobody that Service shop/front selects; correct its selector, or the labels in the pod template',
    ]);
  });
});

describe('a Service without a selector', () => {
  const slice = (endpoints: string, ports: string) => `---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: front-1, namespace: shop, labels: { kubernetes.io/service-name: front } }
addressType: IPv4
endpoints: [${endpoints}]
ports: [${ports}]
`;
  const live = `---
apiVersion: v1
kind: Pod
metadata: { name: live, namespace: shop }
spec: { containers: [{ name: a, image: a }] }
status: { phase: Running, podIP: 10.0.0.7, podIPs: [{ ip: 10.0.0.7 }] }
`;
  const OWN = '{ ports: [{ name: sql, port: 5432 }] }';

  test('leads where its endpoints say, by the name of the port', () => {
    expect(targets(OWN, slice('{ addresses: [203.0.113.7] }', '{ name: sql, port: 6432 }'))).toEqual([
      '203.0.113.7 TCP 6432',
    ]);
    expect(targets(OWN, slice('{ addresses: [203.0.113.7] }', '{ name: db, port: 6432 }'))).toEqual([
      'problem: the endpoints of Service shop/front have no TCP port named "sql", as its port 5432 is; call both ports alike',
    ]);
    expect(
      targets('{ ports: [{ port: 5432 }] }', slice('{ addresses: [203.0.113.7] }', '{ name: db, port: 6432 }')),
    ).toEqual([
      'problem: the endpoints of Service shop/front have no TCP port without a name, as its port 5432 is; call both ports alike',
    ]);
  });

  test('means the pod that has the address, or the name', () => {
    expect(targets(OWN, `${live}${slice('{ addresses: [10.0.0.7] }', '{ name: sql, port: 6432 }')}`)).toEqual([
      'Pod shop/live TCP 6432',
    ]);
    const named = '{ addresses: [10.0.0.9], targetRef: { kind: Pod, name: live, namespace: shop } }';
    expect(targets(OWN, `${live}${slice(named, '{ name: sql, port: 6432 }')}`)).toEqual(['Pod shop/live TCP 6432']);
  });

  test('means the pod in whatever spelling its address stands', () => {
    const ofSix = live.replaceAll('10.0.0.7', '"fd00::7"');
    const six = slice('{ addresses: ["fd00:0:0::7"] }', '{ name: sql, port: 6432 }').replace('IPv4', 'IPv6');
    expect(targets(OWN, `${ofSix}${six}`)).toEqual(['Pod shop/live TCP 6432']);
    expect(targets(OWN, six.replace('fd00:0:0::7', 'a::b::c'))).toEqual(['a::b::c TCP 6432']);
  });

  test('does not mean one of the pods that share the address of their node', () => {
    const onNode = live.replace('spec: {', 'spec: { hostNetwork: true,');
    expect(targets(OWN, `${onNode}${slice('{ addresses: [10.0.0.7] }', '{ name: sql, port: 6432 }')}`)).toEqual([
      '10.0.0.7 TCP 6432',
    ]);
  });

  test('leads to endpoints that are ready', () => {
    const unready = '{ addresses: [203.0.113.7], conditions: { ready: false } }';
    expect(targets(OWN, slice(unready, '{ name: sql, port: 6432 }'))).toEqual([
      'problem: no endpoint of Service shop/front is ready',
    ]);
    expect(targets(OWN, slice(`${unready}, { addresses: [203.0.113.8] }`, '{ name: sql, port: 6432 }'))).toEqual([
      '203.0.113.8 TCP 6432',
    ]);
  });

  test('may be given endpoints by someone else', () => {
    const doubt =
      'doubt: Service shop/front has no selector, and no EndpointSlice among the manifests says where it leads; write one, or give the Service a selector';
    expect(targets(OWN)).toEqual([doubt]);
    expect(targets('{ selector: {}, ports: [{ port: 5432 }] }')).toEqual([doubt]);
  });
});

test('a mere name leads outside', () => {
  expect(targets('{ type: ExternalName, externalName: db.example.com, ports: [{ port: 5432 }] }')).toEqual([
    'db.example.com',
  ]);
});

test('a Service that was not read is not there', () => {
  expect(Addressing.of(networkOf(WEB)).service('shop', 'front')).toBeUndefined();
});

describe('pods that could not be read in full', () => {
  const deployment = (metadata: string, port: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec: { template: { metadata: ${metadata}, spec: { containers: [{ ports: [{ name: http, containerPort: ${port} }] }] } } }\n`;
  const targetsOf = (text: string, targetPort: string) => {
    const front = service(`{ selector: { app: web }, ports: [{ port: 80, targetPort: ${targetPort} }] }`);
    const { network } = readSources([{ name: 'a.yaml', text: text + front }]);
    const addressing = Addressing.of(network);
    return network.services.flatMap((each) => each.ports.flatMap((port) => addressing.targets(each, port))).map(textOf);
  };

  test('are reached by number, and perhaps by name', () => {
    const text = deployment('{ labels: { app: web } }', '"8080"');
    expect(targetsOf(text, '8080')).toEqual(['Deployment shop/web TCP 8080']);
    expect(targetsOf(text, 'http')).toEqual([
      'doubt: which port of Deployment shop/web is named "http", to which port 80 of Service shop/front leads, isn\'t known, as the ports of its pods could not be read',
    ]);
  });

  test('may have every label, unless they are known to have another', () => {
    expect(targetsOf(deployment('{ labels: { tier: 5 } }', '8080'), 'http')).toEqual(['Deployment shop/web TCP 8080?']);
    expect(targetsOf(deployment('{ labels: { app: db, tier: 5 } }', '8080'), 'http')).toEqual([
      'problem: no pod of namespace shop has the labels app=web that Service shop/front selects; correct its selector, or the labels in the pod template',
    ]);
  });
});
