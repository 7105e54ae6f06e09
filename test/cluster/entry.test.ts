import { Entry, type EntryOptions, GatewayImplementations, IngressControllers, Tls } from '../../lib/cluster';

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

describe('what is said of Gateways', () => {
  const istio = (options: EntryOptions = {}) => Entry.gateway(GatewayImplementations.istio(), options);

  test('is kept', () => {
    const externalDns = { target: 'edge.example.com', ttlSeconds: 60 };
    const addresses = ['203.0.113.10', '2001:db8::10'];
    const entry = istio({ internal: true, addresses, trustedHops: 2, proxyProtocol: true, externalDns });
    expect([entry.isInternal, entry.addresses, entry.trustedHops, entry.usesProxyProtocol, entry.externalDns]).toEqual([
      true,
      addresses,
      2,
      true,
      externalDns,
    ]);
    addresses.push('203.0.113.11');
    expect(entry.addresses).toHaveLength(2);
    expect(Object.isFrozen(entry.addresses)).toBe(true);
  });

  test('is nothing unless it is said', () => {
    const entry = istio();
    expect([entry.isInternal, entry.addresses, entry.trustedHops, entry.usesProxyProtocol, entry.externalDns]).toEqual([
      false,
      [],
      0,
      false,
      undefined,
    ]);
  });

  const KNOWN = 'name, tls, clientRanges, internal, addresses, trustedHops, proxyProtocol, externalDns, hostNetwork';

  test.each<[string, any, string]>([
    ['no object', null, 'the options of an entry must be an object, but got null; write it in { }'],
    [
      'a misspelt option',
      { internl: true },
      `the entry "istio" must have no \`internl\`, but got true; leave it out; it may have ${KNOWN}`,
    ],
    [
      'a flag that is a text',
      { internal: 'yes' },
      '`internal` must be true or false, but got "yes"; leave it out for the default',
    ],
    [
      'one address',
      { addresses: '203.0.113.10' },
      'the `addresses` of an entry must be a list, but got "203.0.113.10"; write it as in [\'203.0.113.10\']',
    ],
    [
      'an address twice, however it is written',
      { addresses: ['2001:db8::10', '2001:DB8:0::10'] },
      'an entry must have at most 16 `addresses`, each once, but got "2001:DB8:0::10"; leave out what is too much',
    ],
    [
      'too many addresses',
      { addresses: Array.from({ length: 17 }, (_, n) => `203.0.113.${n}`) },
      'an entry must have at most 16 `addresses`, each once, but got 17; leave out what is too much',
    ],
    [
      'half a proxy',
      { trustedHops: 0.5 },
      'the `trustedHops` of an entry must be a whole number, 0 or more, but got 0.5; count the proxies between the clients ' +
        'and the data plane that are yours',
    ],
    [
      'external-dns by its target',
      { externalDns: 'edge.example.com' },
      'the `externalDns` of an entry must be an object, but got "edge.example.com"; write it in { }',
    ],
    [
      'a target that is none',
      { externalDns: { target: 7 } },
      'the `target` of external-dns must be a text, but got 7; write it as in "web"',
    ],
    [
      'no seconds',
      { externalDns: { ttlSeconds: 0 } },
      'the `ttlSeconds` of external-dns must be a whole number from 1 to 2147483647, but got 0; leave it out for its own',
    ],
  ])('cannot be %s', (_, options, message) => {
    expect(() => istio(options)).toThrow(new Error(message));
  });

  test.each(['203.0.113.10', '2001:db8::10', 'edge.example.com'])('may lead external-dns to %s', (target) => {
    expect(istio({ externalDns: { target } }).externalDns).toEqual({ target });
  });

  test.each<[keyof EntryOptions, any]>([
    ['internal', false],
    ['addresses', []],
    ['trustedHops', 1],
    ['proxyProtocol', true],
  ])('is not for an entry by Ingress: %s', (option, value) => {
    expect(() => Entry.ingress(IngressControllers.traefik(), { [option]: value })).toThrow(
      new RegExp(
        `^an entry by Ingress must have no \`${option}\`, since its controller is told that where it is installed, but got .*; set it there, and leave it out here$`,
      ),
    );
  });
});

describe('who serves an entry', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a name',
      () => Entry.gateway('istio' as any),
      'Entry.gateway() must be given an IGatewayImplementation, but got "istio"; take one from GatewayImplementations',
    ],
    [
      'an ingress controller',
      () => Entry.gateway(IngressControllers.traefik() as any),
      'Entry.gateway() must be given an IGatewayImplementation, but got a Traefik; take one from GatewayImplementations',
    ],
    [
      'nothing',
      () => (Entry as any).ingress(),
      'Entry.ingress() must be given an IIngressController, but got undefined; take one from IngressControllers',
    ],
  ])('cannot be %s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});
