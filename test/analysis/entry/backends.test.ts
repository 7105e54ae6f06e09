import { gateway, HTTP, manifests, PARENT, route, WEB } from './manifests';
import { steps, told, waysOf } from './told';

const REACHED = 'allowed gateways/edge http://*/ -> Deployment shop/web TCP 8080';

function shop(rules: string, metadata?: string): string {
  return manifests(gateway(HTTP), route(`${PARENT}\nrules: ${rules}`, 'HTTPRoute', metadata), WEB);
}

test('a backend needs the port of the Service, not of the pods', () => {
  expect(told(shop('[{ backendRefs: [{ name: web, port: 80 }] }]'))).toEqual([REACHED]);
  expect(told(shop('[{ backendRefs: [{ name: web, port: 8080 }] }]'))).toEqual([
    'denied gateways/edge http://*/',
    '  backend denied: Service shop/web has no TCP port 8080; it has TCP 80 ("http")',
  ]);
});

test('a backend has to be there', () => {
  expect(told(shop('[{ backendRefs: [{ name: wep, port: 80 }] }]'))).toEqual([
    'denied gateways/edge http://*/',
    "  backend denied: Service shop/wep, to which HTTPRoute shop/web leads, isn't among the manifests; correct the name, or add the Service",
  ]);
});

test('a backend that is no Service may lead anywhere', () => {
  expect(told(shop('[{ backendRefs: [{ group: example.com, kind: Bucket, name: files }] }]'))).toEqual([
    'unknown gateways/edge http://*/',
    "  backend unknown: where Bucket shop/files leads isn't known: it is no Service",
  ]);
});

test('a weight of 0 sends nothing', () => {
  expect(told(shop('[{ backendRefs: [{ name: web, port: 80, weight: 0 }] }]'))).toEqual([
    'denied gateways/edge http://*/',
    '  backend denied: Service shop/web has weight 0 in HTTPRoute shop/web, so it gets no requests',
  ]);
});

test('a rule that redirects needs no backend, and any other does', () => {
  expect(told(shop('[{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }]'))).toEqual([]);
  expect(told(shop('[{ backendRefs: [] }]'))).toEqual([
    'denied gateways/edge http://*/',
    '  route denied: a rule of HTTPRoute shop/web has no backend, so requests are answered with an error; give it backendRefs',
  ]);
});

test('a mirror receives as well', () => {
  const mirror = '{ type: RequestMirror, requestMirror: { backendRef: { name: web, port: 80 } } }';
  const text = shop(`[{ filters: [${mirror}], backendRefs: [{ name: web, port: 80 }] }]`);
  expect(told(text)).toEqual([REACHED, REACHED]);
  expect(waysOf(text)[1]?.legs[2]?.text).toBe('HTTPRoute shop/web sends copies to port 80 of Service shop/web');
});

test('each match and backend is a way of its own', () => {
  const matches = '[{ path: { type: Exact, value: /a } }, { method: POST, path: { type: PathPrefix, value: /b } }]';
  expect(told(shop(`[{ matches: ${matches}, backendRefs: [{ name: web, port: 80 }] }]`))).toEqual([
    'allowed gateways/edge http://*/a -> Deployment shop/web TCP 8080',
    'allowed gateways/edge POST http://*/b -> Deployment shop/web TCP 8080',
  ]);
});

