import { TooManyEntries } from '../../../lib/checks/rules/too-many-entries';
import { gateway, HTTP, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { all } from '../shop';

const check = new TooManyEntries();

const many = (count: number, text: string) => Array.from({ length: count }, () => text).join(', ');

describe('reports', () => {
  test('17 rules', () => {
    expect(
      found(check, route(`${PARENT}\nrules: [${many(17, '{ backendRefs: [{ name: web, port: 80 }] }')}]`)),
    ).toEqual(['7: HTTPRoute shop/web: there are 17 rules, and the API takes at most 16']);
  });

  test('65 listeners', () => {
    expect(
      found(
        check,
        gateway(
          ...Array.from({ length: 65 }, (_, index) => `{ name: l${index}, port: ${8000 + index}, protocol: HTTP }`),
        ),
      ),
    ).toEqual(['7: Gateway gateways/edge: there are 65 listeners, and the API takes at most 64']);
  });

  test('17 hostnames, and 128 matches in all', () => {
    expect(
      found(
        check,
        route(
          `${PARENT}\nhostnames: [${Array.from({ length: 17 }, (_, index) => `h${index}.example.com`)}]\nrules: [${many(2, `{ matches: [${many(64, '{ path: { value: / } }')}], backendRefs: [{ name: web, port: 80 }] }`)}]`,
        ),
      ),
    ).toEqual([
      '7: HTTPRoute shop/web: there are 17 hostnames, and the API takes at most 16',
      '8: HTTPRoute shop/web: there are 128 matches in all rules, and the API takes at most 127',
    ]);
  });

  test('two rules of a route for TCP', () => {
    expect(
      found(check, route(`${PARENT}\nrules: [${many(2, '{ backendRefs: [{ name: web, port: 80 }] }')}]`, 'TCPRoute')),
    ).toEqual(['7: TCPRoute shop/web: there are 2 rules, and the API takes at most 1']);
  });

  test('with the connections that would be lost', () => {
    const hosts = Array.from({ length: 17 }, (_, index) => `h${index}.example.com`);
    const told = shown(check, all(route(`${PARENT}\nhostnames: [${hosts}]\n${TO_WEB}`), gateway(HTTP), WEB));
    expect(told.slice(1)).toEqual([
      '  http://h0.example.com/ at gateways/edge -> shop/web TCP 8080 would be lost with it',
      '  http://h1.example.com/ at gateways/edge -> shop/web TCP 8080 would be lost with it',
      '  http://h2.example.com/ at gateways/edge -> shop/web TCP 8080 would be lost with it',
      '  and more',
    ]);
  });
});

describe('is silent about', () => {
  test('16 rules', () => {
    expect(
      found(check, route(`${PARENT}\nrules: [${many(16, '{ backendRefs: [{ name: web, port: 80 }] }')}]`)),
    ).toEqual([]);
  });

  test('17 hostnames of a route for TLS', () => {
    expect(
      found(
        check,
        route(
          `${PARENT}\nhostnames: [${Array.from({ length: 17 }, (_, index) => `h${index}.example.com`)}]\n${TO_WEB}`,
          'TLSRoute',
        ),
      ),
    ).toEqual([]);
  });

  test('two rules of a route for TCP, before it came into the standard channel', () => {
    const rules = `rules: [${many(2, '{ backendRefs: [{ name: web, port: 80 }] }')}]`;
    expect(found(check, route(`${PARENT}\n${rules}`, 'TCPRoute').replace('/v1', '/v1alpha2'))).toEqual([]);
  });
});
