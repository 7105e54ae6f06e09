import { PolicyPortNotFound } from '../../../lib/checks/rules/policy-port-not-found';
import { found, shown } from '../found';
import { all, pods, policyFor, workload } from '../shop';

const check = new PolicyPortNotFound();

const API = workload('shop/api', '{ app: api }', '[{ name: http, containerPort: 8080 }]');
const WEB = workload('shop/web');
const into = (port: string) =>
  policyFor('shop/api', 'api', `ingress: [{ from: [${pods('web')}], ports: [{ port: ${port} }] }]`);

describe('reports', () => {
  test('a name that no container of the pods has', () => {
    expect(shown(check, all(into('web'), API, WEB))).toEqual([
      '6: NetworkPolicy shop/api: no container of shop/api has a TCP port with the name web',
      '  nobody -> shop/api is let in by that name; its containers have TCP 8080 (http)',
    ]);
  });

  test('a name of the pods themselves, where it would be that of the destination', () => {
    const out = policyFor('shop/api', 'api', `egress: [{ to: [${pods('web')}], ports: [{ port: http }] }]`);
    expect(shown(check, all(out, API, WEB))).toEqual([
      '6: NetworkPolicy shop/api: no container of shop/web has a TCP port with the name http',
      '  nobody -> shop/web is let out by that name; its containers have TCP 8080',
    ]);
  });

  test('a name of another protocol', () => {
    expect(found(check, all(into('http, protocol: UDP'), API, WEB))).toEqual([
      '6: NetworkPolicy shop/api: no container of shop/api has a UDP port with the name http',
    ]);
  });
});

describe('is silent about', () => {
  test('a name that a container has, at some of the pods', () => {
    expect(found(check, all(into('http'), API, WEB))).toEqual([]);
    const everyone = into('http').replace('{ matchLabels: { app: api } }', '{}');
    expect(found(check, all(everyone, API, WEB))).toEqual([]);
  });

  test('the ports of proxies that are put into the pods', () => {
    for (const name of ['http-envoy-prom', 'linkerd-admin', 'linkerd-proxy', 'dapr-http']) {
      expect(found(check, all(into(name), API, WEB))).toEqual([]);
    }
  });

  test('a number', () => {
    expect(found(check, all(into('9999'), API, WEB))).toEqual([]);
  });

  test('pods that were not read, and everyone', () => {
    expect(found(check, into('web'))).toEqual([]);
    expect(
      found(check, all(policyFor('shop/web', 'web', 'egress: [{ ports: [{ port: dns, protocol: UDP }] }]'), WEB)),
    ).toEqual([]);
  });
});
