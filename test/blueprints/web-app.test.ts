import { ApiObject, Chart } from 'cdk8s';
import {
  Clusters,
  Entry,
  IngressControllers,
  IsolatedNamespace,
  Platform,
  Tls,
  WebApp,
  type WebAppProps,
} from '../../lib';
import { listOf, ofKind, shopNamespace } from '../workload/written';

const WEB: WebAppProps = {
  image: 'ghcr.io/acme/web:2.0',
  port: 3000,
  host: 'shop.example.com',
  tls: Tls.secret('shop-tls'),
};

function byIngress(): Platform {
  return new Platform({ cluster: Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.ingressNginx())] }) });
}

test('writes a Deployment, a Service, a policy for the data plane, and an Ingress where the cluster has those', () => {
  const chart = new Chart(byIngress(), 'shop', { namespace: 'shop' });
  new WebApp(chart, 'web', WEB);
  expect(chart).toMatchSnapshot();
});

test('is an HTTPRoute on a Gateway where the cluster has those, with the same code', () => {
  const shop = shopNamespace();
  const web = new WebApp(shop, 'web', WEB);
  expect(listOf(shop).slice(4)).toEqual([
    'Gateway gateway',
    'Deployment web',
    'Service web',
    'NetworkPolicy web',
    'HTTPRoute web',
    'HTTPRoute web-redirect',
  ]);
  expect(web.route.toJson().spec.rules[0].backendRefs).toEqual([{ name: 'web', port: 3000 }]);
});

describe('its parts', () => {
  test('are the objects that are written, under the name that is given', () => {
    const web = new WebApp(shopNamespace(), 'web', { ...WEB, name: 'storefront' });
    const objects = [ApiObject.of(web.deployment), web.service.object, web.policy, web.route, web.redirect];
    expect(objects.map((object) => `${object?.kind} ${object?.name}`)).toEqual([
      'Deployment storefront',
      'Service storefront',
      'NetworkPolicy storefront',
      'HTTPRoute storefront',
      'HTTPRoute storefront-redirect',
    ]);
    expect(web.workload.displayName).toBe('shop/storefront');
  });

  test('have no redirect where an annotation says it, or without TLS', () => {
    const byAnnotation = new WebApp(new Chart(byIngress(), 'shop', { namespace: 'shop' }), 'web', WEB);
    expect(byAnnotation.redirect).toBeUndefined();
    const open = new WebApp(shopNamespace(), 'web', { ...WEB, tls: Tls.none({ reason: 'a test' }) });
    expect(open.redirect).toBeUndefined();
  });

  test('call the port http, unless it has another name', () => {
    expect(new WebApp(shopNamespace(), 'web', WEB).service.object.toJson().spec.ports[0]).toMatchObject({
      name: 'http',
      targetPort: 3000,
    });
    const web = new WebApp(shopNamespace(), 'web', { ...WEB, portName: 'ui' });
    expect(web.service.object.toJson().spec.ports[0].name).toBe('ui');
    expect(web.deployment.containers[0]?.ports[0]?.name).toBe('ui');
  });
});

test('the data plane alone is let in, on the port of the pods and not of the Service', () => {
  const web = new WebApp(new Chart(byIngress(), 'shop', { namespace: 'shop' }), 'web', { ...WEB, servicePort: 80 });
  const { ingress } = web.policy.toJson().spec;
  expect(ingress).toHaveLength(1);
  expect(ingress[0].ports).toEqual([{ port: 3000, protocol: 'TCP' }]);
  expect(ingress[0].from).toHaveLength(1);
  expect(ingress[0].from[0].namespaceSelector.matchLabels).toEqual({ 'kubernetes.io/metadata.name': 'ingress-nginx' });
  expect(web.route.toJson().spec.rules[0].http.paths[0].backend.service).toEqual({ name: 'web', port: { number: 80 } });
});

