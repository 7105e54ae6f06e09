import { entryFactsOf } from '../../../lib/analysis/entry/entry-facts';
import { ClusterProfile, Entry, GatewayImplementations, type IGatewayImplementation } from '../../../lib/cluster';
import { gateway, manifests, PARENT, route, WEB } from './manifests';
import { told } from './told';

const ALL = 'allowedRoutes: { namespaces: { from: All } }';
const DB = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: db }] } }
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec:
  selector: { app: db }
  ports: [{ name: tcp, port: 5432 }, { name: udp, port: 5432, targetPort: 5433, protocol: UDP }]
`;
const TO_DB = 'rules: [{ backendRefs: [{ name: db, port: 5432 }] }]';

test('a GRPCRoute says service and method', () => {
  const rules =
    'rules: [{ matches: [{ method: { service: shop.Cart, method: Add } }], backendRefs: [{ name: web, port: 80 }] }]';
  const listener = `{ name: http, port: 8080, protocol: HTTP, ${ALL} }`;
  expect(told(manifests(gateway(listener), route(`${PARENT}\n${rules}`, 'GRPCRoute'), WEB))).toEqual([
    'allowed gateways/edge http://*:8080/shop.Cart/Add -> Deployment shop/web TCP 8080',
  ]);
});

describe('a TLSRoute', () => {
  const spec = `${PARENT}\nhostnames: [db.example.com]\n${TO_DB}`;
  const toldAt = (listener: string) => told(manifests(gateway(listener), route(spec, 'TLSRoute'), DB));

  test('passes through', () => {
    expect(toldAt(`{ name: db, port: 5432, protocol: TLS, tls: { mode: Passthrough }, ${ALL} }`)).toEqual([
      'allowed gateways/edge tls://db.example.com:5432 -> StatefulSet shop/db TCP 5432',
    ]);
  });

  test('may or may not be taken where TLS ends', () => {
    const tls = '{ mode: Terminate, certificateRefs: [{ name: tls }] }';
    expect(toldAt(`{ name: db, port: 5432, protocol: TLS, tls: ${tls}, ${ALL} }`)).toEqual([
      'unknown gateways/edge tls://db.example.com:5432 -> StatefulSet shop/db TCP 5432',
      '  listener unknown: whether listener "db" of Gateway gateways/edge, which is TLS and terminates it, takes TLSRoutes is up to the implementation',
    ]);
  });

  test('is taken where TLS ends, by an implementation that is known to', () => {
    const listener = `{ name: db, port: 5432, protocol: TLS, tls: { certificateRefs: [{ name: tls }] }, ${ALL} }`;
    const objects = manifests(gateway(listener), route(spec, 'TLSRoute'), DB);
    const factsOf = (implementation: IGatewayImplementation) =>
      entryFactsOf(ClusterProfile.define({ name: 'sample', entries: [Entry.gateway(implementation)] }), undefined);
    expect(told(objects, factsOf(GatewayImplementations.envoyGateway()))).toEqual([
      'allowed gateways/edge tls://db.example.com:5432 -> StatefulSet shop/db TCP 5432',
    ]);
    // Of which no report says it.
    expect(told(objects, factsOf(GatewayImplementations.contour({ gatewayClassName: 'eg' })))).toEqual([
      'unknown gateways/edge tls://db.example.com:5432 -> StatefulSet shop/db TCP 5432',
      '  listener unknown: whether listener "db" of Gateway gateways/edge, which is TLS and terminates it, takes TLSRoutes is up to the implementation',
    ]);
  });

  test('is not for HTTPS', () => {
    const https = `{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: tls }] }, ${ALL} }`;
    expect(toldAt(https)).toEqual([
      'denied gateways/edge https://db.example.com',
      '  listener denied: listener "https" of Gateway gateways/edge is HTTPS and takes no TLSRoute, as TLSRoute shop/db is; attach it to a listener that is TLS'.replace(
        'shop/db',
        'shop/web',
      ),
    ]);
  });
});

describe('a TCPRoute', () => {
  const toldAt = (listener: string) => told(manifests(gateway(listener), route(`${PARENT}\n${TO_DB}`, 'TCPRoute'), DB));

  test('leads a port to a port', () => {
    expect(toldAt(`{ name: db, port: 15432, protocol: TCP, ${ALL} }`)).toEqual([
      'allowed gateways/edge tcp://*:15432 -> StatefulSet shop/db TCP 5432',
    ]);
  });

  test('may or may not be taken where TLS ends', () => {
    expect(
      toldAt(`{ name: db, port: 5432, protocol: TLS, tls: { certificateRefs: [{ name: tls }] }, ${ALL} }`),
    ).toEqual([
      'unknown gateways/edge tls://*:5432 -> StatefulSet shop/db TCP 5432',
      '  listener unknown: whether listener "db" of Gateway gateways/edge, which is TLS and terminates it, takes TCPRoutes is up to the implementation',
    ]);
  });

  test('without a backend refuses connections', () => {
    const bare = route(`${PARENT}\nrules: [{}]`, 'TCPRoute');
    expect(told(manifests(gateway(`{ name: db, port: 5432, protocol: TCP, ${ALL} }`), bare))).toEqual([
      'denied gateways/edge tcp://*:5432',
      '  route denied: a rule of TCPRoute shop/web has no backend, so connections are refused; give it backendRefs',
    ]);
  });
});

test('a UDPRoute leads to the UDP port of that number', () => {
  const listener = `{ name: db, port: 5432, protocol: UDP, ${ALL} }`;
  expect(told(manifests(gateway(listener), route(`${PARENT}\n${TO_DB}`, 'UDPRoute'), DB))).toEqual([
    'allowed gateways/edge udp://*:5432 -> StatefulSet shop/db UDP 5433',
  ]);
});
