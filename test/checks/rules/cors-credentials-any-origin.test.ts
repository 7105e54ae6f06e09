import { CorsCredentialsAnyOrigin } from '../../../lib/checks/rules/cors-credentials-any-origin';
import { PARENT, route } from '../../analysis/entry/manifests';
import { found } from '../found';

const check = new CorsCredentialsAnyOrigin();

const cors = (how: string) =>
  route(`${PARENT}\nrules: [{ filters: [{ type: CORS, cors: { ${how} } }], backendRefs: [{ name: web, port: 80 }] }]`);

describe('reports', () => {
  test('credentials for every origin', () => {
    expect(found(check, cors('allowCredentials: true, allowOrigins: ["*"]'))).toEqual([
      '7: HTTPRoute shop/web: allowCredentials is true, and allowOrigins is every origin',
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
