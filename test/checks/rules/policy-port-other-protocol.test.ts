import { PolicyPortOtherProtocol } from '../../../lib/checks/rules/policy-port-other-protocol';
import { found, shown } from '../found';
import { all, pods, policyFor, workload } from '../shop';

const check = new PolicyPortOtherProtocol();

const DB = workload('shop/db', '{ app: db }', '[{ containerPort: 5432 }]');
const DNS = workload('shop/dns', '{ app: dns }', '[{ containerPort: 53, protocol: UDP }]');
const WEB = workload('shop/web');
const into = (ports: string, app = 'db') =>
  policyFor(`shop/${app}`, app, `ingress: [{ from: [${pods('web')}], ports: ${ports} }]`);
const out = (ports: string, app = 'dns') =>
  policyFor('shop/web', 'web', 'policyTypes: [Egress]', `egress: [{ to: [${pods(app)}], ports: ${ports} }]`);

describe('reports', () => {
  test('UDP where the selected pods have TCP', () => {
    expect(shown(check, all(into('[{ port: 5432, protocol: UDP }]'), DB, WEB))).toEqual([
      '6: NetworkPolicy shop/db: UDP 5432 is a port by TCP at shop/db; its containers have TCP 5432',
      '  shop/web -> shop/db TCP 5432 is meant, and denied by NetworkPolicy shop/db',
    ]);
  });

  test('a port without a protocol, where the peers have UDP', () => {
    expect(shown(check, all(out('[{ port: 53 }]'), DNS, WEB))).toEqual([
      '7: NetworkPolicy shop/web: TCP 53 is a port by UDP at shop/dns; its containers have UDP 53',
      '  shop/web -> shop/dns UDP 53 is meant, and denied by NetworkPolicy shop/web',
    ]);
  });

  test('one of several ports', () => {
    expect(found(check, all(into('[{ port: 5432, protocol: SCTP }, { port: 9187 }]'), DB, WEB))).toEqual([
      '6: NetworkPolicy shop/db: SCTP 5432 is a port by TCP at shop/db; its containers have TCP 5432',
    ]);
  });

  test('pods that have it by two others', () => {
    const both = workload('shop/dns', '{ app: dns }', '[{ containerPort: 53, protocol: UDP }, { containerPort: 53 }]');
    expect(shown(check, all(out('[{ port: 53, protocol: SCTP }]'), both, WEB))).toEqual([
      '7: NetworkPolicy shop/web: SCTP 53 is a port by TCP and UDP at shop/dns; its containers have UDP 53, TCP 53',
      '  shop/web -> shop/dns TCP 53, UDP 53 is meant, and denied by NetworkPolicy shop/web',
    ]);
  });

  test('a policy of Calico', () => {
    const text = `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  selector: app == 'db'
  ingress:
    - { action: Allow, protocol: UDP, source: { selector: app == 'web' }, destination: { ports: [5432] } }
`;
    expect(found(check, all(text, DB, WEB))).toEqual([
      '7: NetworkPolicy shop/db: UDP 5432 is a port by TCP at shop/db; its containers have TCP 5432',
    ]);
  });
});

describe('is silent about', () => {
  test('the protocol that the containers declare', () => {
    expect(found(check, all(into('[{ port: 5432 }]'), DB, WEB))).toEqual([]);
    expect(found(check, all(out('[{ port: 53, protocol: UDP }]'), DNS, WEB))).toEqual([]);
  });

  test('a second protocol beside that of the containers, in the same rule or another one', () => {
    expect(found(check, all(out('[{ port: 53 }, { port: 53, protocol: UDP }]'), DNS, WEB))).toEqual([]);
    const two = policyFor(
      'shop/web',
      'web',
      'policyTypes: [Egress]',
      `egress: [{ to: [${pods('dns')}], ports: [{ port: 53 }] }, { ports: [{ port: 53, protocol: UDP }] }]`,
    );
    expect(found(check, all(two, DNS, WEB))).toEqual([]);
  });

  test('pods of which one declares the port by that protocol', () => {
    const quic = workload('shop/quic', '{ app: db }', '[{ containerPort: 5432, protocol: UDP }]');
    expect(found(check, all(into('[{ port: 5432, protocol: UDP }]'), DB, quic, WEB))).toEqual([]);
  });

  test('pods of which one declares no port, or none declares that one', () => {
    const silent = workload('shop/silent', '{ app: db }', '[]');
    expect(found(check, all(into('[{ port: 5432, protocol: UDP }]'), DB, silent, WEB))).toEqual([]);
    expect(found(check, all(into('[{ port: 9999, protocol: UDP }]'), DB, WEB))).toEqual([]);
  });

  test('a range, a name and every port', () => {
    expect(found(check, all(into('[{ port: 5000, endPort: 6000, protocol: UDP }]'), DB, WEB))).toEqual([]);
    expect(found(check, all(into('[{ protocol: UDP }]'), DB, WEB))).toEqual([]);
    const named = workload('shop/db', '{ app: db }', '[{ name: sql, containerPort: 5432 }]');
    expect(found(check, all(into('[{ port: sql, protocol: UDP }]'), named, WEB))).toEqual([]);
  });

  test('pods that were not read, and everyone', () => {
    expect(found(check, into('[{ port: 5432, protocol: UDP }]'))).toEqual([]);
    const everyone = policyFor('shop/web', 'web', 'egress: [{ ports: [{ port: 5432, protocol: UDP }] }]');
    expect(found(check, all(everyone, DB, WEB))).toEqual([]);
  });

  test('a rule that denies', () => {
    const text = `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec: { selector: app == 'db', ingress: [{ action: Deny, protocol: UDP, destination: { ports: [5432] } }] }
`;
    expect(found(check, all(text, DB))).toEqual([]);
  });
});
