import { Cidr, CiliumEntity, IpRange, LabelExpression, LabelSelector, Peer, PodSelection } from '../../lib/traffic';

const range = (cidr: string, ...except: string[]) =>
  IpRange.of(
    Cidr.of(cidr),
    except.map((hole) => Cidr.of(hole)),
  );

describe('is called', () => {
  test.each([
    [Peer.pods({ namespace: 'payments', labels: { app: 'ledger' } }), 'pods app=ledger in namespace payments'],
    [Peer.pods({ labels: { app: 'ledger' } }), 'pods app=ledger in the same namespace'],
    [Peer.namespace('payments'), 'namespace payments'],
    [Peer.namespaces({ labels: { team: 'a' } }), 'namespaces team=a'],
    [Peer.namespaces({ expressions: [LabelExpression.exists('team')] }), 'namespaces team'],
    [Peer.pods({ namespaceLabels: { team: 'a' }, labels: { app: 'ledger' } }), 'pods app=ledger in namespaces team=a'],
    [Peer.sameNamespace(), 'the same namespace'],
    [Peer.everyNamespace(), 'every namespace'],
    [Peer.selecting(PodSelection.inNamespace('dns', LabelSelector.everything())), 'namespace dns'],
    [Peer.cidr('203.0.113.0/24'), '203.0.113.0/24'],
    [Peer.cidr('203.0.113.0/24', { exceptFor: ['203.0.113.7/32'] }), '203.0.113.0/24 except 203.0.113.7/32'],
    [Peer.ranges(range('2001:db8::/32'), range('203.0.113.0/24')), '203.0.113.0/24, 2001:db8::/32'],
    [Peer.internet(), 'internet'],
    [Peer.ciliumEntity(CiliumEntity.INGRESS), 'Cilium entity ingress'],
    [Peer.anywhere({ reason: 'public API' }), 'anywhere'],
    [Peer.cidrs(['203.0.113.0/24', '2001:db8::/32']), '203.0.113.0/24, 2001:db8::/32'],
    [Peer.hostname('*.stripe.com'), '*.stripe.com'],
    [Peer.kubernetesApi(), 'Kubernetes API'],
    [Peer.cloudMetadata(), 'cloud metadata'],
    [Peer.workloadIdentity(), 'workload identity'],
    [Peer.nodes(), 'nodes'],
    [Peer.monitoring(), 'monitoring'],
    [Peer.dataPlane(), 'data plane'],
    [Peer.dataPlane({ entry: 'internal' }), 'data plane of internal'],
  ])('%s', (peer, name) => {
    expect(peer.displayName).toBe(name);
    expect(peer.toString()).toBe(name);
  });
});

test('is known by pods, by addresses, by Cilium or not at all', () => {
  const known = ({ selections, blocks, entities, isAnywhere, reason }: Peer) => ({
    selections: selections.map(String),
    blocks: blocks.map(String),
    entities,
    isAnywhere,
    reason,
  });
  expect(known(Peer.namespace('payments'))).toEqual({
    selections: ['namespace payments'],
    blocks: [],
    entities: [],
    isAnywhere: false,
  });
  expect(known(Peer.cidr('203.0.113.0/24'))).toEqual({
    selections: [],
    blocks: ['203.0.113.0/24'],
    entities: [],
    isAnywhere: false,
  });
  expect(known(Peer.ciliumEntity(CiliumEntity.INGRESS))).toEqual({
    selections: [],
    blocks: [],
    entities: ['ingress'],
    isAnywhere: false,
  });
  expect(known(Peer.anywhere({ reason: ' public API ' }))).toEqual({
    selections: [],
    blocks: [],
    entities: [],
    isAnywhere: true,
    reason: 'public API',
  });
});

