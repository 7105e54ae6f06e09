import { RedirectLoop } from '../../../lib/checks/rules/redirect-loop';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { HTTPS } from '../manifests';

const check = new RedirectLoop();

const redirect = (how: string) => `rules: [{ filters: [{ type: RequestRedirect, requestRedirect: { ${how} } }] }]`;
const TO_HTTPS = redirect('scheme: https, statusCode: 301');

describe('reports', () => {
  test('a redirect to HTTPS at all listeners', () => {
    expect(found(check, manifests(gateway(HTTP, HTTPS), route(`${PARENT}\n${TO_HTTPS}`)))).toEqual([
      '18: HTTPRoute shop/web: it redirects requests at listener "https" of Gateway gateways/edge to where they came from',
    ]);
  });

  test('a redirect of a host to itself', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP),
          route(`${PARENT}\nhostnames: [shop.example.com, www.example.com]\n${redirect('hostname: www.example.com')}`),
        ),
      ),
    ).toEqual([
      '18: HTTPRoute shop/web: it redirects requests at listener "http" of Gateway gateways/edge to where they came from',
    ]);
  });

  test('a redirect to the port that it came by', () => {
    expect(
      found(
        check,
        manifests(
          gateway(
            '{ name: https, port: 8443, protocol: HTTPS, tls: { certificateRefs: [{ name: tls }] }, allowedRoutes: { namespaces: { from: All } } }',
          ),
          route(`${PARENT}\n${redirect('scheme: https, port: 8443')}`),
        ),
      ),
    ).toEqual([
      '17: HTTPRoute shop/web: it redirects requests at listener "https" of Gateway gateways/edge to where they came from',
    ]);
  });

  test('a redirect to a host below a wildcard of its own, which another route names less closely', () => {
    const own = `${PARENT}\nhostnames: ["*.shop.example.com"]\n${redirect('hostname: www.shop.example.com')}`;
    const other = `${PARENT}\nhostnames: ["*.example.com"]\n${TO_WEB}`;
    const both = manifests(gateway(HTTP), route(own), route(other, 'HTTPRoute', '{ name: other, namespace: shop }'));
    expect(found(check, both)).toEqual([
      '18: HTTPRoute shop/web: it redirects requests at listener "http" of Gateway gateways/edge to where they came from',
    ]);
  });

  test('a redirect at the HTTPS listener of another Gateway', () => {
    const two = manifests(gateway(HTTP), gateway(HTTPS).replace('name: edge', 'name: secure'));
    const parents = 'parentRefs: [{ name: edge, namespace: gateways }, { name: secure, namespace: gateways }]';
    expect(found(check, manifests(two, route(`${parents}\n${TO_HTTPS}`)))).toEqual([
      '27: HTTPRoute shop/web: it redirects requests at listener "https" of Gateway gateways/secure to where they came from',
    ]);
  });

  test('with the URLs that come back', () => {
    const host = 'hostnames: [shop.example.com, www.example.com]';
    expect(shown(check, manifests(gateway(HTTP, HTTPS), route(`${PARENT}\n${host}\n${TO_HTTPS}`))).slice(1)).toEqual([
      '  https://shop.example.com/ at gateways/edge is redirected to itself',
      '  https://www.example.com/ at gateways/edge is redirected to itself',
    ]);
    const toOne = redirect('hostname: www.example.com');
    expect(shown(check, manifests(gateway(HTTP), route(`${PARENT}\n${host}\n${toOne}`))).slice(1)).toEqual([
      '  http://www.example.com/ at gateways/edge is redirected to itself',
    ]);
  });
});

describe('is silent about', () => {
  test('a redirect at the HTTP listener alone', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP, HTTPS),
          route(`parentRefs: [{ name: edge, namespace: gateways, sectionName: http }]\n${TO_HTTPS}`),
        ),
      ),
    ).toEqual([]);
  });

  test('a redirect to another host', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP),
          route(`${PARENT}\nhostnames: [shop.example.com]\n${redirect('hostname: www.example.com')}`),
        ),
      ),
    ).toEqual([]);
  });

  test('a redirect to another path', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTPS),
          route(`${PARENT}\n${redirect('path: { type: ReplaceFullPath, replaceFullPath: /new }')}`),
        ),
      ),
    ).toEqual([]);
  });

  test('a protocol of an implementation', () => {
    const own = '{ name: own, port: 80, protocol: example.com/own, allowedRoutes: { namespaces: { from: All } } }';
    expect(found(check, manifests(gateway(own), route(`${PARENT}\n${redirect('statusCode: 301')}`)))).toEqual([]);
  });

  test('a Gateway that was not read', () => {
    expect(found(check, route(`${PARENT}\n${TO_HTTPS}`))).toEqual([]);
  });

  test('a redirect to a host that the route does not name, and that may be elsewhere', () => {
    expect(
      found(check, manifests(gateway(HTTP), route(`${PARENT}\n${redirect('hostname: www.example.com')}`))),
    ).toEqual([]);
  });

  test('a redirect to a host that another route names more closely', () => {
    const apex = `${PARENT}\nhostnames: [example.com, "*.example.com"]\n${redirect('hostname: www.example.com')}`;
    const www = `${PARENT}\nhostnames: [www.example.com]\n${TO_WEB}`;
    const both = manifests(gateway(HTTP), route(apex), route(www, 'HTTPRoute', '{ name: www, namespace: shop }'));
    expect(found(check, both)).toEqual([]);
  });

  test('a redirect of requests with a header, which may have another when they come again', () => {
    const rule = `rules: [{ matches: [{ headers: [{ name: X-Forwarded-Proto, value: http }] }], ${TO_HTTPS.slice(9)}`;
    expect(found(check, manifests(gateway(HTTPS), route(`${PARENT}\n${rule}`)))).toEqual([]);
  });

  test('a redirect to another port alone', () => {
    expect(found(check, manifests(gateway(HTTP), route(`${PARENT}\n${redirect('port: 8080')}`)))).toEqual([]);
  });
});
