import { IngressTlsHostsDiffer } from '../../../lib/checks/rules/ingress-tls-hosts-differ';
import { manifests, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { ingress } from '../manifests';
import { all } from '../shop';

const check = new IngressTlsHostsDiffer();

const forHosts = (...hosts: string[]) =>
  ['rules:', ...hosts.map((host) => `  - { host: ${host}, http: { paths: [${PATH}] } }`)].join('\n');
const PATH = '{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }';

describe('reports', () => {
  test('a host that the certificate is not for', () => {
    expect(
      found(
        check,
        ingress(
          `tls: [{ hosts: [shop.example.com], secretName: tls }]\n${forHosts('shop.example.com', 'www.example.com')}`,
        ),
      ),
    ).toEqual(['10: Ingress shop/web: no host in its tls is www.example.com; there are shop.example.com']);
  });

  test('a wildcard, which stands for one label', () => {
    expect(
      found(
        check,
        ingress(
          `tls: [{ hosts: ["*.example.com"], secretName: tls }]\n${forHosts('a.b.example.com', 'a.example.com')}`,
        ),
      ),
    ).toEqual(['9: Ingress shop/web: no host in its tls is a.b.example.com; there are *.example.com']);
  });

  test('with the connections of that host', () => {
    const tls = 'tls: [{ hosts: [shop.example.com], secretName: tls }]';
    const text = all(ingress(`${tls}\n${forHosts('shop.example.com', 'www.example.com')}`), WEB);
    expect(shown(check, text).slice(1)).toEqual([
      '  http://www.example.com/ -> shop/web TCP 8080 has no certificate of its own',
    ]);
  });
});

describe('is silent about', () => {
  test('the same hosts', () => {
    expect(
      found(check, ingress(`tls: [{ hosts: [shop.example.com], secretName: tls }]\n${forHosts('shop.example.com')}`)),
    ).toEqual([]);
  });

  test('a default backend, which answers for every host', () => {
    const text = ingress(
      'tls: [{ hosts: [shop.example.com], secretName: tls }]\ndefaultBackend: { service: { name: web, port: { number: 80 } } }',
    );
    expect(found(check, text)).toEqual([]);
  });

  test('a wildcard of the rules with a certificate for one of its hosts', () => {
    const text = ingress(`tls: [{ hosts: [a.example.com], secretName: tls }]\n${forHosts('"*.example.com"')}`);
    expect(found(check, text)).toEqual([]);
  });

  test('an Ingress without tls', () => {
    expect(found(check, ingress(forHosts('shop.example.com')))).toEqual([]);
  });

  test('tls for whatever hosts there are', () => {
    expect(found(check, ingress(`tls: [{ secretName: tls }]\n${forHosts('shop.example.com')}`))).toEqual([]);
  });

  test('a certificate that another Ingress names', () => {
    expect(
      found(
        check,
        manifests(
          ingress(`tls: [{ hosts: [a.example.com], secretName: tls }]\n${forHosts('a.example.com', 'b.example.com')}`),
          ingress(`tls: [{ hosts: [b.example.com], secretName: tls }]\n${forHosts('b.example.com')}`, 'other'),
        ),
      ),
    ).toEqual([]);
  });

  test('a certificate for further hosts', () => {
    const tls = 'tls: [{ hosts: ["*.example.com", example.com], secretName: tls }]';
    expect(found(check, ingress(`${tls}\n${forHosts('shop.example.com')}`))).toEqual([]);
  });
});