test('ranges are sorted, IPv4 first, by address and then by exceptions, and kept once each', () => {
  const peer = Peer.ranges(
    range('2001:db8::/32'),
    range('::/3'),
    range('100.64.0.0/10'),
    range('9.0.0.0/8', '9.2.0.0/16'),
    range('9.0.0.0/8', '9.1.0.0/16'),
    range('100.64.0.0/10'),
  );
  expect(peer.blocks.map(String)).toEqual([
    '9.0.0.0/8 except 9.1.0.0/16',
    '9.0.0.0/8 except 9.2.0.0/16',
    '100.64.0.0/10',
    '::/3',
    '2001:db8::/32',
  ]);
});

test('two peers are the same if they stand for the same', () => {
  expect(Peer.namespace('a').sameAs(Peer.namespace('a'))).toBe(true);
  expect(Peer.namespace('a').sameAs(Peer.namespace('b'))).toBe(false);
  expect(Peer.internet().sameAs(Peer.ranges(...Peer.internet().blocks))).toBe(true);
  expect(Peer.internet().sameAs(Peer.anywhere({ reason: 'test' }))).toBe(false);
  expect(Peer.ciliumEntity(CiliumEntity.INGRESS).sameAs(Peer.ciliumEntity(CiliumEntity.INGRESS))).toBe(true);
  expect(Peer.ciliumEntity(CiliumEntity.INGRESS).sameAs(Peer.anywhere({ reason: 'test' }))).toBe(false);
  expect(Peer.anywhere({ reason: 'one' }).sameAs(Peer.anywhere({ reason: 'two' }))).toBe(true);
  expect(Peer.namespaces({ labels: { 'kubernetes.io/metadata.name': 'a' } }).key).toBe(Peer.namespace('a').key);
});

test('the key tells who it is, in full', () => {
  expect(Peer.namespace('a').key).toBe('namespace a');
  expect(Peer.anywhere({ reason: 'test' }).key).toBe('anywhere');
  expect(Peer.ciliumEntity(CiliumEntity.INGRESS).key).toBe('Cilium entity ingress');
  expect(Peer.ranges(range('9.0.0.0/8'), range('2001:db8::/32')).key).toBe('9.0.0.0/8; 2001:db8::/32');
});

test('the key of a peer that only a cluster knows is its name, and it is nobody in particular yet', () => {
  const peer = Peer.dataPlane({ entry: 'internal' });
  expect([peer.key, peer.known, peer.entry, peer.isAnywhere]).toEqual([
    'data plane of internal',
    'data plane',
    'internal',
    false,
  ]);
  expect(Peer.hostname('api.stripe.com').key).toBe('host api.stripe.com');
  expect(Peer.hostname('api.stripe.com').hostnames).toEqual(['api.stripe.com']);
  expect([Peer.internet().known, Peer.internet().blocks.length]).toEqual(['internet', 2]);
});

describe('networks of both families', () => {
  test('have each exception in the network that it is inside', () => {
    const peer = Peer.cidrs(['2001:db8::/32', '203.0.113.0/24'], { exceptFor: ['203.0.113.7/32', '2001:db8:1::/48'] });
    expect(peer.blocks.map(String)).toEqual([
      '203.0.113.0/24 except 203.0.113.7/32',
      '2001:db8::/32 except 2001:db8:1::/48',
    ]);
  });

  test('have an exception in each network that it is inside', () => {
    const peer = Peer.cidrs(['10.0.0.0/8', '10.1.0.0/16'], { exceptFor: ['10.1.2.0/24'] });
    expect(peer.blocks.map(String)).toEqual(['10.0.0.0/8 except 10.1.2.0/24', '10.1.0.0/16 except 10.1.2.0/24']);
  });

  test('refuse an exception that is in none of them, or is one of them', () => {
    for (const stray of ['198.51.100.0/24', '203.0.113.0/24']) {
      expect(() => Peer.cidrs(['203.0.113.0/24', '2001:db8::/32'], { exceptFor: [stray] })).toThrow(
        new Error(
          'an exception must be a smaller network inside one of 203.0.113.0/24, 2001:db8::/32, ' +
            `but got "${stray}"; leave it out, or correct its address`,
        ),
      );
    }
  });

  test('must be a list', () => {
    expect(() => Peer.cidrs('203.0.113.0/24' as unknown as string[])).toThrow(
      new Error(
        'the networks of a peer must be a list of networks, but got "203.0.113.0/24"; ' +
          "write it as in ['203.0.113.0/24']",
      ),
    );
  });
});

