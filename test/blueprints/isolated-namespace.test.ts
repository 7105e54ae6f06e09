import { ApiObject, App, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  ClusterProfile,
  Clusters,
  Gateway,
  InternalService,
  IsolatedNamespace,
  NameScope,
  Platform,
  PodSecurity,
  Tls,
  WebApp,
} from '../../lib';
import { listOf, ofKind, shopNamespace } from '../workload/written';

test('writes the Namespace first, then an account without token, a default deny and the way to DNS', () => {
  expect(shopNamespace()).toMatchSnapshot();
});

describe('the Namespace', () => {
  test('is in no namespace, while everything inside is in it', () => {
    const shop = shopNamespace();
    new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
    const [namespace, ...rest] = shop.toJson();
    expect(namespace.kind).toBe('Namespace');
    expect(namespace.metadata).not.toHaveProperty('namespace');
    expect(rest.map(({ metadata }) => metadata.namespace)).toEqual(Array(6).fill('shop'));
  });

  test('has the name that is given, not the id', () => {
    const shop = new IsolatedNamespace(new Platform(), 'shop', { name: 'shop-eu' });
    expect(shop.namespace).toBe('shop-eu');
    expect(shop.namespaceObject.toJson().metadata.name).toBe('shop-eu');
    expect(shop.defaultDeny.toJson().metadata.namespace).toBe('shop-eu');
  });

  test.each([
    ['restricted', PodSecurity.restricted(), undefined],
    ['baseline', PodSecurity.baseline({ reason: 'an old image' }), 'an old image'],
    ['privileged', PodSecurity.privileged({ reason: 'a node agent' }), 'a node agent'],
  ])('enforces, warns of and records the level %s', (level, podSecurity, reason) => {
    const { metadata } = new IsolatedNamespace(new Platform(), 'shop', { podSecurity }).namespaceObject.toJson();
    expect(metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/audit': level,
      'pod-security.kubernetes.io/enforce': level,
      'pod-security.kubernetes.io/warn': level,
    });
    expect(metadata.annotations?.['cdk8s-networking/pod-security-reason']).toBe(reason);
  });

  test('has the labels that are given, which count more than our own', () => {
    const labels = { team: 'shop', 'app.kubernetes.io/part-of': 'storefront' };
    const { metadata } = new IsolatedNamespace(new Platform(), 'shop', { labels }).namespaceObject.toJson();
    expect(metadata.labels).toMatchObject({ ...labels, 'app.kubernetes.io/name': 'shop' });
  });

  test('can be patched', () => {
    const shop = shopNamespace();
    shop.namespaceObject.addJsonPatch(
      JsonPatch.add('/metadata/annotations', { owner: 'shop' }),
      JsonPatch.replace('/metadata/labels/pod-security.kubernetes.io~1warn', 'baseline'),
    );
    expect(ofKind(shop, 'Namespace')[0].metadata).toMatchObject({
      annotations: { owner: 'shop' },
      labels: { 'pod-security.kubernetes.io/warn': 'baseline', 'pod-security.kubernetes.io/enforce': 'restricted' },
    });
  });
});

