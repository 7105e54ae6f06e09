import { BackendTrust, SubjectAltName } from '../../../lib';

describe('trust', () => {
  test('is written', () => {
    expect(BackendTrust.system()._manifest).toEqual({ wellKnownCACertificates: 'System' });
    expect(BackendTrust.authorities('a', 'b')._manifest).toEqual({
      caCertificateRefs: [
        { group: '', kind: 'ConfigMap', name: 'a' },
        { group: '', kind: 'ConfigMap', name: 'b' },
      ],
    });
  });

  test('is known as such', () => {
    expect([BackendTrust.system(), {}, null].map(BackendTrust.isBackendTrust)).toEqual([true, false, false]);
  });

  test('needs 1 to 8 names, each once', () => {
    expect(() => BackendTrust.authorities()).toThrow(
      new Error(
        'BackendTrust.authorities() must have 1 to 8 names, but got 0; name the ConfigMaps, or write ' +
          'BackendTrust.system() for authorities that everybody trusts',
      ),
    );
    const names = Array.from({ length: 9 }, (_, n) => `ca-${n}`);
    expect(() => BackendTrust.authorities(...names)).toThrow(/must have 1 to 8 names, but got 9; /);
    expect(() => BackendTrust.authorities(...names.slice(1))).not.toThrow();
    expect(() => BackendTrust.authorities('a', 'a')).toThrow(
      new Error('BackendTrust.authorities() must name each ConfigMap once, but got "a"; leave one of them out'),
    );
    expect(() => BackendTrust.authorities('CA')).toThrow(
      /^the name of a ConfigMap must be a DNS-1123 subdomain .*, but got "CA"; write "ca"$/,
    );
  });
});

describe('a name of a certificate', () => {
  test('is known as such', () => {
    const name = SubjectAltName.hostname('a.example.com');
    expect([name, {}, null].map(SubjectAltName.isSubjectAltName)).toEqual([true, false, false]);
  });

  test('must be a host or a URI', () => {
    expect(() => SubjectAltName.hostname('192.0.2.1')).toThrow(/^a hostname must not be an IP address, /);
    const law = 'the URI of a certificate must have a scheme and at most 253 visible characters of ASCII';
    const remedy = 'write it as in "spiffe://example.com/api"';
    expect(() => SubjectAltName.uri('example.com')).toThrow(new Error(`${law}, but got "example.com"; ${remedy}`));
    expect(() => SubjectAltName.uri('a:b c')).toThrow(new Error(`${law}, but got "a:b c"; ${remedy}`));
    expect(() => SubjectAltName.uri(`a:${'b'.repeat(252)}`)).toThrow(law);
    expect(() => SubjectAltName.uri(`a:${'b'.repeat(251)}`)).not.toThrow();
    expect(() => SubjectAltName.uri(7 as any)).toThrow(
      new Error(`the URI of a certificate must be a text, but got 7; ${remedy}`),
    );
  });
});