describe('is exposed by another host or path', () => {
  test('with a route and a certificate of its own', () => {
    const shop = shopNamespace();
    const web = new WebApp(shop, 'web', WEB);
    const { route, redirect } = web.expose({ host: 'www.example.com', tls: Tls.secret('www-tls') });
    expect(redirect?.name).toBe('web-www-example-com-redirect');
    expect(route.name).toBe('web-www-example-com');
    expect(route.toJson().spec.hostnames).toEqual(['www.example.com']);
    expect(web.route.toJson().spec.hostnames).toEqual(['shop.example.com']);
    const { listeners } = ofKind(shop, 'Gateway')[0].spec;
    expect(listeners.map(({ hostname, tls }: any) => [hostname, tls?.certificateRefs[0].name])).toEqual([
      [undefined, undefined],
      ['shop.example.com', 'shop-tls'],
      ['www.example.com', 'www-tls'],
    ]);
    expect(web.policy.toJson().spec.ingress).toHaveLength(1);
  });

  test('under a name from host and path, or the one that is given', () => {
    const web = new WebApp(new IsolatedNamespace(byIngress(), 'shop'), 'web', { ...WEB, name: 'storefront' });
    const tls = Tls.secret('more-tls');
    expect(web.expose({ host: '*.example.com', tls }).route.name).toBe('storefront-wildcard-example-com');
    expect(web.expose({ host: 'other.example.com', path: '/Shop/v1', tls }).route.name).toBe(
      'storefront-other-example-com-shop-v1',
    );
    expect(web.expose({ host: 'third.example.com', tls, name: 'third' }).route.name).toBe('third');
  });

  test('but not twice under one name', () => {
    const web = new WebApp(shopNamespace(), 'web', WEB);
    web.expose({ host: 'www.example.com', path: '/a/b', tls: Tls.secret('www-tls') });
    expect(() => web.expose({ host: 'www.example.com', path: '/a-b', tls: Tls.secret('www-tls') })).toThrow(
      new Error(
        '[shop/web] the routes of a WebApp must differ in their names, but got "web-www-example-com-a-b"; ' +
          'give it a `name`; the same host and path need not be exposed twice',
      ),
    );
    const other = { host: 'www.example.com', path: '/a-b', tls: Tls.secret('www-tls') };
    expect(web.expose({ ...other, name: 'web-a-b' }).route.name).toBe('web-a-b');
  });
});

test('is found by a path alone, and nothing below it, where that is exact', () => {
  const shop = new IsolatedNamespace(new Platform(), 'shop');
  const props = { image: 'ghcr.io/acme/web:2.0', port: 3000, host: 'shop.example.com', tls: Tls.secret('shop-tls') };
  const { route } = new WebApp(shop, 'web', { ...props, path: '/status', exact: true });
  expect(route.toJson().spec.rules[0].matches).toEqual([{ path: { type: 'Exact', value: '/status' } }]);
});

describe('refuses', () => {
  test('a host without a certificate', () => {
    expect(() => new WebApp(shopNamespace(), 'web', { ...WEB, tls: undefined })).toThrow(/^\[shop\/web/);
    expect(() => new WebApp(shopNamespace(), 'web', { ...WEB, tls: undefined })).toThrow('shop.example.com');
  });

  test('a host that is none', () => {
    expect(() => new WebApp(shopNamespace(), 'web', { ...WEB, host: 'https://Shop.example.com/' })).toThrow(
      /^\[shop\/web.*\] a hostname must be .*; write "shop.example.com"$/,
    );
  });

  test('a name that no Service has', () => {
    expect(() => new WebApp(shopNamespace(), 'web', { ...WEB, name: 'web.shop' })).toThrow(
      /^\[shop\/web\] the name of a WebApp must be a DNS-1035 label .*, but got "web.shop"; write "web-shop"$/,
    );
  });
});

test('from JavaScript, another way in to a `backend` is refused, which is called `to`', () => {
  const shop = shopNamespace();
  const web = new WebApp(shop, 'web', {
    image: 'web:1',
    port: 3000,
    host: 'a.example.com',
    tls: Tls.secret('web-tls'),
  });
  const given: any = { host: 'b.example.com', tls: Tls.secret('web-tls'), backend: web };
  expect(() => web.expose(given)).toThrow(
    new Error(
      '[shop/web] another way in must have no `backend`, but got a WebApp; leave it out; it may have to, split, release, ' +
        'host, path, exact, tls, port, gateway, entry, routing, name, options',
    ),
  );
});

describe('from JavaScript, a host that is missing is refused', () => {
  const options = { image: 'web:1', port: 3000, tls: Tls.secret('web-tls') };

  test('at the app', () => {
    expect(() => new WebApp(shopNamespace(), 'web', options as any)).toThrow(
      /^\[shop\/web[/\w]*\] a hostname must be a text, but got undefined; write it as in "shop.example.com"$/,
    );
  });

  test.each([[{}], [undefined]])('at another way in: %j', (given: any) => {
    const web = new WebApp(shopNamespace(), 'web', { ...options, host: 'shop.example.com' });
    expect(() => web.expose(given)).toThrow(
      new Error('[shop/web] a hostname must be a text, but got undefined; write it as in "shop.example.com"'),
    );
  });
});
