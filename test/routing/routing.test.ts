import { Challenge, Entry, Exposure, GatewayImplementations, Routing, RoutingApi, SharedGateway, Tls } from '../../lib';
import { Backend, istio, names, platform, SECRET, space, traefik, written } from './sample';

const ENVOY = Entry.gateway(GatewayImplementations.envoyGateway());
const DNS = 'external-dns.alpha.kubernetes.io/controller';

/** An exposure in a cluster with these entries, and the chart that it is written to. */
function exposed(routing: Routing | undefined, entries = [traefik(), ENVOY], attached?: Routing) {
  const app = platform(...entries);
  const shop = space(app, 'shop');
  if (attached) Routing.attach(app, attached);
  const backend = new Backend(shop, 'app');
  return { shop, exposure: new Exposure(shop, 'web', { backend, host: 'shop.example.com', tls: SECRET, routing }) };
}

describe('brings requests in', () => {
  test('by Ingress alone', () => {
    const { shop, exposure } = exposed(Routing.byIngress());
    expect([names(shop, 'Ingress'), names(shop, 'HTTPRoute')]).toEqual([['web', 'web-redirect'], []]);
    expect([exposure.route.kind, exposure.ingress]).toEqual(['Ingress', undefined]);
  });

  test('by Gateway alone, though the default entry is one by Ingress', () => {
    const { shop, exposure } = exposed(Routing.byGateway());
    expect([names(shop, 'Ingress'), names(shop, 'HTTPRoute')]).toEqual([[], ['web', 'web-redirect']]);
    expect(exposure.route.kind).toBe('HTTPRoute');
  });

  test('by both, under one name, and through both policies', () => {
    const { shop, exposure } = exposed(Routing.both());
    expect(names(shop, 'Ingress')).toEqual(['web', 'web-redirect']);
    expect(names(shop, 'HTTPRoute')).toEqual(['web', 'web-redirect']);
    expect([exposure.route.kind, exposure.ingress?.kind]).toEqual(['HTTPRoute', 'Ingress']);
    const [{ from }] = written(shop, 'NetworkPolicy', 'app').spec.ingress;
    expect(from.map(({ namespaceSelector }: any) => Object.values(namespaceSelector.matchLabels)[0])).toEqual([
      'envoy-gateway-system',
      'traefik',
    ]);
  });

  test('by what is attached above, unless the exposure says it', () => {
    expect(exposed(undefined, undefined, Routing.both()).exposure.ingress?.name).toBe('web');
    expect(exposed(Routing.byGateway(), undefined, Routing.both()).exposure.ingress).toBeUndefined();
  });

  test('by the entries that are named', () => {
    const entries = [traefik({ name: 'old' }), traefik({ name: 'other' }), ENVOY, istio(undefined)];
    const { shop } = exposed(Routing.both({ ingress: 'other', gateway: 'istio' }), entries);
    expect(written(shop, 'Gateway', 'istio-gateway').spec.gatewayClassName).toBe('istio');
  });
});

describe('tells external-dns to leave out', () => {
  test.each([
    ['the routes by Gateway, unless told otherwise', undefined, 'HTTPRoute', 'Ingress'],
    ['the Ingresses, where DNS leads to the Gateway', RoutingApi.GATEWAY, 'Ingress', 'HTTPRoute'],
  ])('%s', (_, dns, left, served) => {
    const { shop } = exposed(Routing.both({ dns }));
    for (const name of ['web', 'web-redirect']) {
      expect(written(shop, left, name).metadata.annotations?.[DNS]).toBe('none');
      expect(written(shop, served, name).metadata.annotations?.[DNS]).toBeUndefined();
    }
  });

  test('nothing where there is one way in', () => {
    const { shop } = exposed(Routing.byGateway());
    expect(written(shop, 'HTTPRoute', 'web').metadata.annotations).toBeUndefined();
  });
});

