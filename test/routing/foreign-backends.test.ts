import { ApiObject, Chart } from 'cdk8s';
import {
  Connections,
  ExistingService,
  Gateway,
  HttpFilter,
  HttpRoute,
  type IBackend,
  Ingress,
  IsolatedNamespace,
  type Platform,
} from '../../lib';
import { envoyProxies, istio, names, nginx, Outside, platform, SECRET, space, written } from './sample';

const INGRESS_NGINX = {
  'app.kubernetes.io/name': 'ingress-nginx',
  'app.kubernetes.io/instance': 'ingress-nginx',
  'app.kubernetes.io/component': 'controller',
};

/** A Deployment on port 8080 and its Service, as somebody else's chart writes them. */
function vendor(chart: Chart): IBackend {
  const labels = { app: 'vendor' };
  const pods = new ApiObject(chart, 'vendor-pods', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'vendor' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', ports: [{ containerPort: 8080 }] }] } },
    },
  });
  const service = new ApiObject(chart, 'vendor-service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'vendor-web' },
    spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
  });
  return { connections: Connections.of(pods), service: ExistingService.of(service) };
}

/** Whom the one policy of a chart lets in. */
function letInto(chart: Chart): any {
  const [policy] = chart.toJson().filter(({ kind }) => kind === 'NetworkPolicy');
  return policy.spec.ingress;
}

describe("somebody else's Service", () => {
  test('stands behind an Ingress, whose controller its pods let in', () => {
    const shop = space(platform(nginx()), 'shop');
    const backend = vendor(shop);
    new Ingress(shop, 'web', { backend, host: 'shop.example.com', tls: SECRET });
    expect(written(shop, 'Ingress', 'web').spec.rules[0].http.paths[0].backend).toEqual({
      service: { name: 'vendor-web', port: { number: 80 } },
    });
    expect(letInto(shop)[0].ports).toEqual([{ port: 8080, protocol: 'TCP' }]);
  });

  test('stands behind an HTTPRoute of another namespace, with a grant in its own', () => {
    const app = platform();
    const [vendors, shop] = [space(app, 'vendors'), space(app, 'shop')];
    const rules = [{ backends: [vendor(vendors)] }];
    new HttpRoute(shop, 'web', { gateway: Gateway.shared(shop), hostnames: ['shop.example.com'], tls: SECRET, rules });
    expect(written(shop, 'HTTPRoute', 'web').spec.rules[0].backendRefs).toEqual([
      { name: 'vendor-web', namespace: 'vendors', port: 80 },
    ]);
    expect(names(vendors, 'ReferenceGrant')).toEqual(['service-vendor-web-from-shop']);
    expect(letInto(vendors)).toEqual([
      { from: [envoyProxies('shop', 'gateway')], ports: [{ port: 8080, protocol: 'TCP' }] },
    ]);
  });

  test('has no other port than those in its manifest', () => {
    const shop = space(platform(nginx()), 'shop');
    const backend = vendor(shop);
    expect(() => new Ingress(shop, 'web', { backend, host: 'shop.example.com', tls: SECRET, port: 8080 })).toThrow(
      new Error(
        '[shop/web] a Service port must be one of TCP 80, but got "TCP 8080"; name one of the Service\'s own ports, not ' +
          "the pods'",
      ),
    );
  });

  test('must be of a namespace that is known', () => {
    const chart = new Chart(platform(nginx()), 'shop');
    const backend = vendor(chart);
    expect(() => new Ingress(chart, 'web', { backend, host: 'shop.example.com', tls: SECRET })).toThrow(
      new Error(
        '[shop/vendor-service] an existing Service must have a namespace to be named by others, but its manifest has ' +
          'none; give `namespace` in ExistingService.of(), or to its chart',
      ),
    );
  });
});