test('the internet of a cluster is without its own public networks, each in its family, and none twice', () => {
  const others = ['203.0.113.0/24', '10.1.0.0/16', '2001:db8::/32'].map((text) => Cidr.of(text));
  const [ipv4, ipv6] = Peer._internetWithout(others).blocks;
  const [plainIpv4, plainIpv6] = Peer.internet().blocks;
  expect(ipv4?.except.map(String).filter((hole) => !plainIpv4?.except.map(String).includes(hole))).toEqual([
    '203.0.113.0/24',
  ]);
  expect(ipv6?.except.map(String).filter((hole) => !plainIpv6?.except.map(String).includes(hole))).toEqual([
    '2001:db8::/32',
  ]);
});

test('cannot be changed from outside', () => {
  expect(() => Peer.internet().blocks.pop()).toThrow(TypeError);
  expect(() => Peer.namespace('a').selections.pop()).toThrow(TypeError);
  expect(() => Peer.ciliumEntity(CiliumEntity.INGRESS).entities.pop()).toThrow(TypeError);
});

describe('a peer is known as such', () => {
  test('when it is one', () => {
    expect(Peer.isPeer(Peer.sameNamespace())).toBe(true);
  });

  test('when it comes from another copy of the library', () => {
    jest.isolateModules(() => {
      const copy = jest.requireActual<typeof import('../../lib/traffic')>('../../lib/traffic');
      const stranger = copy.Peer.sameNamespace();
      expect(stranger).not.toBeInstanceOf(Peer);
      expect(Peer.isPeer(stranger)).toBe(true);
    });
  });

  test('and nothing else is', () => {
    for (const other of [undefined, null, 'internet', 1, {}, { displayName: 'internet' }, Peer]) {
      expect(Peer.isPeer(other)).toBe(false);
    }
  });
});

