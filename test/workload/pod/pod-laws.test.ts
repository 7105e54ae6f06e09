import { apiWith } from '../written';

// The laws of what TypeScript lets through are tested in pod.test.ts, volume.test.ts and probe.test.ts.

describe('from JavaScript, a workload is refused', () => {
  test.each([
    ['command', 'sh -c', 'a list of texts', "['sh', '-c']"],
    ['args', '--port', 'a list of texts', "['--port', '8080']"],
    ['writable', '/tmp', 'a list of texts', "['/tmp']"],
    ['imagePullSecrets', 'registry', 'a list of texts', "['registry']"],
    ['sidecars', 'proxy', 'a list', "[{ name: 'proxy', image: 'ghcr.io/acme/proxy:1.4' }]"],
    ['extraPorts', 'metrics', 'a list', "[{ name: 'metrics', port: 9090 }]"],
    ['initContainers', 'schema', 'a list', "[{ name: 'schema', image: 'ghcr.io/acme/schema:1.4' }]"],
  ])('with one text as `%s`', (field, value, law, example) => {
    expect(() => apiWith({ [field]: value })).toThrow(
      new Error(`[shop/api] \`${field}\` must be ${law}, but got "${value}"; write it as in ${field}: ${example}`),
    );
  });

  test('with an argument that is no text', () => {
    expect(() => apiWith({ args: ['--port', 8080 as any] })).toThrow(
      new Error(
        '[shop/api] `args` must be a list of texts, but got ["--port",8080]; ' +
          "write it as in args: ['--port', '8080']",
      ),
    );
  });

  test('with the ports of a sidecar that are no list, or no ports', () => {
    const remedy = "write it as in ports: [{ name: 'proxy', port: 15001 }]";
    const sidecar = (ports: unknown) => ({ name: 'proxy', image: 'proxy:1', ports: ports as any });
    expect(() => apiWith({ sidecars: [sidecar('proxy')] })).toThrow(
      new Error(`[shop/api] \`ports\` must be a list, but got "proxy"; ${remedy}`),
    );
    expect(() => apiWith({ sidecars: [sidecar([null])] })).toThrow(
      new Error(`[shop/api] \`ports\` must be a list of objects, but got [null]; ${remedy}`),
    );
  });

  test('with a command of an init container that is no list', () => {
    const init = { name: 'schema', image: 'schema:1', command: 'migrate' as any };
    expect(() => apiWith({ initContainers: [init] })).toThrow(/^\[shop\/api\] `command` must be a list of texts/);
  });

  test('with a port that has no name', () => {
    expect(() => apiWith({ extraPorts: [{ port: 9 } as any] })).toThrow(
      new Error('[shop/api] a port name must be a text, but got undefined; write it as in "http"'),
    );
  });

  test('with a port of a protocol that is none', () => {
    expect(() => apiWith({ extraPorts: [{ name: 'dns', port: 53, protocol: 'udp' as any }] })).toThrow(
      new Error('[shop/api] a protocol must be one of TCP, UDP, SCTP, but got "udp"; name one as in Protocol.UDP'),
    );
  });

  test('without an image', () => {
    expect(() => apiWith({ image: undefined as any })).toThrow(
      new Error(
        '[shop/api] an image must be a reference without spaces, but got undefined; write it as in ghcr.io/acme/api:1.4',
      ),
    );
  });
});
