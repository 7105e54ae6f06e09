import { PrivilegedPort } from '../../../lib/checks/rules/privileged-port';
import { found, shown } from '../found';
import { service } from '../manifests';
import { all, workload } from '../shop';

const check = new PrivilegedPort();

const web = (pod: string, container = '', port = 80) =>
  workload(
    'shop/web',
    undefined,
    `[{ containerPort: ${port} }]${container && `, securityContext: ${container}`}`,
    pod && `securityContext: ${pod}, `,
  );

describe('reports', () => {
  test('a low port of a container that says, or whose pod says, that it is not root', () => {
    const text = "8: Deployment shop/web: container main listens on port 80, and doesn't run as root";
    expect(found(check, web('{ runAsNonRoot: true }'))).toEqual([text]);
    expect(found(check, web('', '{ runAsUser: 1000 }'))).toEqual([text]);
    expect(found(check, web('{ runAsUser: 0 }', '{ runAsUser: 1000 }'))).toEqual([text]);
  });

  test('with the connections that may be lost', () => {
    expect(shown(check, all(web('{ runAsNonRoot: true }'), service('shop/web'))).slice(1)).toEqual([
      '  anyone -> shop/service/web TCP 80 may be lost with it',
    ]);
  });
});

describe('is silent about', () => {
  test('a container that may run as root, and a port from 1024', () => {
    expect(found(check, web(''))).toEqual([]);
    expect(found(check, web('{ runAsNonRoot: true }', '{ runAsNonRoot: false }'))).toEqual([]);
    expect(found(check, web('{ runAsNonRoot: true }', '', 8080))).toEqual([]);
  });

  test('a container that may listen there', () => {
    expect(found(check, web('{ runAsUser: 1000 }', '{ capabilities: { add: [NET_BIND_SERVICE] } }'))).toEqual([]);
    const sysctl = '{ runAsUser: 1000, sysctls: [{ name: net.ipv4.ip_unprivileged_port_start, value: "0" }] }';
    expect(found(check, web(sysctl))).toEqual([]);
  });
});
