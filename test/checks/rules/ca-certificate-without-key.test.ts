import { CaCertificateWithoutKey } from '../../../lib/checks/rules/ca-certificate-without-key';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { HTTPS, object } from '../manifests';
import { all } from '../shop';

const check = new CaCertificateWithoutKey();

const POLICY = object(
  'gateway.networking.k8s.io/v1',
  'BackendTLSPolicy',
  'shop/web',
  'spec: { targetRefs: [{ group: "", kind: Service, name: web }], validation: { hostname: web, caCertificateRefs: [{ group: "", kind: ConfigMap, name: ca }] } }',
);

describe('reports', () => {
  test('another key, for backends', () => {
    expect(found(check, manifests(POLICY, object('v1', 'ConfigMap', 'shop/ca', 'data: { ca.pem: x }')))).toEqual([
      '5: BackendTLSPolicy shop/web: ConfigMap shop/ca has no key ca.crt; it has ca.pem',
    ]);
  });

  test('another key, for clients', () => {
    expect(
      found(
        check,
        manifests(
          `${gateway(HTTPS)}  tls: { frontend: { default: { validation: { caCertificateRefs: [{ group: "", kind: ConfigMap, name: ca }] } } } }\n`,
          object('v1', 'ConfigMap', 'gateways/ca', 'binaryData: { ca.der: eA== }'),
        ),
      ),
    ).toEqual(['9: Gateway gateways/edge: ConfigMap gateways/ca has no key ca.crt; it has ca.der']);
  });

  test('with the connections that fail, unless another authority is named', () => {
    const map = object('v1', 'ConfigMap', 'shop/ca', 'data: { ca.pem: x }');
    const told = (policy: string) =>
      shown(check, all(policy, map, route(`${PARENT}\n${TO_WEB}`), gateway(HTTP), WEB)).slice(1);
    expect(told(POLICY)).toEqual(['  http://*/ -> shop/web TCP 8080 is answered with an error']);
    expect(told(POLICY.replace('name: ca }', 'name: ca }, { group: "", kind: ConfigMap, name: more }'))).toEqual([]);
  });
});

describe('is silent about', () => {
  test('the key ca.crt', () => {
    expect(found(check, manifests(POLICY, object('v1', 'ConfigMap', 'shop/ca', 'data: { ca.crt: x }')))).toEqual([]);
  });

  test('a ConfigMap that was not read', () => {
    expect(found(check, manifests(POLICY, object('v1', 'ConfigMap', 'blog/ca', 'data: {}')))).toEqual([]);
  });

  test('an empty ConfigMap, which the cluster fills in', () => {
    const empty = object('v1', 'ConfigMap', 'shop/ca', 'data: {}');
    expect(found(check, manifests(POLICY, empty))).toEqual([]);
  });
});
