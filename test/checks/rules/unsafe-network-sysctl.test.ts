import { UnsafeNetworkSysctl } from '../../../lib/checks/rules/unsafe-network-sysctl';
import { found, shown } from '../found';
import { service } from '../manifests';
import { all, workload } from '../shop';

const check = new UnsafeNetworkSysctl();

const asking = (name: string, more = '') =>
  workload('shop/web', undefined, undefined, `${more}securityContext: { sysctls: [{ name: ${name}, value: "1" }] }, `);

describe('reports', () => {
  test('a sysctl of the network that is not safe, in either way to write it', () => {
    expect(found(check, asking('net.core.somaxconn'))).toEqual([
      '8: Deployment shop/web: it asks for net.core.somaxconn, and it is none of those that are safe',
    ]);
    expect(found(check, asking('net/ipv4/conf/all/route_localnet'))).toEqual([
      '8: Deployment shop/web: it asks for net.ipv4.conf.all.route_localnet, and it is none of those that are safe',
    ]);
  });

  test('any of them for pods on the network of their node', () => {
    expect(found(check, asking('net.ipv4.tcp_syncookies', 'hostNetwork: true, '))).toEqual([
      '8: Deployment shop/web: it asks for net.ipv4.tcp_syncookies, and its pods are on the network of their node',
    ]);
  });

  test('with the connections that may be lost', () => {
    expect(shown(check, all(asking('net.core.somaxconn'), service('shop/web'))).slice(1)).toEqual([
      '  anyone -> shop/service/web TCP 80 may be lost with it',
    ]);
  });
});

describe('is silent about', () => {
  test('what is safe', () => {
    expect(found(check, asking('net.ipv4.ip_unprivileged_port_start'))).toEqual([]);
    expect(found(check, asking('net.ipv4.tcp_rmem'))).toEqual([]);
  });

  test('what is not of the network', () => {
    expect(found(check, asking('kernel.msgmax'))).toEqual([]);
  });

  test('pods that ask for nothing', () => {
    expect(found(check, workload('shop/web'))).toEqual([]);
  });
});
