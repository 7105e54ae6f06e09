import { DuplicateIngressPath } from '../../../lib/checks/rules/duplicate-ingress-path';
import { gateway, HTTP, PARENT, route, TO_WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { ingress } from '../manifests';
import { all } from '../shop';

const check = new DuplicateIngressPath();

const one = (name: string, path = '/shop', host = 'shop.example.com', pathType = 'Prefix') =>
  ingress(
    `rules: [{ host: ${host}, http: { paths: [{ path: ${path}, pathType: ${pathType}, backend: { service: { name: ${name}, port: { number: 80 } } } }] } }]`,
    name,
  );
const annotated = (text: string, annotation: string) =>
  text.replace('namespace: shop }', `namespace: shop, annotations: { ${annotation} } }`);

describe('reports', () => {
  test('a path that two Ingresses have, with the requests at stake', () => {
    expect(shown(check, all(one('web'), one('api')))).toEqual([
      '15: Ingress shop/api: Ingress shop/web has shop.example.com/shop as well',
      '  requests for shop.example.com/shop may never come to Service shop/api',
    ]);
  });

  test('a path that means the same with a slash, and one of another namespace', () => {
    expect(found(check, all(one('web'), one('api', '/shop/')))).toHaveLength(1);
    expect(found(check, all(one('web'), one('api').replace('namespace: shop', 'namespace: data')))).toEqual([
      '15: Ingress data/api: Ingress shop/web has shop.example.com/shop as well',
    ]);
  });

  test('a path that one Ingress has twice', () => {
    const backend = 'backend: { service: { name: web, port: { number: 80 } } }';
    const path = `{ path: /, pathType: Prefix, ${backend} }`;
    expect(found(check, ingress(`rules: [{ http: { paths: [${path}, ${path}] } }]`))).toEqual([
      '7: Ingress shop/web: an earlier path has */ as well',
    ]);
  });

  test('Ingresses of one group on AWS', () => {
    const grouped = (name: string) =>
      annotated(one(name), 'alb.ingress.kubernetes.io/group.name: shop').replace('nginx', 'alb');
    expect(found(check, all(grouped('web'), grouped('api')))).toHaveLength(1);
  });
});

describe('is silent about', () => {
  test('other hosts, paths, types of paths and classes', () => {
    for (const other of [
      one('api', '/api'),
      one('api', '/shop', 'api.example.com'),
      one('api', '/shop', 'shop.example.com', 'Exact'),
      one('api').replace('nginx', 'traefik'),
    ])
      expect(found(check, all(one('web'), other))).toEqual([]);
  });

  test('a canary, other entry points of Traefik, and load balancers of their own', () => {
    expect(found(check, all(one('web'), annotated(one('api'), 'nginx.ingress.kubernetes.io/canary: "true"')))).toEqual(
      [],
    );
    const at = (name: string, entryPoint: string) =>
      annotated(one(name), `traefik.ingress.kubernetes.io/router.entrypoints: ${entryPoint}`);
    expect(found(check, all(at('web', 'websecure'), at('api', 'web')))).toEqual([]);
    for (const className of ['alb', 'gce'])
      expect(found(check, all(one('web'), one('api')).replaceAll('nginx', className))).toEqual([]);
  });

  test('an HTTPRoute for the same path', () => {
    const routed = route(`${PARENT}\nhostnames: [shop.example.com]\n${TO_WEB}`);
    expect(found(check, all(one('web', '/'), routed, gateway(HTTP)))).toEqual([]);
  });
});
