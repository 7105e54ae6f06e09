import { GrantMatchesNothing } from '../../../lib/checks/rules/grant-matches-nothing';
import { gateway, manifests, PARENT, route } from '../../analysis/entry/manifests';
import { found } from '../found';
import { grant } from '../manifests';

const check = new GrantMatchesNothing();

const TO_API = `${PARENT}\nrules: [{ backendRefs: [{ name: api, namespace: api, port: 80 }] }]`;

describe('reports', () => {
  test('core as the name of the core group', () => {
    expect(found(check, grant('api/web', 'kind: HTTPRoute, namespace: shop', 'group: core, kind: Service'))).toEqual([
      '7: ReferenceGrant api/web: Service is not of group "core"; the core group is written ""',
    ]);
  });

  test('the namespace of the route instead of that of the backend', () => {
    expect(
      found(
        check,
        manifests(route(TO_API), grant('shop/web', 'kind: HTTPRoute, namespace: shop', 'group: "", kind: Service')),
      ),
    ).toEqual([
      '15: ReferenceGrant shop/web: it is for HTTPRoutes of the namespace in which it stands, and these need none there',
    ]);
  });

  test('a route of another group', () => {
    const text = grant('api/web', 'kind: HTTPRoute, namespace: shop', 'group: "", kind: Service').replace(
      '[{ group: gateway.networking.k8s.io',
      '[{ group: networking.k8s.io',
    );
    expect(found(check, text)).toEqual([
      '6: ReferenceGrant api/web: HTTPRoute is not of group "networking.k8s.io", but of gateway.networking.k8s.io',
    ]);
  });
});

describe('is silent about', () => {
  test('a grant that is needed', () => {
    expect(
      found(
        check,
        manifests(route(TO_API), grant('api/web', 'kind: HTTPRoute, namespace: shop', 'group: "", kind: Service')),
      ),
    ).toEqual([]);
  });

  test('a namespace of which nothing that refers was read', () => {
    expect(
      found(
        check,
        manifests(route(TO_API), grant('api/web', 'kind: HTTPRoute, namespace: blog', 'group: "", kind: Service')),
      ),
    ).toEqual([]);
  });

  test('a certificate that is used', () => {
    expect(
      found(
        check,
        manifests(
          gateway(
            '{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: tls, namespace: certs }] } }',
          ),
          grant('certs/edge', 'kind: Gateway, namespace: gateways', 'group: "", kind: Secret'),
        ),
      ),
    ).toEqual([]);
  });

  test('references of kinds that are not known here', () => {
    expect(
      found(
        check,
        manifests(
          route(TO_API),
          grant('api/web', 'kind: VolumeSource, namespace: shop', 'group: "", kind: Service').replace(
            '[{ group: gateway.networking.k8s.io',
            '[{ group: storage.example.com',
          ),
        ),
      ),
    ).toEqual([]);
  });

  test('a grant that may be for what was not read', () => {
    const local = route(`${PARENT}\nrules: [{ backendRefs: [{ name: web, port: 80 }] }]`);
    const own = grant('api/web', 'kind: HTTPRoute, namespace: shop', 'group: "", kind: Service');
    expect(found(check, manifests(local, own))).toEqual([]);
  });

  test('two grants, one for each purpose', () => {
    const secrets = grant('api/secrets', 'kind: Gateway, namespace: shop', 'group: "", kind: Secret');
    const services = grant('api/services', 'kind: HTTPRoute, namespace: shop', 'group: "", kind: Service');
    expect(found(check, manifests(route(TO_API), secrets, services))).toEqual([]);
  });

  test('a reference that lacks its grant, of which it is told with the grant', () => {
    const wrong = grant('api/web', 'kind: HTTPRoute, namespace: shop', 'group: core, kind: Service');
    expect(found(check, manifests(route(TO_API), wrong))).toEqual([]);
  });

  test('a kind that another group has as well', () => {
    const text = grant('api/web', 'kind: Gateway, namespace: shop', 'group: "", kind: Secret').replace(
      '[{ group: gateway.networking.k8s.io',
      '[{ group: networking.istio.io',
    );
    expect(found(check, text)).toEqual([]);
  });
});
