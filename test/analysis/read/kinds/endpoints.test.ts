import { factsOf, problemsOf } from '../reading';

test('an EndpointSlice belongs to the Service that its label names', () => {
  const text = `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: api-x, namespace: shop, labels: {kubernetes.io/service-name: api}}
addressType: IPv4
endpoints:
  - {addresses: [10.0.0.1], targetRef: {kind: Pod, name: api-1}}
  - {addresses: [10.0.0.2], conditions: {ready: false}, targetRef: {kind: Pod, namespace: other, name: api-2}}
ports: [{name: http, port: 8080}, {protocol: UDP}]
`;
  expect(factsOf(text)).toEqual({
    endpoints: [
      {
        object: 'EndpointSlice shop/api-x',
        service: 'api',
        endpoints: [
          { addresses: ['10.0.0.1'], isReady: true, pod: 'shop/api-1' },
          { addresses: ['10.0.0.2'], isReady: false, pod: 'other/api-2' },
        ],
        ports: [{ name: 'http', port: 8080, protocol: 'TCP' }, { protocol: 'UDP' }],
      },
    ],
  });
});

test('an EndpointSlice without the label belongs to no Service', () => {
  expect(factsOf('apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: a}\nendpoints: []\n')).toEqual(
    {},
  );
});

test('Endpoints belong to the Service of their name, one set for each set of ports', () => {
  const text = `
apiVersion: v1
kind: Endpoints
metadata: {name: db, namespace: shop}
subsets:
  - addresses: [{ip: 192.0.2.1}]
    notReadyAddresses: [{ip: 192.0.2.2}]
    ports: [{port: 5432}]
  - addresses: [{ip: "2001:db8::1"}]
    ports: [{name: admin, port: 9000}]
`;
  const object = 'Endpoints shop/db';
  expect(factsOf(text)).toEqual({
    endpoints: [
      {
        object,
        service: 'db',
        endpoints: [
          { addresses: ['192.0.2.1'], isReady: true },
          { addresses: ['192.0.2.2'], isReady: false },
        ],
        ports: [{ port: 5432, protocol: 'TCP' }],
      },
      {
        object,
        service: 'db',
        endpoints: [{ addresses: ['2001:db8::1'], isReady: true }],
        ports: [{ name: 'admin', port: 9000, protocol: 'TCP' }],
      },
    ],
  });
});

test('an address must be one', () => {
  const text = 'apiVersion: v1\nkind: Endpoints\nmetadata: {name: db}\nsubsets: [{addresses: [{ip: 192.0.2.01}]}]\n';
  expect(problemsOf(text)).toEqual([
    '4 subsets[0].addresses[0].ip: an IP address must be IPv4 in four decimal parts or IPv6 in groups, but got "192.0.2.01"; correct it',
  ]);
});
