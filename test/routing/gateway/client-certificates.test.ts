import { Clusters, Gateway, GatewayApiVersion, Platform } from '../../../lib';
import { SECRET, space } from '../sample';

function frontend(clientCertificates: any): any {
  const app = new Platform({ cluster: Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_5 }) });
  const props = { hostnames: ['a.example.com'], tls: SECRET, clientCertificates };
  return new Gateway(space(app, 'edge'), 'gateway', props).toJson().spec.tls.frontend;
}

const CA = [{ configMap: 'ca' }];

test('clients have to show one of an authority', () => {
  expect(frontend({ authorities: CA })).toEqual({
    default: { validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] } },
  });
});

test('clients may be let in without a valid one', () => {
  expect(frontend({ authorities: CA, insecureFallback: true }).default.validation.mode).toBe('AllowInsecureFallback');
  expect(frontend({ authorities: CA, insecureFallback: false }).default.validation.mode).toBeUndefined();
});

test('ports are written in their order, whatever that of the list', () => {
  const ports = [8443, 443].map((port) => ({ port, authorities: CA }));
  expect(frontend({ authorities: CA, perPort: ports }).perPort.map(({ port }: any) => port)).toEqual([443, 8443]);
  expect(frontend({ authorities: CA, perPort: [...ports].reverse() })).toEqual(
    frontend({ authorities: CA, perPort: ports }),
  );
});

describe('refuses', () => {
  const WHAT = 'the `clientCertificates` of a Gateway';

  test.each<[string, any, string]>([
    ['a text', 'ca', `${WHAT} must be an object, but got "ca"; write it in { }`],
    [
      'a misspelt part',
      { authority: CA },
      `${WHAT} must have no \`authority\`, but got [{"configMap":"ca"}]; leave it out; it may have authorities, ` +
        'insecureFallback, perPort',
    ],
    [
      'no authority',
      { authorities: [] },
      `${WHAT} must name 1 to 16 \`authorities\`, but got an empty list; write them as in [{ configMap: 'clients-ca' }]`,
    ],
    [
      'the name of one',
      { authorities: ['ca'] },
      'a certificate authority must be an object, but got "ca"; write it in { }',
    ],
    [
      'a Secret',
      { authorities: [{ secret: 'ca' }] },
      'a certificate authority must have no `secret`, but got "ca"; leave it out; it may have configMap, namespace',
    ],
    [
      'a flag that is a text',
      { authorities: CA, insecureFallback: 'no' },
      '`insecureFallback` must be true or false, but got "no"; leave it out for the default',
    ],
    [
      'one port',
      { authorities: CA, perPort: { port: 443 } },
      `the \`perPort\` of ${WHAT} must be a list of at most 64 ports, but got {"port":443}; write it as in ` +
        "[{ port: 8443, authorities: [{ configMap: 'clients-ca' }] }]",
    ],
    [
      'a port twice',
      { authorities: CA, perPort: [443, 443].map((port) => ({ port, authorities: CA })) },
      `the \`perPort\` of ${WHAT} must name whole ports from 1 to 65535, each once, but got 443; name another port`,
    ],
  ])('%s', (_, certificates, message) => {
    expect(() => frontend(certificates)).toThrow(new Error(`[edge/gateway] ${message}`));
  });
});