describe('refuses', () => {
  test.each<[string, () => Peer, string]>([
    ['Peer.cidr()', () => Peer.cidr('10.0.0.0/8', { except: [] } as object), 'except'],
    ['Peer.pods()', () => Peer.pods({ labels: { a: 'b' }, nameSpace: 'x' } as any), 'nameSpace'],
    ['Peer.namespaces()', () => Peer.namespaces({ labels: { a: 'b' }, expression: [] } as any), 'expression'],
    ['Peer.dataPlane()', () => Peer.dataPlane({ name: 'x' } as object), 'name'],
    ['Peer.anywhere()', () => Peer.anywhere({ reason: 'x', why: 'y' } as any), 'why'],
  ])('an option that %s has not, which would widen in silence', (what, make, option) => {
    expect(make).toThrow(new RegExp(`^${what.replace('()', '\\(\\)')} must have no \`${option}\``));
  });

  test('what is no object', () => {
    expect(() => Peer.cidr('10.0.0.0/8', null as any)).toThrow('what Peer.cidr() leaves out must be an object');
    expect(() => Peer.dataPlane('x' as any)).toThrow('what Peer.dataPlane() is told must be an object');
  });

  test.each([
    ['world', '"world"'],
    [undefined, 'undefined'],
  ])('the entity %s', (entity, got) => {
    expect(() => Peer.ciliumEntity(entity as CiliumEntity)).toThrow(
      new Error(
        `an entity of Cilium must be one of ingress, host, remote-node, kube-apiserver, but got ${got}; ` +
          'write it as in Peer.ciliumEntity(CiliumEntity.INGRESS)',
      ),
    );
  });

  test.each(['https://api.stripe.com', '203.0.113.7', ''])('the host %j', (name) => {
    expect(() => Peer.hostname(name)).toThrow(/^a hostname must/);
  });

  test('pods without a label', () => {
    expect(() => Peer.pods({ namespace: 'payments', labels: {} })).toThrow(
      new Error(
        'Peer.pods() must have at least one label, but got {"namespace":"payments","labels":{}}; ' +
          'for every pod of a namespace, use Peer.namespace(name) or Peer.sameNamespace()',
      ),
    );
  });

  test.each([
    [{ namespace: 'payments', namespaceLabels: { team: 'a' } }, '"both"'],
    [{ namespaceLabels: {} }, '{}'],
  ])('pods whose namespaces are %j', (where, got) => {
    expect(() => Peer.pods({ ...where, labels: { app: 'ledger' } })).toThrow(
      new Error(
        `the namespaces of Peer.pods() must be given by a name or by at least one label, but got ${got}; ` +
          'leave out `namespace` or `namespaceLabels`; for every namespace, use Peer.selecting()',
      ),
    );
  });

  test('namespaces without a condition', () => {
    expect(() => Peer.namespaces({})).toThrow(
      new Error(
        'Peer.namespaces() must have at least one label or expression, but got {}; ' +
          'for every namespace, use Peer.everyNamespace()',
      ),
    );
  });

  test('no ranges', () => {
    expect(() => Peer.ranges()).toThrow(
      new Error(
        'Peer.ranges() must have at least one range; for every address, use Peer.internet() or Peer.anywhere()',
      ),
    );
  });

  test.each(['', '  '])('the reason "%s"', (reason) => {
    expect(() => Peer.anywhere({ reason })).toThrow(
      new Error(
        `Peer.anywhere() must give a reason, but got "${reason}"; ` +
          'say why everyone may connect, such as "public API"; for public addresses only, use Peer.internet()',
      ),
    );
  });

  describe('what only JavaScript lets through:', () => {
    test.each<[string, () => Peer, string]>([
      [
        'a namespace without name',
        () => Peer.namespace(undefined as any),
        'a namespace name must be a text, but got undefined; ',
      ],
      ['a number as a namespace', () => Peer.namespace(5 as any), 'a namespace name must be a text, but got 5; '],
      ['a network without text', () => Peer.cidr(undefined as any), 'a CIDR must be a text, but got undefined; '],
      [
        'one exception instead of a list',
        () => Peer.cidr('9.0.0.0/8', { exceptFor: '9.0.0.0/9' as any }),
        '`exceptFor` must be a list of networks, but got "9.0.0.0/9"; ',
      ],
      [
        'anywhere without props',
        () => Peer.anywhere(undefined as any),
        'Peer.anywhere() must give a reason, but got undefined; ',
      ],
      [
        'anywhere without reason',
        () => Peer.anywhere({} as any),
        'Peer.anywhere() must give a reason, but got undefined; ',
      ],
      [
        'a reason that is none',
        () => Peer.anywhere({ reason: true as any }),
        'Peer.anywhere() must give a reason, but got true; ',
      ],
      [
        'pods without props',
        () => Peer.pods(undefined as any),
        'Peer.pods() must have at least one label, but got undefined; ',
      ],
      ['pods without labels', () => Peer.pods({} as any), 'Peer.pods() must have at least one label, but got {}; '],
      [
        'a text as labels',
        () => Peer.pods({ labels: 'app' as any }),
        'labels must be texts by their keys, but got "app"; ',
      ],
      [
        'namespaces without props',
        () => Peer.namespaces(undefined as any),
        'Peer.namespaces() must have at least one label or expression, but got undefined; ',
      ],
    ])('%s', (_, make, message) => {
      expect(make).toThrow(message);
    });
  });

  test('what its parts refuse', () => {
    expect(() => Peer.namespace('Payments')).toThrow('a namespace name must be a DNS-1123 label');
    expect(() => Peer.pods({ labels: { app: 'the web' } })).toThrow('the label app must be');
    expect(() => Peer.cidr('10.0.0.1/8')).toThrow('a CIDR must have no host bits set');
    expect(() => Peer.cidr('10.0.0.0/8', { exceptFor: ['9.0.0.0/9'] })).toThrow('an exception must be a smaller');
  });
});
