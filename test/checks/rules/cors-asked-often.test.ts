import { CorsAskedOften } from '../../../lib/checks/rules/cors-asked-often';
import { gateway, HTTP, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { all } from '../shop';

const check = new CorsAskedOften();

const cors = (how: string) =>
  route(`${PARENT}\nrules: [{ filters: [{ type: CORS, cors: { ${how} } }], backendRefs: [{ name: web, port: 80 }] }]`);

describe('reports', () => {
  test('a filter that does not say', () => {
    expect(found(check, cors('allowOrigins: ["*"]'))).toEqual([
      '7: HTTPRoute shop/web: browsers keep the answer for 5 seconds',
    ]);
  });

  test('with the connections for which browsers ask', () => {
    const cors = '{ type: CORS, cors: { allowOrigins: ["https://shop.example.com"] } }';
    const rules = `rules: [{ filters: [${cors}], backendRefs: [{ name: web, port: 80 }] }]`;
    expect(shown(check, all(route(`${PARENT}\n${rules}`), WEB, gateway(HTTP))).slice(1)).toEqual([
      '  http://*/ at gateways/edge -> shop/web TCP 8080 is asked for leave again after 5 seconds',
    ]);
  });
});

describe('is silent about', () => {
  test('a filter that says', () => {
    expect(found(check, cors('allowOrigins: ["*"], maxAge: 600'))).toEqual([]);
  });

  test('a route without CORS', () => {
    expect(found(check, route(`${PARENT}\n${TO_WEB}`))).toEqual([]);
  });
});
