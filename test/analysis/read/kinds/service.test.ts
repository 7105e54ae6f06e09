import { factsOf, problemsOf } from '../reading';

function service(spec: string, metadata = ''): string {
  return `apiVersion: v1\nkind: Service\nmetadata: {name: api, namespace: shop${metadata}}\nspec: ${spec}\n`;
}

const PLAIN = {
  object: 'Service shop/api',
  type: 'ClusterIP',
  isHeadless: false,
  ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
  externalIps: [],
  externalTrafficPolicy: 'Cluster',
  internalTrafficPolicy: 'Cluster',
  allocateLoadBalancerNodePorts: true,
  loadBalancerSourceRanges: [],
};

test('what is left out has its default', () => {
  expect(factsOf(service('{ports: [{port: 80}]}'))).toEqual({ services: [PLAIN] });
});

test('everything that is used', () => {
  const spec = `
  type: LoadBalancer
  selector: {tier: back, app: api}
  externalIPs: [192.0.2.1]
  externalTrafficPolicy: Local
  internalTrafficPolicy: Local
  allocateLoadBalancerNodePorts: false
  loadBalancerSourceRanges: [203.0.113.0/24, "2001:db8::/32"]
  ports:
    - {name: web, port: 80, targetPort: http, nodePort: 30080, appProtocol: kubernetes.io/h2c}
    - {name: dns, port: 53, targetPort: 5353, protocol: UDP}`;
  expect(factsOf(service(spec))).toEqual({
    services: [
      {
        ...PLAIN,
        type: 'LoadBalancer',
        selector: 'app=api,tier=back',
        externalIps: ['192.0.2.1'],
        externalTrafficPolicy: 'Local',
        internalTrafficPolicy: 'Local',
        allocateLoadBalancerNodePorts: false,
        loadBalancerSourceRanges: ['203.0.113.0/24', '2001:db8::/32'],
        ports: [
          {
            name: 'web',
            port: 80,
            protocol: 'TCP',
            targetPort: 'http',
            nodePort: 30080,
            appProtocol: 'kubernetes.io/h2c',
          },
          { name: 'dns', port: 53, protocol: 'UDP', targetPort: 5353 },
        ],
      },
    ],
  });
});

test('a headless Service needs no ports', () => {
  expect(factsOf(service('{clusterIP: None, selector: {app: api}}'))).toEqual({
    services: [{ ...PLAIN, isHeadless: true, selector: 'app=api', ports: [] }],
  });
});

test('an ExternalName leads outside', () => {
  expect(factsOf(service('{type: ExternalName, externalName: db.example.com}'))).toEqual({
    services: [{ ...PLAIN, type: 'ExternalName', externalName: 'db.example.com', ports: [] }],
  });
});

test('an empty selector selects nothing: the endpoints are written by someone else', () => {
  expect(factsOf(service('{selector: {}, ports: [{port: 80}]}'))).toEqual({ services: [PLAIN] });
});

test('source ranges may be in an annotation', () => {
  const annotations =
    ', annotations: {service.beta.kubernetes.io/load-balancer-source-ranges: "10.0.0.0/8, 192.0.2.0/24"}';
  const [{ loadBalancerSourceRanges }] = factsOf(
    service('{type: LoadBalancer, ports: [{port: 80}]}', annotations),
  ).services;
  expect(loadBalancerSourceRanges).toEqual(['10.0.0.0/8', '192.0.2.0/24']);
});

test.each<[string, string, string]>([
  [
    'no ports',
    '{selector: {app: a}}',
    '4 spec.ports: a Service must have ports, unless it is headless, but got nothing; add the ports that clients use',
  ],
  [
    'several ports without names',
    '{ports: [{name: a, port: 80}, {port: 81}]}',
    '4 spec.ports[1].name: the name of a port, of which a Service has several, must be a text, but got nothing; write it out',
  ],
  [
    'the same port twice',
    '{ports: [{name: a, port: 80}, {name: b, port: 80}]}',
    '4 spec.ports[1]: the ports of a Service must differ in number or protocol, and in name, but got TCP 80 named b twice; leave one out',
  ],
  [
    'a target port in quotes',
    '{ports: [{port: 80, targetPort: "8080"}]}',
    '4 spec.ports[0].targetPort: a port name must be at most 15 lower case letters, digits and single "-", with a letter, and neither first nor last a "-", but got "8080"; write the number without quotes',
  ],
  [
    'a type that there is not',
    '{type: Headless, ports: [{port: 80}]}',
    '4 spec.type: the type of a Service must be ClusterIP, NodePort, LoadBalancer or ExternalName, but got "Headless"; correct it; case counts',
  ],
  [
    'a source range that is none',
    '{ports: [{port: 80}], loadBalancerSourceRanges: [10.0.0.0/33]}',
    '4 spec.loadBalancerSourceRanges[0]: the prefix length of an IPv4 network must be a whole number from 0 to 32, but got "10.0.0.0/33"; write 10.0.0.0/32 for the one address',
  ],
  ['no spec', '', '4 spec: the spec of a Service must be a mapping, but got nothing; write its fields as "key: value"'],
])('%s', (_name, spec, problem) => {
  expect(problemsOf(service(spec))).toContain(problem);
});