test('one certificate of a host is asked for by the Gateway alone, where both are in one namespace', () => {
  const shop = space(platform(traefik(), ENVOY), 'shop');
  const backend = new Backend(shop, 'app');
  const tls = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.HTTP01 });
  new Exposure(shop, 'web', { backend, host: 'shop.example.com', tls, routing: Routing.both() });
  expect(written(shop, 'Certificate', 'shop.example.com-tls').spec.dnsNames).toEqual(['shop.example.com']);
  const { metadata, spec } = written(shop, 'Ingress', 'web');
  expect(spec.tls).toEqual([{ hosts: ['shop.example.com'], secretName: 'shop.example.com-tls' }]);
  expect(Object.keys(metadata.annotations).filter((key) => key.startsWith('cert-manager.io/'))).toEqual([]);
  // Both may be asked for the challenge, wherever DNS leads to by then.
  const [{ from }] = written(shop, 'NetworkPolicy', 'acme-solver').spec.ingress;
  expect(from).toHaveLength(2);
});

test('by both, a Gateway with certificates of its own leaves the one that is given to the Ingress', () => {
  const app = platform(traefik(), ENVOY);
  const edge = new SharedGateway(app, 'edge', {
    hostnames: ['*.example.com'],
    entry: 'envoy-gateway',
    tls: Tls.secret('wildcard'),
  });
  const shop = space(app, 'shop');
  const gateway = edge.forHosts('shop.example.com');
  const host = { host: 'shop.example.com', tls: SECRET, gateway, routing: Routing.both() };
  new Exposure(shop, 'web', { backend: new Backend(shop, 'app'), ...host });
  expect(written(shop, 'Ingress', 'web').spec.tls[0].secretName).toBe('shop-tls');
  expect(edge.gateway.toJson().spec.listeners[1].tls.certificateRefs).toEqual([{ kind: 'Secret', name: 'wildcard' }]);
});

describe('refuses', () => {
  test('an API that the cluster has no entry for', () => {
    expect(() => exposed(Routing.both(), [ENVOY])).toThrow(
      new Error(
        '[shop/web] the cluster profile "kubeadm" must have an entry by Ingress for this routing, but got ' +
          '"envoy-gateway"; add Entry.ingress() to its `entries`, or route by the other API alone',
      ),
    );
    expect(() => exposed(Routing.byGateway('traefik'))).toThrow(
      new Error(
        '[shop/web] the cluster profile "kubeadm" must have an entry by Gateway for this routing, but got "traefik"; ' +
          'add Entry.gateway() to its `entries`, or route by the other API alone',
      ),
    );
  });

  test('what is no Routing, and options that are none', () => {
    expect(() => exposed('both' as never)).toThrow(
      new Error('[shop/web] the `routing` must be a Routing, but got "both"; write it as in Routing.both()'),
    );
    expect(() => Routing.both({ entry: 'traefik' } as never)).toThrow(
      new Error(
        'Routing.both() must have no `entry`, but got "traefik"; leave it out; it may have ingress, gateway, dns',
      ),
    );
    expect(() => Routing.both({ dns: 'both' as never })).toThrow(
      new Error(
        'the `dns` of Routing.both() must be RoutingApi.INGRESS or RoutingApi.GATEWAY, but got "both"; leave it out ' +
          'for RoutingApi.INGRESS',
      ),
    );
  });

  test('an entry beside it', () => {
    const shop = space(platform(traefik(), ENVOY), 'shop');
    const backend = new Backend(shop, 'app');
    const make = () =>
      new Exposure(shop, 'web', { backend, host: 'a.example.com', entry: 'traefik', routing: Routing.both() });
    expect(make).toThrow(
      new Error(
        '[shop/web] requests must come by an entry or by a `routing`, but both were given, and the entry is ' +
          '"traefik"; name the entry in the routing, as in Routing.both({ gateway: \'public\' })',
      ),
    );
  });

  test('to attach what is none, or a second one', () => {
    const app = platform();
    expect(() => Routing.attach(app, {} as never)).toThrow(
      new Error(
        '[App] what is attached must be a Routing, but got {}; write it as in Routing.attach(scope, Routing.both())',
      ),
    );
    Routing.attach(app, Routing.byGateway());
    expect(() => Routing.attach(app, Routing.both())).toThrow(
      new Error(
        '[App] a construct must have one Routing at most, and this one has one already; attach it once, or to a ' +
          'construct below',
      ),
    );
  });
});
