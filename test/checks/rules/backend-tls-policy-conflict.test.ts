import { BackendTlsPolicyConflict } from '../../../lib/checks/rules/backend-tls-policy-conflict';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { object } from '../manifests';
import { all } from '../shop';

const check = new BackendTlsPolicyConflict();

const policy = (name: string, target: string) =>
  object(
    'gateway.networking.k8s.io/v1',
    'BackendTLSPolicy',
    name,
    `spec: { targetRefs: [${target}], validation: { hostname: web, wellKnownCACertificates: System } }`,
  );

describe('reports', () => {
  test('two policies for one Service', () => {
    expect(
      found(
        check,
        manifests(
          policy('shop/a', '{ group: "", kind: Service, name: web }'),
          policy('shop/b', '{ group: "", kind: Service, name: web }'),
        ),
      ),
    ).toEqual(['12: BackendTLSPolicy shop/b: Service shop/web has BackendTLSPolicy a already']);
  });

  test('two policies for one port', () => {
    expect(
      found(
        check,
        manifests(
          policy('shop/a', '{ group: "", kind: Service, name: web, sectionName: https }'),
          policy('shop/b', '{ group: "", kind: Service, name: web, sectionName: https }'),
        ),
      ),
    ).toEqual(['12: BackendTLSPolicy shop/b: port "https" of Service shop/web has BackendTLSPolicy a already']);
  });

  test('with the connections for which they are', () => {
    const target = '{ group: "", kind: Service, name: web }';
    const text = all(
      policy('shop/a', target),
      policy('shop/b', target),
      route(`${PARENT}\n${TO_WEB}`),
      gateway(HTTP),
      WEB,
    );
    expect(shown(check, text).slice(1)).toEqual(['  http://*/ -> shop/web TCP 8080 has the TLS of one of both']);
  });
});

describe('is silent about', () => {
  test('policies for two ports', () => {
    expect(
      found(
        check,
        manifests(
          policy('shop/a', '{ group: "", kind: Service, name: web, sectionName: https }'),
          policy('shop/b', '{ group: "", kind: Service, name: web, sectionName: admin }'),
        ),
      ),
    ).toEqual([]);
  });

  test('policies of two namespaces', () => {
    expect(
      found(
        check,
        manifests(
          policy('shop/a', '{ group: "", kind: Service, name: web }'),
          policy('blog/a', '{ group: "", kind: Service, name: web }'),
        ),
      ),
    ).toEqual([]);
  });
});
