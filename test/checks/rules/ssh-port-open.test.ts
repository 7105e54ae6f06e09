import { SshPortOpen } from '../../../lib/checks/rules/ssh-port-open';
import { found, shown } from '../found';
import { all, pods, policyFor, workload } from '../shop';

const check = new SshPortOpen();

const BOX = workload('shop/box', undefined, '[{ containerPort: 22 }]');

describe('reports', () => {
  test('a container with the port of SSH, with who may connect', () => {
    expect(shown(check, BOX)).toEqual([
      '8: Deployment shop/box: it has TCP port 22, that of SSH',
      '  any pod in any other namespace -> shop/box TCP 22 is allowed',
    ]);
  });

  test('one that a policy opens to every pod', () => {
    const open = policyFor('shop/box', 'box', 'ingress: [{ from: [{ namespaceSelector: {} }] }]');
    expect(found(check, all(BOX, open))).toHaveLength(1);
  });
});

describe('is silent about', () => {
  test('one of which a policy names the clients', () => {
    const named = policyFor('shop/box', 'box', `ingress: [{ from: [${pods('admin')}], ports: [{ port: 22 }] }]`);
    expect(found(check, all(BOX, named))).toEqual([]);
  });

  test('other ports, and UDP', () => {
    expect(found(check, workload('shop/box', undefined, '[{ containerPort: 2222 }]'))).toEqual([]);
    expect(found(check, workload('shop/box', undefined, '[{ containerPort: 22, protocol: UDP }]'))).toEqual([]);
  });
});
