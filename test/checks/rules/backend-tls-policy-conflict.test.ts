import { BackendTlsPolicyConflict } from '../../../lib/checks/rules/backend-tls-policy-conflict';
import { manifests } from '../../analysis/entry/manifests';
import { found } from '../found';
import { object } from '../manifests';

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
