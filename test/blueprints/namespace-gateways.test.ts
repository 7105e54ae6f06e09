import {
  AllowedNamespaces,
  Clusters,
  ExistingGateway,
  Gateway,
  GatewayApiVersion,
  type IGateway,
  IsolatedNamespace,
  ListenerProtocol,
  ListenerSet,
  Platform,
  SharedGateway,
  Tls,
  WebApp,
} from '../../lib';

const host = 'shop.example.com';
const tls = Tls.secret('wildcard-tls');

function platformWithEdge(): { platform: Platform; edge: SharedGateway } {
  const platform = new Platform({ cluster: Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_5 }) });
  const listenerSets = AllowedNamespaces.named('shop');
  return { platform, edge: new SharedGateway(platform, 'edge', { hostnames: ['*.example.com'], tls, listenerSets }) };
}

function expose(shop: IsolatedNamespace, gateway?: IGateway): WebApp {
  return new WebApp(shop, 'web', { image: 'web:1', port: 3000, host, ...(gateway ? { gateway } : { tls }) });
}

function parentOf({ route }: WebApp): string {
  return route.toJson().spec.parentRefs[0].name;
}

const law = (place: string, got: string) =>
  `[${place}] the apps of namespace shop must use a Gateway that its \`allowedGateways\` name: gateways/edge, but got ` +
  `"${got}"; choose one of these, or add it there`;

describe('apps may use', () => {
  test('hosts of an allowed Gateway', () => {
    const { platform, edge } = platformWithEdge();
    const shop = new IsolatedNamespace(platform, 'shop', { allowedGateways: [edge] });
    expect(parentOf(expose(shop, edge.forHosts(host)))).toBe('edge');
  });

  test('the Gateway of their namespace, which need not be named again', () => {
    const { platform, edge } = platformWithEdge();
    const other = new Gateway(new IsolatedNamespace(platform, 'other'), 'other', { tls });
    const props = { gateway: edge.forHosts(host), allowedGateways: [other] };
    const shop = new IsolatedNamespace(platform, 'shop', props);
    expect(parentOf(new WebApp(shop, 'web', { image: 'web:1', port: 3000, host }))).toBe('edge');
  });

  test('a listener set that their namespace adds to an allowed Gateway', () => {
    const { platform, edge } = platformWithEdge();
    const shop = new IsolatedNamespace(platform, 'shop', { allowedGateways: [edge] });
    const gateway = new ListenerSet(shop, 'listeners', { gateway: edge, tls: Tls.secret('shop-tls') });
    const web = { image: 'web:1', port: 3000, host: 'shop.example.org', gateway };
    expect(() => new WebApp(shop, 'web', web)).not.toThrow();
  });

  test('any Gateway where none is named', () => {
    const { platform } = platformWithEdge();
    const shop = new IsolatedNamespace(platform, 'shop');
    expect(parentOf(expose(shop))).toBe('gateway');
  });
});

test('a namespace that could not be made limits nobody when it is made again', () => {
  const { platform, edge } = platformWithEdge();
  const elsewhere = edge.forHosts(host);
  new IsolatedNamespace(platform, 'first', { gateway: elsewhere });
  const props = { allowedGateways: [edge], gateway: elsewhere };
  expect(() => new IsolatedNamespace(platform, 'shop', props)).toThrow('hosts must be delegated to one namespace');
  expect(parentOf(expose(new IsolatedNamespace(platform, 'shop')))).toBe('gateway');
});

describe('refuses', () => {
  test('another Gateway', () => {
    const { platform, edge } = platformWithEdge();
    const other = new Gateway(new IsolatedNamespace(platform, 'other'), 'other', { tls });
    const shop = new IsolatedNamespace(platform, 'shop', { allowedGateways: [edge] });
    expect(() => expose(shop, other)).toThrow(law('shop/web/Exposure', 'other/other'));
    expect(() => new ListenerSet(shop, 'listeners', { gateway: other, tls })).toThrow(
      law('shop/listeners', 'other/other'),
    );
  });

  test('one of the namespace itself, also where an app asks for none', () => {
    const { platform, edge } = platformWithEdge();
    const shop = new IsolatedNamespace(platform, 'shop', { allowedGateways: [edge] });
    expect(() => expose(shop)).toThrow(/ must use a Gateway that its `allowedGateways` name: gateways\/edge, but got /);
  });

  test('one that others write under another name', () => {
    const { platform, edge } = platformWithEdge();
    const shop = new IsolatedNamespace(platform, 'shop', { allowedGateways: [edge] });
    const theirs = new ExistingGateway(platform, 'theirs', {
      namespace: 'infra',
      name: 'edge',
      listeners: [{ name: 'https', hostname: host, port: 443, protocol: ListenerProtocol.HTTPS }],
    });
    expect(() => expose(shop, theirs)).toThrow(law('shop/web/Exposure', 'infra/edge'));
  });

  test.each<[string, any, string]>([
    ['no Gateway', [], 'an empty list'],
    ['what is no list', 'edge', '"edge"'],
  ])('%s', (_, allowedGateways, shown) => {
    expect(() => new IsolatedNamespace(new Platform(), 'shop', { allowedGateways })).toThrow(
      new Error(
        `[shop] \`allowedGateways\` must be a list of Gateways, with one in it, but got ${shown}; name them, or leave it ` +
          'out where apps may use any',
      ),
    );
  });

  test('what is no Gateway', () => {
    const allowedGateways: any = ['edge'];
    expect(() => new IsolatedNamespace(new Platform(), 'shop', { allowedGateways })).toThrow(
      '[shop] the `gateway` must be a Gateway, but got "edge"',
    );
  });
});