describe('another namespace', () => {
  const toShop = shop(
    '[{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }]',
    '{ name: web, namespace: front }',
  );
  const grant = (namespace: string, kind: string, to = '{ group: "", kind: Service }') => `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: front, namespace: ${namespace} }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: ${kind}, namespace: front }]
  to: [${to}]
`;

  test('its grant lets routes of one kind refer to its Services', () => {
    expect(told(manifests(toShop, grant('shop', 'HTTPRoute')))).toEqual([REACHED]);
    expect(told(manifests(toShop, grant('shop', 'HTTPRoute', '{ group: "", kind: Service, name: web }')))).toEqual([
      REACHED,
    ]);
  });

  test('without a grant nothing comes through', () => {
    const wrong = [
      '',
      grant('front', 'HTTPRoute'),
      grant('shop', 'GRPCRoute'),
      grant('shop', 'HTTPRoute', '{ group: core, kind: Service }'),
      grant('shop', 'HTTPRoute', '{ group: "", kind: Service, name: api }'),
    ];
    for (const other of wrong) {
      expect(told(manifests(toShop, other))).toEqual([
        'denied gateways/edge http://*/',
        '  grant denied: no ReferenceGrant in namespace shop lets HTTPRoutes of namespace front refer to Service shop/web; write one there',
      ]);
    }
  });

  test('a namespace that was not read may have both', () => {
    const bare = manifests(
      gateway(HTTP),
      route(`${PARENT}\nrules: [{ backendRefs: [{ name: api, namespace: apis, port: 80 }] }]`),
      WEB,
    );
    expect(told(bare)).toEqual([
      'unknown gateways/edge http://*/',
      "  grant unknown: HTTPRoute shop/web refers to Service apis/api, of whose namespace nothing is among the manifests, so whether a ReferenceGrant there lets it isn't known",
      "  backend unknown: Service apis/api, to which HTTPRoute shop/web leads, isn't among the manifests",
    ]);
  });
});

describe('behind the Service', () => {
  const toPay = '[{ backendRefs: [{ name: pay, port: 80 }] }]';
  const pay = (spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: pay, namespace: shop }
spec: ${spec}
`;
  const toldOf = (spec: string) => told(manifests(shop(toPay), pay(spec)));

  test('pods are needed', () => {
    expect(toldOf('{ selector: { app: pay }, ports: [{ port: 80 }] }')).toEqual([
      'denied gateways/edge http://*/',
      '  Service denied: no pod of namespace shop has the labels app=pay that Service shop/pay selects; correct its selector, or the labels in the pod template',
    ]);
  });

  test('a name leads outside', () => {
    expect(toldOf('{ type: ExternalName, externalName: pay.example.com }')).toEqual([
      'unknown gateways/edge http://*/',
      '  Service unknown: Service shop/pay is a name for pay.example.com, outside the cluster; not every implementation follows it',
    ]);
  });

  test('requests by HTTP need TCP', () => {
    expect(toldOf('{ selector: { app: web }, ports: [{ port: 80, protocol: UDP }] }')).toEqual([
      'denied gateways/edge http://*/',
      '  backend denied: Service shop/pay has no TCP port 80; it has UDP 80',
    ]);
  });

  test('some pods may lack the port that others have', () => {
    const other = `
apiVersion: v1
kind: Pod
metadata: { name: canary, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: web }] }
`;
    const text = manifests(shop('[{ backendRefs: [{ name: web, port: 80 }] }]'), other);
    expect(told(text)).toEqual([REACHED]);
    expect(steps(text)[4]).toBe(
      'Service allowed: Service shop/web leads its port 80 to TCP port 8080 of Deployment shop/web; but the pods of Pod shop/canary have no TCP port named "http", to which port 80 of Service shop/web leads; name it so in the ports of the container, or give targetPort as a number',
    );
  });

  test('endpoints that someone wrote are outside, unless they are pods', () => {
    const slice = `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: pay-1, namespace: shop, labels: { kubernetes.io/service-name: pay } }
addressType: IPv4
endpoints: [{ addresses: [203.0.113.7] }]
ports: [{ port: 8443 }]
`;
    const text = manifests(shop(toPay), pay('{ ports: [{ port: 80 }] }'), slice);
    expect(told(text)).toEqual(['allowed gateways/edge http://*/']);
    expect(steps(text)[4]).toBe('Service allowed: Service shop/pay leads its port 80 to TCP port 8443 of 203.0.113.7');
  });

  test('labels that only the cluster adds leave it open', () => {
    expect(
      toldOf('{ selector: { app: web, pod-template-hash: abc }, ports: [{ port: 80, targetPort: 8080 }] }'),
    ).toEqual([
      'unknown gateways/edge http://*/ -> Deployment shop/web TCP 8080?',
      '  Service unknown: Service shop/pay leads its port 80 to TCP port 8080 of Deployment shop/web, if they have the labels that it selects, which only the cluster adds',
    ]);
  });

  test('a data plane finds the pods’ port also behind a headless Service', () => {
    expect(toldOf('{ clusterIP: None, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }')).toEqual([
      REACHED,
    ]);
  });
});
