import { Probe, ServiceAccount, Volume } from '../../lib';

test.each<[string, (options: any) => unknown, string]>([
  ['Probe.http', (options) => Probe.http('/healthz', options), "Probe.http('/healthz', { port: 8080 })"],
  ['Probe.tcp', Probe.tcp, 'Probe.tcp({ port: 8080 })'],
  ['Probe.grpc', Probe.grpc, 'Probe.grpc({ port: 8080 })'],
  ['Volume.emptyDir', Volume.emptyDir, "Volume.emptyDir({ sizeLimit: '64Mi' })"],
  ['ServiceAccount.dedicated', ServiceAccount.dedicated, 'ServiceAccount.dedicated({ mountsToken: true })'],
])('%s refuses a lone value and null in place of options, and takes none', (factory, make, example) => {
  for (const [options, got] of [
    [8080, '8080'],
    ['64Mi', '"64Mi"'],
    [null, 'null'],
    [[8080], '[8080]'],
  ]) {
    expect(() => make(options)).toThrow(
      new Error(`the options of ${factory}() must be an object, but got ${got}; write it as in ${example}`),
    );
  }
  expect(() => make(undefined)).not.toThrow();
});
