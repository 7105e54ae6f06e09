import { deployment, ingress, policy, problems, service, waysIn } from './sample';
import { APP } from './sample-routes';

describe('through an Ingress', () => {
  const rule = (host: string, path: string, port = 'number: 80') =>
    `{ ${host} http: { paths: [{ ${path} backend: { service: { name: web, port: { ${port} } } } }] } }`;
  const shop = (spec: string) => ingress('shop/web', `{ ingressClassName: nginx, ${spec} }`);

  test.each([
    ['a host', `rules: [${rule('host: a.example.com,', 'path: /x,')}]`, ['http://a.example.com/x']],
    ['no host, no path', `rules: [${rule('', '')}]`, ['http://*/']],
    ['the port by its name', `rules: [${rule('host: a.example.com,', '', 'name: main')}]`, ['http://a.example.com/']],
    [
      'TLS',
      `tls: [{ hosts: [a.example.com] }], rules: [${rule('host: a.example.com,', '')}]`,
      ['https://a.example.com/'],
    ],
    [
      'TLS by a wildcard',
      `tls: [{ hosts: ["*.example.com"] }], rules: [${rule('host: a.example.com,', '')}]`,
      ['https://a.example.com/'],
    ],
    ['TLS for every host', `tls: [{}], rules: [${rule('host: a.example.com,', '')}]`, ['https://a.example.com/']],
    [
      'TLS for another host',
      `tls: [{ hosts: [b.example.com] }], rules: [${rule('host: a.example.com,', '')}]`,
      ['http://a.example.com/'],
    ],
    ['the default backend', 'defaultBackend: { service: { name: web, port: { number: 80 } } }', ['http://*/']],
    [
      'a rule without paths',
      'rules: [{ host: a.example.com }], defaultBackend: { service: { name: web, port: { number: 80 } } }',
      ['http://*/', 'http://a.example.com/'],
    ],
  ])('%s', (_, spec, urls) => {
    expect(waysIn(...APP, shop(spec))).toEqual(urls.map((url) => `shop/web TCP 3000 ${url}`));
  });

  test('the class may stand in the annotation', () => {
    const old = ingress('shop/web', `{ rules: [${rule('', '')}] }`).replace(
      'name: web }',
      'name: web, annotations: { kubernetes.io/ingress.class: traefik } }',
    );
    expect(waysIn(...APP, old)).toEqual(['shop/web TCP 3000 http://*/']);
  });

  test('not where a Traefik middleware redirects all requests', () => {
    const middleware = (spec: string) =>
      `{ apiVersion: traefik.io/v1alpha1, kind: Middleware, metadata: { namespace: shop, name: web }, spec: ${spec} }`;
    const redirect = ingress('shop/web', `{ ingressClassName: traefik, rules: [${rule('', '')}] }`).replace(
      'name: web }',
      'name: web, annotations: { traefik.ingress.kubernetes.io/router.middlewares: shop-web@kubernetescrd } }',
    );
    expect(waysIn(...APP, redirect, middleware('{ redirectScheme: { scheme: https } }'))).toEqual([]);
    expect(waysIn(...APP, redirect, middleware('{ compress: {} }'))).toEqual(['shop/web TCP 3000 http://*/']);
    expect(waysIn(...APP, redirect)).toEqual(['shop/web TCP 3000 http://*/']);
  });

  test.each([
    [
      'an unknown class',
      `{ ingressClassName: other, rules: [${rule('', '')}] }`,
      'nothing is known of the controller of class other',
    ],
    ['no class', `{ rules: [${rule('', '')}] }`, 'nothing is known of the controller of class (none)'],
    [
      'the pod port in place of the Service port',
      `{ ingressClassName: nginx, rules: [${rule('', '', 'number: 3000')}] }`,
      'there is no TCP port 3000 of a Service shop/web',
    ],
    [
      'a backend that is no Service',
      '{ ingressClassName: nginx, defaultBackend: { resource: { kind: Bucket, name: a } } }',
      '*/ leads to no Service port',
    ],
  ])('not with %s', (_, spec, problem) => {
    expect(waysIn(...APP, ingress('shop/web', spec))).toEqual([]);
    expect(problems(...APP, ingress('shop/web', spec))).toEqual([`Ingress shop/web: ${problem}`]);
  });

  test('over TCP, where a Service has one port number for UDP as well', () => {
    const dual = [
      deployment('shop/web', '{ containerPort: 3001, protocol: UDP }', '{ containerPort: 3000 }'),
      service('shop/web', '{ port: 80, targetPort: 3001, protocol: UDP }', '{ port: 80, targetPort: 3000 }'),
    ];
    expect(waysIn(...dual, shop(`rules: [${rule('', '')}]`))).toEqual(['shop/web TCP 3000 http://*/']);
  });

  test('not to a Service of another namespace', () => {
    const other = ingress('other/web', `{ ingressClassName: nginx, rules: [${rule('', '')}] }`);
    expect(waysIn(...APP, other)).toEqual([]);
  });

  const admitting = (name: string, port: string) =>
    policy(
      'shop/web',
      `{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress-nginx } }, podSelector: { matchLabels: { app.kubernetes.io/name: ${name} } } }], ports: [{ port: ${port} }] }] }`,
    );

  test('only if the policies let the pods of the controller in, on the pod port', () => {
    const all = shop(`rules: [${rule('', '')}]`);
    expect(waysIn(...APP, all, admitting('ingress-nginx', '3000'))).toEqual(['shop/web TCP 3000 http://*/']);
    expect(waysIn(...APP, all, admitting('ingress-nginx', 'http'))).toEqual(['shop/web TCP 3000 http://*/']);
    expect(waysIn(...APP, all, admitting('ingress-nginx', '80'))).toEqual([]);
    expect(waysIn(...APP, all, admitting('other', '3000'))).toEqual([]);
    expect(problems(...APP, all, admitting('other', '3000'))).toEqual([
      'Ingress shop/web: policies keep the pods in namespace ingress-nginx from TCP 3000 of shop/web',
    ]);
  });
});
