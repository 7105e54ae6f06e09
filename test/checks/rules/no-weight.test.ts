import { NoWeight } from '../../../lib/checks/rules/no-weight';
import { gateway, HTTP, PARENT, route, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { all } from '../shop';

const check = new NoWeight();

describe('reports', () => {
  test('backends of weight 0', () => {
    expect(
      found(
        check,
        route(
          `${PARENT}\nrules: [{ backendRefs: [{ name: a, port: 80, weight: 0 }, { name: b, port: 80, weight: 0 }] }]`,
        ),
      ),
    ).toEqual(['7: HTTPRoute shop/web: every backend of the rule has weight 0']);
  });

  test('a route for TCP', () => {
    expect(
      found(check, route(`${PARENT}\nrules: [{ backendRefs: [{ name: a, port: 80, weight: 0 }] }]`, 'TCPRoute')),
    ).toEqual(['7: TCPRoute shop/web: every backend of the rule has weight 0']);
  });

  test('with the URLs that are answered with 500', () => {
    const rules = 'rules: [{ backendRefs: [{ name: web, port: 80, weight: 0 }] }]';
    expect(shown(check, all(route(`${PARENT}\n${rules}`), WEB, gateway(HTTP))).slice(1)).toEqual([
      '  http://*/ at gateways/edge is answered with 500, not by shop/web TCP 8080',
    ]);
  });
});

describe('is silent about', () => {
  test('one backend with a weight', () => {
    expect(
      found(
        check,
        route(`${PARENT}\nrules: [{ backendRefs: [{ name: a, port: 80, weight: 0 }, { name: b, port: 80 }] }]`),
      ),
    ).toEqual([]);
  });

  test('a rule without backends, which another check reports', () => {
    expect(found(check, route(`${PARENT}\nrules: [{ matches: [{ path: { value: / } }] }]`))).toEqual([]);
  });
});
