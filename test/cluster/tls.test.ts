import { Challenge, checkTls, Tls } from '../../lib/cluster';

describe('a certificate', () => {
  test('in a Secret has its name, and the namespace where one is given', () => {
    const tls = Tls.secret('shop-tls');
    expect([tls.secretName, tls.secretNamespace, tls.isIssued, tls.isNone]).toEqual([
      'shop-tls',
      undefined,
      false,
      false,
    ]);
    expect(`${tls}`).toBe('Secret shop-tls');
    expect(`${Tls.secret('wildcard', { namespace: 'certificates' })}`).toBe('Secret certificates/wildcard');
  });

  test('of a ClusterIssuer says who issues it and how', () => {
    const tls = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 });
    expect([tls.clusterIssuer, tls.issuer, tls.challenge, tls.secretName]).toEqual([
      'letsencrypt',
      undefined,
      'dns01',
      undefined,
    ]);
    expect([tls.isIssued, tls.isNone]).toEqual([true, false]);
    expect(`${tls}`).toBe('ClusterIssuer letsencrypt by dns01');
  });

  test('of an Issuer is told from that of a ClusterIssuer', () => {
    const tls = Tls.certManager({ issuer: 'letsencrypt', challenge: Challenge.HTTP01 });
    expect([tls.clusterIssuer, tls.issuer, tls.challenge, tls.isIssued]).toEqual([
      undefined,
      'letsencrypt',
      'http01',
      true,
    ]);
    expect(`${tls}`).toBe('Issuer letsencrypt by http01');
  });
});

test('clear text has a reason and no certificate', () => {
  const tls = Tls.none({ reason: 'the proxy in front terminates TLS' });
  expect([tls.isNone, tls.isIssued, tls.reason]).toEqual([true, false, 'the proxy in front terminates TLS']);
  expect(`${tls}`).toBe('no TLS');
});

test('a certificate that the cloud keeps has its name there', () => {
  const tls = Tls.cloud('arn:aws:acm:eu-west-1:123456789012:certificate/one');
  expect([tls.cloudCertificate, tls.isIssued, tls.isNone, tls.secretName]).toEqual([
    'arn:aws:acm:eu-west-1:123456789012:certificate/one',
    false,
    false,
    undefined,
  ]);
  expect(`${tls}`).toBe('certificate arn:aws:acm:eu-west-1:123456789012:certificate/one of the cloud');
});

test.each(['', 'one, two', 'one two', undefined])('a certificate that the cloud keeps cannot be called %j', (name) => {
  expect(() => Tls.cloud(name as string)).toThrow(
    new Error(
      `the name of a certificate that the cloud keeps must be a text without spaces and commas, but got ${JSON.stringify(name)}; ` +
        "write it as the cloud does: Tls.cloud('arn:aws:acm:eu-west-1:123456789012:certificate/...')",
    ),
  );
});

describe('refuses', () => {
  const SUBDOMAIN =
    'a DNS-1123 subdomain (lower case letters, digits, "-" and ".", each part starting and ending with a letter or ' +
    'digit, at most 253 characters)';
  const noReason = (got: string) =>
    `Tls.none() must give a reason, since the host is served in clear text, but got ${got}; say why: ` +
    "Tls.none({ reason: 'the proxy in front terminates TLS' })";
  const oneIssuer = (got: string) =>
    `Tls.certManager() must have either \`clusterIssuer\` or \`issuer\`, but got ${got}; ` +
    'name the one that shall issue the certificate';

  test.each([
    [
      'the name of a Secret',
      () => Tls.secret('Shop_TLS'),
      `the name of a Secret must be ${SUBDOMAIN}, but got "Shop_TLS"; write "shop-tls"`,
    ],
    [
      'the namespace of a Secret',
      () => Tls.secret('tls', { namespace: 'a.b' }),
      'the namespace of a Secret must be a DNS-1123 label (lower case letters, digits and "-", starting and ending ' +
        'with a letter or digit, at most 63 characters), but got "a.b"; write "a-b"',
    ],
    [
      'the name of an issuer',
      () => Tls.certManager({ issuer: "Let's Encrypt", challenge: Challenge.HTTP01 }),
      `the name of an issuer must be ${SUBDOMAIN}, but got "Let's Encrypt"; write "let-s-encrypt"`,
    ],
    ['no issuer', () => Tls.certManager({ challenge: Challenge.HTTP01 }), oneIssuer('{"challenge":"http01"}')],
    [
      'two issuers',
      () => Tls.certManager({ issuer: 'a', clusterIssuer: 'b', challenge: Challenge.HTTP01 }),
      oneIssuer('{"issuer":"a","clusterIssuer":"b","challenge":"http01"}'),
    ],
    [
      'no challenge',
      () => Tls.certManager({ issuer: 'ca' } as any),
      'the `challenge` of Tls.certManager() must be Challenge.HTTP01 or Challenge.DNS01, but got undefined; ' +
        "say which one the issuer's `solvers` have",
    ],
    [
      'a challenge that is none',
      () => Tls.certManager({ issuer: 'ca', challenge: 'HTTP01' as any }),
      'the `challenge` of Tls.certManager() must be Challenge.HTTP01 or Challenge.DNS01, but got "HTTP01"; ' +
        "say which one the issuer's `solvers` have",
    ],
    ['nothing about an issuer', () => (Tls as any).certManager(), oneIssuer('undefined')],
    ['nothing about clear text', () => (Tls as any).none(), noReason('undefined')],
    ['clear text for no reason', () => (Tls as any).none({}), noReason('undefined')],
    ['clear text for a reason that is no text', () => (Tls as any).none({ reason: true }), noReason('true')],
    [
      'a Secret without a name',
      () => (Tls as any).secret(),
      'the name of a Secret must be a text, but got undefined; write it as in "web"',
    ],
    ['clear text without a reason', () => Tls.none({ reason: ' ' }), noReason('" "')],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});

describe('what is given as `tls`', () => {
  test.each([
    ['a Tls', Tls.secret('shop-tls')],
    ['nothing', undefined],
    ['null', null],
  ])('can be %s', (_, tls) => {
    expect(() => checkTls(tls)).not.toThrow();
  });

  test.each([
    ['the name of a Secret', 'shop-tls', '"shop-tls"'],
    ['properties', {}, '{}'],
    ['false', false, 'false'],
  ])('cannot be %s', (_, tls, got) => {
    expect(() => checkTls(tls)).toThrow(
      new Error(
        `\`tls\` must be a Tls, but got ${got}; write Tls.secret('name'), Tls.certManager({ ... }), or ` +
          "Tls.none({ reason: '...' }) for clear text",
      ),
    );
  });
});