describe('its policies', () => {
  test('close it in both directions for all pods', () => {
    const { defaultDeny } = shopNamespace();
    expect(defaultDeny.toJson().spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  test('let all pods resolve names by UDP and TCP, and those of workloads say nothing of it', () => {
    const shop = shopNamespace();
    const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
    const { podSelector, egress } = shop.dnsEgress.toJson().spec;
    expect(podSelector).toEqual({});
    expect(egress).toHaveLength(1);
    expect(egress[0].ports.map(({ port, protocol }: any) => `${protocol} ${port}`)).toEqual(['TCP 53', 'UDP 53']);
    expect(egress[0].to[0].namespaceSelector.matchLabels).toEqual({ 'kubernetes.io/metadata.name': 'kube-system' });
    expect(api.policy.toJson().spec).not.toHaveProperty('egress');
  });
});

test('works in an App of cdk8s with a profile attached', () => {
  const app = new App();
  ClusterProfile.attach(app, Clusters.kind());
  const shop = new IsolatedNamespace(app, 'shop');
  expect(listOf(shop)).toEqual([
    'Namespace shop',
    'ServiceAccount default',
    'NetworkPolicy default-deny',
    'NetworkPolicy allow-dns',
  ]);
});

test('gives its Gateway to the apps inside, where it has one of another namespace', () => {
  const platform = new Platform();
  const edge = new Gateway(new IsolatedNamespace(platform, 'gateways'), 'edge', { tls: Tls.secret('wildcard-tls') });
  const shop = new IsolatedNamespace(platform, 'shop', { gateway: edge });
  const web = new WebApp(shop, 'web', { image: 'web:1', port: 3000, host: 'shop.example.com' });
  expect(web.route.toJson().spec.parentRefs[0]).toMatchObject({ name: 'edge', namespace: 'gateways' });
  expect(ofKind(shop, 'Gateway')).toEqual([]);
});

describe('the names of objects that are given none', () => {
  function nameOf(scope: Construct, id: string): string {
    return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap' }).name;
  }

  test('are the ids below it, without hash and without what stands above it', () => {
    const shop = new IsolatedNamespace(new Construct(new Platform(), 'team'), 'shop');
    expect(nameOf(shop, 'settings')).toBe('settings');
    expect(nameOf(new Construct(shop, 'Frontend'), 'Settings')).toBe('frontend-settings');
    expect(new kplus.ConfigMap(shop, 'by-plus').name).toBe('by-plus');
    expect(new kplus.Secret(new Construct(shop, 'backend'), 'Default').name).toBe('backend');
  });

  test('begin with the prefixes of the name scopes, and leave out the ids above these', () => {
    const shop = shopNamespace();
    const outer = new Construct(new Construct(shop, 'storefronts'), 'one');
    NameScope.of(outer, 'eu');
    const inner = new Construct(outer, 'inner');
    NameScope.of(inner, 'blue');
    expect(nameOf(outer, 'settings')).toBe('eu-settings');
    expect(nameOf(inner, 'settings')).toBe('eu-blue-settings');
    expect(nameOf(new Construct(inner, 'part'), 'settings')).toBe('eu-blue-part-settings');
  });

  test('begin with the prefix above the namespace, as its own name does', () => {
    const europe = new Construct(new Platform(), 'europe');
    NameScope.of(europe, 'eu');
    const shop = new IsolatedNamespace(europe, 'shop');
    expect(shop.namespace).toBe('eu-shop');
    expect(nameOf(shop, 'settings')).toBe('eu-settings');
  });

  test('are an error where Kubernetes would refuse them', () => {
    expect(() => nameOf(shopNamespace(), 'my_settings')).toThrow(
      /^\[shop\/my_settings\] the name that follows from the id of this ConfigMap must be a DNS-1123 subdomain .*, but got "my_settings"; write "my-settings"$/,
    );
    expect(() => nameOf(shopNamespace(), 'Default')).toThrow(/ must be a DNS-1123 subdomain .*, but got ""; /);
  });

  test('are an error where an id is a whole number', () => {
    const shop = shopNamespace();
    expect(() => nameOf(shop, '10')).toThrow(/^\[shop\/10\] an id must not be a whole number, /);
  });
});

test('a construct is used twice, each time under a prefix of its own', () => {
  class Storefront extends Construct {
    public readonly api: InternalService;

    public constructor(scope: Construct, id: string) {
      super(scope, id);
      NameScope.of(this, id);
      this.api = new InternalService(this, 'api', { image: 'api:1', port: 8080 });
      const client = new InternalService(this, 'client', { image: 'client:1', port: 3000 });
      client.connections.allowTo(this.api);
    }
  }
  const shop = shopNamespace();
  const eu = new Storefront(shop, 'eu');
  const us = new Storefront(shop, 'us');
  expect(listOf(shop).slice(4)).toEqual(
    ['eu-api', 'eu-client', 'us-api', 'us-client'].flatMap((name) => [
      `Deployment ${name}`,
      `Service ${name}`,
      `NetworkPolicy ${name}`,
    ]),
  );
  expect(eu.api.connections.list().map(String)).toEqual(['shop/eu-client -> shop/eu-api  TCP 8080']);
  expect(us.api.policy.toJson().spec.ingress[0].from[0].podSelector.matchLabels['app.kubernetes.io/name']).toBe(
    'us-client',
  );
  expect(us.api.service.dnsName.short).toBe('us-api');
});

describe('refuses', () => {
  test('a name that no namespace has', () => {
    expect(() => new IsolatedNamespace(new Platform(), 'My_Shop')).toThrow(
      new Error(
        '[My_Shop] the name of a namespace must be a DNS-1123 label (lower case letters, digits and "-", starting and ' +
          'ending with a letter or digit, at most 63 characters), but got "My_Shop"; write "my-shop"',
      ),
    );
  });

  test('a label that Kubernetes refuses', () => {
    const labels = { team: 'the shop' };
    expect(() => new IsolatedNamespace(new Platform(), 'shop', { labels })).toThrow(
      /^\[shop\] the label team must be empty or .*, but got "the shop"; /,
    );
  });

  test('a Pod Security level as a label, where no reason would be kept', () => {
    const labels = { 'pod-security.kubernetes.io/enforce': 'privileged' };
    expect(() => new IsolatedNamespace(new Platform(), 'shop', { labels })).toThrow(
      new Error(
        '[shop] the Pod Security level of a namespace must be given by `podSecurity`, but got ' +
          '"the label pod-security.kubernetes.io/enforce"; ' +
          "write it as in `podSecurity: PodSecurity.baseline({ reason: '...' })`",
      ),
    );
  });

  test('two namespaces of one name, when the app is complete', () => {
    const platform = new Platform();
    new IsolatedNamespace(new Construct(platform, 'a'), 'shop');
    const other = new IsolatedNamespace(new Construct(platform, 'b'), 'shop');
    expect(() => other.toJson()).toThrow(
      '[b/shop/Namespace] the objects of a namespace must differ in kind and name, but Namespace shop is also written by ' +
        '[a/shop/Namespace]; give one of them another id or `name`, or use NameScope.of()',
    );
  });

  test('an object that would be written before the Namespace, when the app is complete', () => {
    const shop = shopNamespace();
    new ApiObject(shop, '10', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ten' } });
    expect(() => shop.toJson()).toThrow(
      '[shop] the ids in a namespace must not be whole numbers, since such ids come before the Namespace itself, ' +
        'but got "10"; write the id as "n10"',
    );
  });
});
