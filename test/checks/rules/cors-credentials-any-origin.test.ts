import { CorsCredentialsAnyOrigin } from '../../../lib/checks/rules/cors-credentials-any-origin';
import { gateway, HTTP, PARENT, route, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { all } from '../shop';

const check = new CorsCredentialsAnyOrigin();

const cors = (how: string) =>
  route(`${PARENT}\nrules: [{ filters: [{ type: CORS, cors: { ${how} } }], backendRefs: [{ name: web, port: 80 }] }]`);

describe('reports', () => {
  test('credentials for every origin', () => {
    expect(found(check, cors('allowCredentials: true, allowOrigins: ["*"]'))).toEqual([
      '7: HTTPRoute shop/web: allowCredentials is true, and allowOrigins is every origin',
    ]);
  });

  test('with the connections that any page may use', () => {
    const cors = '{ type: CORS, cors: { allowOrigins: ["*"], allowCredentials: true, maxAge: 600 } }';
    const rules = `rules: [{ filters: [${cors}], backendRefs: [{ name: web, port: 80 }] }]`;
    expect(shown(check, all(route(`${PARENT}\n${rules}`), WEB, gateway(HTTP))).slice(1)).toEqual([
      '  http://*/ at gateways/edge -> shop/web TCP 8080 answers any page, with the cookies of its user',
    ]);
  });
});

describe('is silent about', () => {
  test('credentials for origins that are named', () => {
    expect(found(check, cors('allowCredentials: true, allowOrigins: ["https://shop.example.com"]'))).toEqual([]);
  });

  test('every origin without credentials', () => {
    expect(found(check, cors('allowOrigins: ["*"]'))).toEqual([]);
  });
});
