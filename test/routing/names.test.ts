import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Gateway, HttpRoute, Ingress, NameScope } from '../../lib';
import { Backend, nginx, platform, SECRET, space, traefik, written } from './sample';

const LONG = `web-${'x'.repeat(236)}.com`;

function ingress(name: string, app = platform(nginx())): Ingress {
  const chart = space(app, 'shop');
  const backend = new Backend(chart, 'app');
  return new Ingress(chart, 'web', { name, backend, host: 'shop.example.com', tls: SECRET });
}

describe('the name of a route', () => {
  test('may be longer than a label, and have dots; what a label holds of it is written to the label', () => {
    expect(LONG).toHaveLength(244);
    const { metadata } = ingress(LONG).toJson();
    expect(metadata.name).toBe(LONG);
    expect(metadata.labels['app.kubernetes.io/name']).toBe(LONG.slice(0, 63));
  });

  test('leaves room for that of its redirect', () => {
    const shop = space(platform(), 'shop');
    const rules = [{ backends: [new Backend(shop, 'app')] }];
    const props = { gateway: Gateway.shared(shop), hostnames: ['shop.example.com'], tls: SECRET, rules };
    const route = new HttpRoute(shop, 'web', { ...props, name: LONG });
    const redirect = written(shop, 'HTTPRoute', `${LONG}-redirect`);
    expect(redirect.metadata.name).toHaveLength(253);
    expect(redirect.metadata.labels).toEqual(route.toJson().metadata.labels);
    expect(ingress(LONG, platform(traefik())).redirect?.name).toBe(`${LONG}-redirect`);
  });

  test('has the prefixes of the name scopes above it', () => {
    const shop = space(platform(nginx()), 'shop');
    const eu = new Construct(shop, 'eu');
    NameScope.of(eu, 'eu');
    const backend = new Backend(shop, 'app');
    expect(new Ingress(eu, 'web', { backend, host: 'shop.example.com', tls: SECRET }).name).toBe('eu-web');
  });

  test('is refused where it is too long for a redirect, on a cluster that needs none as well', () => {
    expect(() => ingress(`x${LONG}`)).toThrow(
      new Error(
        '[shop/web] the name of an Ingress must have at most 244 characters, since its redirect is called ' +
          `"<name>-redirect", but got "x${LONG.slice(0, 76)}..."; choose a shorter \`name\``,
      ),
    );
  });

  test('is refused where it is none, after the prefixes of its name scopes', () => {
    const shop = space(platform(), 'shop');
    const eu = new Construct(shop, 'eu');
    NameScope.of(eu, 'eu');
    const rules = [{ backends: [new Backend(shop, 'app')] }];
    const props = { gateway: Gateway.shared(shop), hostnames: ['shop.example.com'], tls: SECRET, rules };
    expect(() => new HttpRoute(eu, 'Web', props)).toThrow(
      new Error(
        '[shop/eu/Web] the name of an HTTPRoute, which is "Web" after the prefixes of its name scopes, must be a ' +
          'DNS-1123 subdomain (lower case letters, digits, "-" and ".", each part starting and ending with a letter ' +
          'or digit, at most 253 characters), but got "eu-Web"; write "eu-web"',
      ),
    );
  });

  test('is refused where it follows from an id that is a whole number', () => {
    const shop = space(platform(nginx()), 'shop');
    const props = { backend: new Backend(shop, 'app'), host: 'shop.example.com', tls: SECRET };
    expect(() => new Ingress(shop, '10', props)).toThrow('[shop/10] an id must not be a whole number');
  });
});

describe('what a namespace shares', () => {
  /** Two charts of namespace shop, each below a name scope of its own. */
  function scoped(...order: string[]): { [id: string]: Chart } {
    const app = platform();
    const charts = order.map((id) => {
      const scope = new Construct(app, id);
      NameScope.of(scope, id);
      return [id, new Chart(scope, 'chart', { namespace: 'shop' })];
    });
    return Object.fromEntries(charts);
  }

  test.each([
    ['eu', 'us'],
    ['us', 'eu'],
  ])('is called alike whoever asks first: %s, then %s', (first, second) => {
    const charts = scoped(first, second);
    const gateways = [first, second].map((id) => Gateway.shared(charts[id] as Chart));
    expect(gateways.map(({ name }) => name)).toEqual(['gateway', 'gateway']);
    expect(gateways[0]).toBe(gateways[1]);
  });

  test('has no prefix, while a Gateway that somebody makes has one', () => {
    const { eu } = scoped('eu');
    expect(Gateway.shared(eu as Chart).name).toBe('gateway');
    expect(new Gateway(eu as Chart, 'front').name).toBe('eu-front');
  });
});
