import { Checkup } from '../../../lib/checks';
import { BackendTlsPolicyTargetNotFound } from '../../../lib/checks/rules/backend-tls-policy-target-not-found';
import { manifests, WEB } from '../../analysis/entry/manifests';
import { found } from '../found';
import { object, service } from '../manifests';

const check = new BackendTlsPolicyTargetNotFound();

const policy = (name: string, target: string) =>
  object(
    'gateway.networking.k8s.io/v1',
    'BackendTLSPolicy',
    name,
    `spec: { targetRefs: [${target}], validation: { hostname: web, wellKnownCACertificates: System } }`,
  );

describe('reports', () => {
  test('a Service of another namespace', () => {
    expect(
      found(
        check,
        manifests(policy('gateways/web', '{ group: "", kind: Service, name: web }'), WEB, service('gateways/proxy')),
      ),
    ).toEqual([
      '5: BackendTLSPolicy gateways/web: there is no Service web in namespace gateways; there is one in namespace shop',
    ]);
  });

  test('a port by its number', () => {
    expect(
      found(check, manifests(policy('shop/web', '{ group: "", kind: Service, name: web, sectionName: "80" }'), WEB)),
    ).toEqual(['5: BackendTLSPolicy shop/web: Service shop/web has no port named "80"; it has http']);
  });
});

describe('is silent about', () => {
  test('a Service that can not be read, which is told as a problem', () => {
    const text = manifests(
      policy('shop/web', '{ group: "", kind: Service, name: bad }'),
      WEB,
      service('shop/bad', '{}'),
    );
    const { findings, problems } = Checkup.ofText([{ name: 'shop.yaml', text }], { checks: [check] });
    expect(findings).toEqual([]);
    expect(problems.map(({ object }) => object)).toEqual(['Service shop/bad', 'Service shop/bad']);
  });

  test('a port by its name', () => {
    expect(
      found(check, manifests(policy('shop/web', '{ group: "", kind: Service, name: web, sectionName: http }'), WEB)),
    ).toEqual([]);
  });

  test('a namespace of which neither Services nor workloads were read', () => {
    expect(found(check, policy('shop/web', '{ group: "", kind: Service, name: web }'))).toEqual([]);
  });
});
