import { CorsAskedOften } from '../../../lib/checks/rules/cors-asked-often';
import { PARENT, route, TO_WEB } from '../../analysis/entry/manifests';
import { found } from '../found';

const check = new CorsAskedOften();

const cors = (how: string) =>
  route(`${PARENT}\nrules: [{ filters: [{ type: CORS, cors: { ${how} } }], backendRefs: [{ name: web, port: 80 }] }]`);

describe('reports', () => {
  test('a filter that does not say', () => {
    expect(found(check, cors('allowOrigins: ["*"]'))).toEqual([
      '7: HTTPRoute shop/web: browsers keep the answer for 5 seconds',
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
