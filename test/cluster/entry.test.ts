import { Entry, GatewayImplementations, IngressControllers, Tls } from '../../lib/cluster';

describe('an entry by Ingress', () => {
  test('is called after its controller', () => {
    const entry = Entry.ingress(IngressControllers.ingressNginx());
    expect(entry.name).toBe('ingress-nginx');
    expect(entry.controller?.ingressClassName).toBe('nginx');
    expect(entry.implementation).toBeUndefined();
    expect(entry.tls).toBeUndefined();
  });
});

describe('an entry by Gateway', () => {
  test('is called after its implementation', () => {
    const entry = Entry.gateway(GatewayImplementations.istio());
    expect(entry.name).toBe('istio');
    expect(entry.implementation?.gatewayClassName).toBe('istio');
    expect(entry.controller).toBeUndefined();
  });

  test('can have a name and certificates of its own', () => {
    const tls = Tls.secret('wildcard');
    const entry = Entry.gateway(GatewayImplementations.istio(), { name: 'public', tls });
    expect(entry.name).toBe('public');
    expect(entry.tls).toBe(tls);
  });
});

describe('its clients', () => {
  test('are the networks that it is given, IPv4 and IPv6', () => {
    const entry = Entry.gateway(GatewayImplementations.istio(), { clientRanges: ['10.1.0.0/16', '2001:db8::/32'] });
    expect(entry.clients.blocks.map(String)).toEqual(['10.1.0.0/16', '2001:db8::/32']);
  });

  test.each([
    ['nothing is said', undefined],
    ['the list is empty', []],
  ])('are an error that tells how to find them where %s', (_, clientRanges) => {
    const entry = Entry.gateway(GatewayImplementations.istio(), { name: 'public', clientRanges });
    expect(() => entry.clients).toThrow(
      new Error(
        'the cluster profile must say from which addresses clients reach the data plane of entry "public"; give ' +
          "`clientRanges` in Entry.gateway(): the clients' own ranges where `kubectl get service -A -o " +
          'custom-columns=NAME:.metadata.name,POLICY:.spec.externalTrafficPolicy` shows Local, else those of ' +
          '`kubectl get nodes -o wide`',
      ),
    );
  });
});

describe('refuses', () => {
  test('a name that is no label', () => {
    expect(() => Entry.ingress(IngressControllers.traefik(), { name: 'the public one' })).toThrow(
      new Error(
        'the name of an entry must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with ' +
          'a letter or digit, at most 63 characters), but got "the public one"; write "the-public-one"',
      ),
    );
  });

  test('a client range that is no network', () => {
    const make = () => Entry.gateway(GatewayImplementations.istio(), { clientRanges: ['10.1.0.0/16', '10.2.0.0/99'] });
    expect(make).toThrow('but got "10.2.0.0/99"');
  });

  test('a single client range, and a certificate by the name of its Secret', () => {
    const make = (options: any) => () => Entry.gateway(GatewayImplementations.istio(), options);
    expect(make({ clientRanges: '0.0.0.0/0' })).toThrow(
      new Error(
        'the `clientRanges` of an entry must be a list, but got "0.0.0.0/0"; write it as in [\'203.0.113.0/24\']',
      ),
    );
    expect(make({ tls: 'shop-tls' })).toThrow('`tls` must be a Tls, but got "shop-tls"; ');
  });
});
