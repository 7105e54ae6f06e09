import { DuplicateMatch } from '../../../lib/checks/rules/duplicate-match';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { HTTPS, service } from '../manifests';
import { all, workload } from '../shop';

const check = new DuplicateMatch();

const matching = (name: string, match: string) =>
  route(
    `${PARENT}\nrules: [{ matches: [{ ${match} }], backendRefs: [{ name: web, port: 80 }] }]`,
    'HTTPRoute',
    `{ name: ${name}, namespace: shop }`,
  );
const named = (name: string, path: string) => matching(name, `path: { value: ${path} }`);
const withHeaders = (name: string, headers: string) => matching(name, `headers: [${headers}]`);

describe('reports', () => {
  test('two routes', () => {
    expect(found(check, manifests(gateway(HTTP), named('a', '/shop'), named('b', '/shop/')))).toEqual([
      '26: HTTPRoute shop/b: a rule of HTTPRoute shop/a matches the same requests: listener "http" of Gateway gateways/edge, every host PathPrefix /shop',
    ]);
  });

  test('two rules of one route', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP),
          route(
            `${PARENT}\nrules:\n  - backendRefs: [{ name: a, port: 80 }]\n  - backendRefs: [{ name: b, port: 80 }]`,
          ),
        ),
      ),
    ).toEqual([
      '19: HTTPRoute shop/web: an earlier rule matches the same requests: listener "http" of Gateway gateways/edge, every host PathPrefix /',
    ]);
  });

  test('headers in another order', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP),
          withHeaders('a', '{ name: X-A, value: a }, { name: x-b, value: b }'),
          withHeaders('b', '{ name: x-b, value: b }, { name: x-a, value: a }'),
        ),
      ),
    ).toEqual([
      '26: HTTPRoute shop/b: a rule of HTTPRoute shop/a matches the same requests: listener "http" of Gateway gateways/edge, every host PathPrefix /, x-a=a, x-b=b',
    ]);
  });

  test('two routes for TCP at one listener', () => {
    expect(
      found(
        check,
        manifests(
          gateway('{ name: tcp, port: 5432, protocol: TCP, allowedRoutes: { namespaces: { from: All } } }'),
          ...['a', 'b'].map((name) => route(`${PARENT}\n${TO_WEB}`, 'TCPRoute', `{ name: ${name}, namespace: shop }`)),
        ),
      ),
    ).toEqual([
      '26: TCPRoute shop/b: a rule of TCPRoute shop/a matches the same requests: listener "tcp" of Gateway gateways/edge, every host',
    ]);
  });

  const grpc = (name: string, match: string) =>
    route(
      `${PARENT}\nrules: [{ ${match}backendRefs: [{ name: web, port: 80 }] }]`,
      'GRPCRoute',
      `{ name: ${name}, namespace: shop }`,
    );

  test('methods of gRPC', () => {
    const one = 'matches: [{ method: { service: shop.Cart, method: Add } }], ';
    const other = 'matches: [{ method: { service: shop.Cart } }], ';
    expect(found(check, manifests(gateway(HTTP), grpc('a', one), grpc('b', other)))).toEqual([]);
    expect(found(check, manifests(gateway(HTTP), grpc('a', one), grpc('b', one)))).toEqual([
      '26: GRPCRoute shop/b: a rule of GRPCRoute shop/a matches the same requests: listener "http" of Gateway gateways/edge, every host Exact shop.Cart/Add',
    ]);
  });

  test('query parameters and regular expressions, whose names and types count', () => {
    const one = 'queryParams: [{ name: A, value: b }]';
    expect(found(check, manifests(gateway(HTTP), matching('a', one), matching('b', one.replace('A', 'a'))))).toEqual(
      [],
    );
    expect(found(check, manifests(gateway(HTTP), matching('a', one), matching('b', one)))).toEqual([
      '26: HTTPRoute shop/b: a rule of HTTPRoute shop/a matches the same requests: listener "http" of Gateway gateways/edge, every host PathPrefix /, ?A=b',
    ]);
    const header = 'headers: [{ name: a, value: b }]';
    const pattern = 'headers: [{ type: RegularExpression, name: a, value: b }]';
    expect(found(check, manifests(gateway(HTTP), matching('a', header), matching('b', pattern)))).toEqual([]);
  });

  test('with whom the requests come to, unless that is the same', () => {
    const both = (first: string, second: string) =>
      route(
        `${PARENT}\nrules:\n  - backendRefs: [{ name: ${first}, port: 80 }]\n  - backendRefs: [{ name: ${second}, port: 80 }]`,
      );
    const pods = ['a', 'b'].flatMap((name) => [
      workload(`shop/${name}`),
      service(`shop/${name}`, '[{ port: 80, targetPort: 8080 }]'),
    ]);
    expect(shown(check, all(gateway(HTTP), both('a', 'b'), ...pods)).slice(1)).toEqual([
      '  http://*/ at gateways/edge comes to shop/a TCP 8080, never to shop/b TCP 8080',
    ]);
    expect(shown(check, all(gateway(HTTP), both('a', 'a'), ...pods)).slice(1)).toEqual([]);
    const one = named('one', '/shop').replace('name: web', 'name: a');
    const other = named('other', '/shop').replace('name: web', 'name: b');
    expect(shown(check, all(gateway(HTTP), one, other, ...pods)).slice(1)).toEqual([
      '  http://*/shop at gateways/edge comes to shop/a TCP 8080 or to shop/b TCP 8080, never to both',
    ]);
  });
});

describe('is silent about', () => {
  test('paths that differ', () => {
    expect(found(check, manifests(gateway(HTTP), named('a', '/shop'), named('b', '/blog')))).toEqual([]);
  });

  test('hostnames that differ', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP),
          ...['a', 'b'].map((name) =>
            route(
              `${PARENT}\nhostnames: [${name}.example.com]\n${TO_WEB}`,
              'HTTPRoute',
              `{ name: ${name}, namespace: shop }`,
            ),
          ),
        ),
      ),
    ).toEqual([]);
  });

  test('listeners that differ', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP, HTTPS),
          ...['http', 'https'].map((name) =>
            route(
              `parentRefs: [{ name: edge, namespace: gateways, sectionName: ${name} }]\n${TO_WEB}`,
              'HTTPRoute',
              `{ name: ${name}, namespace: shop }`,
            ),
          ),
        ),
      ),
    ).toEqual([]);
  });

  test('a Gateway that was not read', () => {
    expect(found(check, manifests(named('a', '/shop'), named('b', '/shop')))).toEqual([]);
  });
});