describe('an external backend', () => {
  test('stands behind an Ingress, and nothing is opened', () => {
    const shop = space(platform(nginx()), 'shop');
    new Ingress(shop, 'web', { backend: new Outside(shop, 'legacy'), host: 'shop.example.com', tls: SECRET });
    expect(written(shop, 'Ingress', 'web').spec.rules[0].http.paths[0].backend).toEqual({
      service: { name: 'legacy', port: { number: 443 } },
    });
    expect(names(shop, 'NetworkPolicy')).toEqual([]);
  });

  test('stands behind an HTTPRoute and its mirror, and nothing is opened for a data plane elsewhere', () => {
    const shop = space(platform(), 'shop');
    const filters = [HttpFilter.mirror(new Outside(shop, 'shadow'))];
    const rules = [{ backends: [new Outside(shop, 'legacy')], filters }];
    new HttpRoute(shop, 'web', { gateway: Gateway.shared(shop), hostnames: ['shop.example.com'], tls: SECRET, rules });
    const [rule] = written(shop, 'HTTPRoute', 'web').spec.rules;
    expect(rule.backendRefs).toEqual([{ name: 'legacy', port: 443 }]);
    expect(rule.filters[0].requestMirror.backendRef).toEqual({ name: 'shadow', port: 443 });
    expect(names(shop, 'NetworkPolicy')).toEqual([]);
  });

  test('is let out to by a data plane in the namespace of its Gateway, on the port of its addresses', () => {
    const app = platform(istio());
    const [shop, outer] = [space(app, 'shop'), space(app, 'outer')];
    const rules = [{ backends: [new Outside(outer, 'legacy')] }];
    new HttpRoute(shop, 'web', { gateway: Gateway.shared(shop), hostnames: ['shop.example.com'], tls: SECRET, rules });
    expect(written(shop, 'NetworkPolicy', 'gateway-data-plane').spec.egress).toContainEqual({
      to: [{ ipBlock: { cidr: '203.0.113.9/32' } }],
      ports: [{ port: 8443, protocol: 'TCP' }],
    });
    expect(names(outer, 'ReferenceGrant')).toEqual(['service-legacy-from-shop']);
  });

  /** The pods of a data plane, in an app that closes and governs their namespace as well. */
  function proxies(app: Platform, namespace: string, labels: { [key: string]: string }): ApiObject {
    const pods = new ApiObject(new IsolatedNamespace(app, namespace), 'proxies', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'proxies' },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'main', ports: [{ containerPort: 8443 }] }] } },
      },
    });
    Connections.of(pods);
    return pods;
  }

  const OUT = [{ to: [{ ipBlock: { cidr: '203.0.113.9/32' } }], ports: [{ port: 8443, protocol: 'TCP' }] }];

  test('is let out to by an ingress controller that the app itself governs', () => {
    const app = platform(nginx());
    const controller = proxies(app, 'ingress-nginx', INGRESS_NGINX);
    const shop = space(app, 'shop');
    const ingress = new Ingress(shop, 'web', {
      backend: new Outside(shop, 'legacy'),
      host: 'shop.example.com',
      tls: SECRET,
    });
    app.synthYaml();
    const { metadata, spec } = Connections.of(controller).policy.toJson();
    expect(spec.egress).toEqual(OUT);
    expect(spec.ingress).toBeUndefined();
    expect(metadata.annotations['cdk8s-networking/reasons']).toBe(
      'pods in namespace ingress-nginx -> 203.0.113.9/32 TCP 8443: requests for shop.example.com by ingress-nginx',
    );
    shop.node.tryRemoveChild(ingress.node.id);
    expect(Connections.of(controller).policy.toJson().spec.egress).toBeUndefined();
  });

  test('is let out to by the proxies of a Gateway that the app itself governs', () => {
    const app = platform();
    const labels = envoyProxies('shop', 'gateway').podSelector.matchLabels;
    const gateway = proxies(app, 'envoy-gateway-system', labels);
    const shop = space(app, 'shop');
    const rules = [{ backends: [new Outside(shop, 'legacy')] }];
    new HttpRoute(shop, 'web', { gateway: Gateway.shared(shop), hostnames: ['shop.example.com'], tls: SECRET, rules });
    app.synthYaml();
    expect(Connections.of(gateway).policy.toJson().spec.egress).toEqual(OUT);
  });

  test('has no other port than those of its Service', () => {
    const shop = space(platform(nginx()), 'shop');
    const backend = new Outside(shop, 'legacy');
    expect(() => new Ingress(shop, 'web', { backend, host: 'shop.example.com', tls: SECRET, port: 80 })).toThrow(
      new Error(
        '[shop/web] a Service port must be one of TCP 443, but got "TCP 80"; name one of the Service\'s own ports, not ' +
          "the pods'",
      ),
    );
  });
});
