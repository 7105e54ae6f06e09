import { Checkup } from '../../../lib/checks';
import { BackendTlsPolicyTargetNotFound } from '../../../lib/checks/rules/backend-tls-policy-target-not-found';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { object, service } from '../manifests';
import { all } from '../shop';

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

  test('with the connections for which no policy is', () => {
    const target = (name: string) => policy('shop/web', `{ group: "", kind: Service, name: ${name} }`);
    const shop = [route(`${PARENT}\n${TO_WEB}`), gateway(HTTP), WEB];
    const bare = ['  http://*/ -> shop/web TCP 8080 has no BackendTLSPolicy'];
    expect(shown(check, all(target('wep'), ...shop)).slice(1)).toEqual(bare);
    expect(shown(check, all(target('web, sectionName: https'), ...shop)).slice(1)).toEqual(bare);
    expect(shown(check, all(target('other'), ...shop)).slice(1)).toEqual([]);
    const covering = policy('shop/other', '{ group: "", kind: Service, name: web }');
    expect(shown(check, all(target('wep'), covering, ...shop)).slice(1)).toEqual([]);
    expect(shown(check, all(target('web, sectionName: https'), covering, ...shop)).slice(1)).toEqual([]);
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
