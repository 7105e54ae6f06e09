import { FiltersConflict } from '../../../lib/checks/rules/filters-conflict';
import { gateway, HTTP, PARENT, route, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { all } from '../shop';

const check = new FiltersConflict();

const REDIRECT = '{ type: RequestRedirect, requestRedirect: { scheme: https } }';
const REWRITE = '{ type: URLRewrite, urlRewrite: { hostname: www.example.com } }';
const PREFIX = '{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } } }';
const HEADERS = '{ type: RequestHeaderModifier, requestHeaderModifier: { remove: [x-a] } }';
const MIRROR = '{ type: RequestMirror, requestMirror: { backendRef: { name: copy, port: 80 } } }';

describe('reports', () => {
  test('a redirect beside a rewrite', () => {
    expect(found(check, route(`${PARENT}\nrules: [{ filters: [${REDIRECT}, ${REWRITE}] }]`))).toEqual([
      '7: HTTPRoute shop/web: URLRewrite is beside RequestRedirect',
    ]);
  });

  test('a redirect beside backends', () => {
    expect(
      found(check, route(`${PARENT}\nrules: [{ filters: [${REDIRECT}], backendRefs: [{ name: web, port: 80 }] }]`)),
    ).toEqual(['7: HTTPRoute shop/web: a rule that redirects has backendRefs']);
  });

  test('one filter twice, in a rule and at a backend', () => {
    expect(
      found(
        check,
        route(
          `${PARENT}\nrules:\n  - filters: [${HEADERS}, ${HEADERS}]\n    backendRefs: [{ name: web, port: 80, filters: [${HEADERS}, ${HEADERS}] }]`,
        ),
      ),
    ).toEqual([
      '8: HTTPRoute shop/web: RequestHeaderModifier is there twice',
      '9: HTTPRoute shop/web: RequestHeaderModifier is there twice',
    ]);
  });

  test('a prefix that is not matched', () => {
    expect(
      found(
        check,
        route(
          `${PARENT}\nrules: [{ matches: [{ path: { type: Exact, value: /a } }], filters: [${PREFIX}], backendRefs: [{ name: web, port: 80 }] }]`,
        ),
      ),
    ).toEqual(['7: HTTPRoute shop/web: ReplacePrefixMatch needs a rule with exactly one match, of type PathPrefix']);
  });

  test('two prefixes of which neither is meant', () => {
    expect(
      found(
        check,
        route(
          `${PARENT}\nrules: [{ matches: [{ path: { value: /a } }, { path: { value: /b } }], filters: [${PREFIX}], backendRefs: [{ name: web, port: 80 }] }]`,
        ),
      ),
    ).toEqual(['7: HTTPRoute shop/web: ReplacePrefixMatch needs a rule with exactly one match, of type PathPrefix']);
  });

  test('with the connections that would be lost', () => {
    const rules = `rules:
  - filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }]
    backendRefs: [{ name: web, port: 80 }]`;
    expect(shown(check, all(route(`${PARENT}\n${rules}`), WEB, gateway(HTTP))).slice(1)).toEqual([
      '  http://*/ at gateways/edge -> shop/web TCP 8080 would be lost with it',
    ]);
  });
});

describe('is silent about', () => {
  test('filters that go together', () => {
    expect(
      found(
        check,
        route(
          `${PARENT}\nrules: [{ matches: [{ path: { value: /a } }], filters: [${HEADERS}, ${PREFIX}], backendRefs: [{ name: web, port: 80 }] }]`,
        ),
      ),
    ).toEqual([]);
  });

  test('a rule without matches, which matches the prefix /', () => {
    expect(
      found(check, route(`${PARENT}\nrules: [{ filters: [${PREFIX}], backendRefs: [{ name: web, port: 80 }] }]`)),
    ).toEqual([]);
  });

  test('several mirrors', () => {
    expect(
      found(
        check,
        route(`${PARENT}\nrules: [{ filters: [${MIRROR}, ${MIRROR}], backendRefs: [{ name: web, port: 80 }] }]`),
      ),
    ).toEqual([]);
  });

  test('the same filter in a rule and at its backend', () => {
    expect(
      found(
        check,
        route(
          `${PARENT}\nrules: [{ filters: [${HEADERS}], backendRefs: [{ name: web, port: 80, filters: [${HEADERS}] }] }]`,
        ),
      ),
    ).toEqual([]);
  });
});
