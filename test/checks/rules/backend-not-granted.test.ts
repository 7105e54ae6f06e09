import { Checkup } from '../../../lib/checks';
import { BackendNotGranted } from '../../../lib/checks/rules/backend-not-granted';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { grant, namespace, service } from '../manifests';
import { all, workload } from '../shop';

const check = new BackendNotGranted();

const TO_API = `${PARENT}\nrules: [{ backendRefs: [{ name: api, namespace: api, port: 80 }] }]`;
const COPIES =
  'filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: api, namespace: api, port: 80 } } }]';
const MIRRORS = `${PARENT}
rules:
  - ${COPIES}
    backendRefs: [{ name: web, port: 80 }]
  - backendRefs:
      - name: web
        port: 80
        ${COPIES}
`;

describe('reports', () => {
  test('a backend of another namespace', () => {
    expect(
      found(
        check,
        manifests(
          route(`${PARENT}\nrules: [{ backendRefs: [{ name: api, namespace: api, port: 80 }] }]`),
          service('api/api'),
        ),
      ),
    ).toEqual([
      '7: HTTPRoute shop/web: no ReferenceGrant in namespace api lets HTTPRoutes of namespace shop refer to Service api/api',
    ]);
  });

  test('a mirror, and a mirror at a backend', () => {
    expect(found(check, manifests(route(MIRRORS), service('shop/web'), service('api/api')))).toEqual([
      '8: HTTPRoute shop/web: no ReferenceGrant in namespace api lets HTTPRoutes of namespace shop refer to Service api/api',
      '13: HTTPRoute shop/web: no ReferenceGrant in namespace api lets HTTPRoutes of namespace shop refer to Service api/api',
    ]);
  });

  test('a grant for another kind of route', () => {
    expect(
      found(
        check,
        manifests(
          route(TO_API, 'GRPCRoute'),
          service('api/api'),
          grant('api/web', 'kind: HTTPRoute, namespace: shop', 'group: "", kind: Service'),
        ),
      ),
    ).toEqual([
      '7: GRPCRoute shop/web: no ReferenceGrant in namespace api lets GRPCRoutes of namespace shop refer to Service api/api; ReferenceGrant api/web is from HTTPRoute of shop to Service',
    ]);
  });

  test.each([
    ['another name', 'group: "", kind: Service, name: apo', 'HTTPRoute of shop to Service apo'],
    ['another kind', 'group: "", kind: Secret', 'HTTPRoute of shop to Secret'],
    ['the core group by a name', 'group: core, kind: Service', 'HTTPRoute of shop to Service of group "core"'],
  ])('a grant for %s', (_, to, text) => {
    const near = grant('api/web', 'kind: HTTPRoute, namespace: shop', to);
    expect(found(check, manifests(route(TO_API), service('api/api'), near))).toEqual([
      `7: HTTPRoute shop/web: no ReferenceGrant in namespace api lets HTTPRoutes of namespace shop refer to Service api/api; ReferenceGrant api/web is from ${text}`,
    ]);
  });

  test('routes of every kind', () => {
    expect(
      found(
        check,
        manifests(
          service('api/api'),
          ...['TLSRoute', 'TCPRoute', 'UDPRoute'].map((kind) =>
            route(`${PARENT}\nrules: [{ backendRefs: [{ name: api, namespace: api, port: 80 }] }]`, kind),
          ),
        ),
      ),
    ).toEqual([
      '14: TLSRoute shop/web: no ReferenceGrant in namespace api lets TLSRoutes of namespace shop refer to Service api/api',
      '23: TCPRoute shop/web: no ReferenceGrant in namespace api lets TCPRoutes of namespace shop refer to Service api/api',
      '32: UDPRoute shop/web: no ReferenceGrant in namespace api lets UDPRoutes of namespace shop refer to Service api/api',
    ]);
  });

  test('with the URLs that are answered with 500', () => {
    const rules = 'rules: [{ backendRefs: [{ name: ledger, namespace: payments, port: 80 }] }]';
    const text = all(
      route(`${PARENT}\nhostnames: [shop.example.com]\n${rules}`),
      gateway(HTTP),
      workload('payments/ledger'),
      service('payments/ledger', '[{ port: 80, targetPort: 8080 }]'),
    );
    expect(shown(check, text).slice(1)).toEqual([
      '  http://shop.example.com/ at gateways/edge is answered with 500, not by payments/ledger TCP 8080',
    ]);
  });
});

describe('is silent about', () => {
  test('a backend that is granted', () => {
    expect(
      found(
        check,
        manifests(
          route(TO_API),
          service('api/api'),
          grant('api/web', 'kind: HTTPRoute, namespace: shop', 'group: "", kind: Service'),
        ),
      ),
    ).toEqual([]);
  });

  test('a backend of the own namespace', () => {
    expect(found(check, manifests(route(`${PARENT}\n${TO_WEB}`), WEB))).toEqual([]);
  });

  test('a namespace of which nothing was read', () => {
    expect(found(check, manifests(route(TO_API), namespace('api')))).toEqual([]);
  });

  test('a Service that is not there, which another check finds', () => {
    expect(found(check, manifests(route(TO_API), service('api/other')))).toEqual([]);
  });

  test('a namespace with a grant that can not be read', () => {
    const bad = grant('api/web', 'kind: HTTPRoute, namespace: [shop]', 'group: "", kind: Service');
    const text = manifests(route(TO_API), service('api/api'), bad);
    const { findings, problems } = Checkup.ofText([{ name: 'shop.yaml', text }], { checks: [check] });
    expect(findings).toEqual([]);
    expect(problems.map(({ object }) => object)).toEqual(['ReferenceGrant api/web']);
  });
});
