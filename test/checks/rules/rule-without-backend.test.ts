import { RuleWithoutBackend } from '../../../lib/checks/rules/rule-without-backend';
import { gateway, HTTP, PARENT, route, TO_WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { all } from '../shop';

const check = new RuleWithoutBackend();

describe('reports', () => {
  test('a rule with nothing', () => {
    expect(found(check, route(`${PARENT}\nrules: [{ matches: [{ path: { value: / } }] }]`))).toEqual([
      '7: HTTPRoute shop/web: a rule has neither backends nor a redirect',
    ]);
  });

  test('a rule that only mirrors', () => {
    expect(
      found(
        check,
        route(
          `${PARENT}\nrules: [{ filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: copy, port: 80 } } }] }]`,
        ),
      ),
    ).toEqual(['7: HTTPRoute shop/web: a rule has neither backends nor a redirect']);
  });

  test('an empty list', () => {
    expect(found(check, route(`${PARENT}\nrules: [{ backendRefs: [] }]`, 'GRPCRoute'))).toEqual([
      '7: GRPCRoute shop/web: a rule has neither backends nor a redirect',
    ]);
  });

  test('a route of the mesh that a Gateway has as well', () => {
    const parents = 'parentRefs: [{ group: "", kind: Service, name: web }, { name: edge, namespace: gateways }]';
    expect(found(check, route(`${parents}\nrules: [{ matches: [{ path: { value: / } }] }]`))).toEqual([
      '7: HTTPRoute shop/web: a rule has neither backends nor a redirect',
    ]);
  });

  test('with the URLs that are answered with 500, unless filters change them', () => {
    const told = (rule: string) => shown(check, all(route(`${PARENT}\nrules: [{ ${rule} }]`), gateway(HTTP))).slice(1);
    expect(told('matches: [{ path: { value: /cart } }]')).toEqual([
      '  http://*/cart at gateways/edge is answered with 500',
    ]);
    expect(told('filters: [{ type: URLRewrite, urlRewrite: { hostname: a.example.com } }]')).toEqual([
      '  http://*/ at gateways/edge may be answered with an error',
    ]);
  });
});

describe('is silent about', () => {
  test('a redirect', () => {
    expect(
      found(
        check,
        route(`${PARENT}\nrules: [{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }]`),
      ),
    ).toEqual([]);
  });

  test('a filter of an implementation, which may answer', () => {
    expect(
      found(
        check,
        route(
          `${PARENT}\nrules: [{ filters: [{ type: ExtensionRef, extensionRef: { group: example.com, kind: Answer, name: hello } }] }]`,
        ),
      ),
    ).toEqual([]);
  });

  test('a rule with a backend', () => {
    expect(found(check, route(`${PARENT}\n${TO_WEB}`))).toEqual([]);
  });

  test('the mesh, where the parent itself is the backend', () => {
    const parent = 'parentRefs: [{ group: "", kind: Service, name: web, namespace: blog }]';
    const filter = '{ type: ResponseHeaderModifier, responseHeaderModifier: { remove: [server] } }';
    expect(found(check, route(`${parent}\nrules: [{ filters: [${filter}] }]`))).toEqual([]);
  });
});
