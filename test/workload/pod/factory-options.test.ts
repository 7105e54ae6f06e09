import { EnvSource, PodDns, Probe, ServiceAccount, Shutdown, Spread, Toleration, Volume } from '../../../lib';

test.each<[string, (options: any) => unknown, string]>([
  ['Probe.http', (options) => Probe.http('/healthz', options), "Probe.http('/healthz', { port: 8080 })"],
  ['Probe.tcp', Probe.tcp, 'Probe.tcp({ port: 8080 })'],
  ['Probe.grpc', Probe.grpc, 'Probe.grpc({ port: 8080 })'],
  ['Volume.emptyDir', Volume.emptyDir, "Volume.emptyDir({ sizeLimit: '64Mi' })"],
  [
    'Probe.command',
    (options) => Probe.command(['pg_isready'], options),
    "Probe.command(['pg_isready'], { timeout: Duration.seconds(5) })",
  ],
  [
    'Shutdown.afterHttp',
    (options) => Shutdown.afterHttp('/drain', options),
    "Shutdown.afterHttp('/drain', { port: 8080 })",
  ],
  [
    'EnvSource.configMap',
    (options) => EnvSource.configMap('settings', options),
    "EnvSource.configMap('settings', { prefix: 'SHOP_' })",
  ],
  ['EnvSource.secret', (options) => EnvSource.secret('db', options), "EnvSource.secret('db', { prefix: 'DB_' })"],
  ['Volume.secret', (options) => Volume.secret('keys', options), "Volume.secret('shop-keys', { mode: 0o440 })"],
  [
    'Volume.configMap',
    (options) => Volume.configMap('shop', options),
    "Volume.configMap('shop', { items: { 'shop.yaml': 'config' } })",
  ],
  [
    'Volume.projected',
    (options) => Volume.projected([Volume.secret('tls')], options),
    "Volume.projected([Volume.secret('tls')], { mode: 0o440 })",
  ],
  ['Volume.claim', (options) => Volume.claim('uploads', options), "Volume.claim('uploads', { readOnly: true })"],
  [
    'Volume.hostPath',
    (options) => Volume.hostPath('/var/log', options),
    "Volume.hostPath('/var/log', { readOnly: true })",
  ],
  ['PodDns.ofCluster', PodDns.ofCluster, 'PodDns.ofCluster({ ndots: 1 })'],
  ['PodDns.of', (options) => PodDns.of(['192.0.2.53'], options), "PodDns.of(['192.0.2.53'], { ndots: 1 })"],
  ['PodDns.ofNode', PodDns.ofNode, 'PodDns.ofNode({ ndots: 1 })'],
  ['Spread.overZones', Spread.overZones, 'Spread.overZones({ maxSkew: 2 })'],
  ['Spread.overNodes', Spread.overNodes, 'Spread.overNodes({ maxSkew: 2 })'],
  [
    'Spread.over',
    (options) => Spread.over('topology.kubernetes.io/region', options),
    "Spread.over('topology.kubernetes.io/region', { maxSkew: 2 })",
  ],
  ['ServiceAccount.dedicated', ServiceAccount.dedicated, 'ServiceAccount.dedicated({ mountsToken: true })'],
  [
    'ServiceAccount.existing',
    (options) => ServiceAccount.existing('shop', options),
    "ServiceAccount.existing('shop', { mountsToken: true })",
  ],
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

test.each<[string, (options: any) => unknown, string]>([
  ['Volume.persistent', Volume.persistent, "Volume.persistent({ size: '10Gi' })"],
  ['Volume.perMember', Volume.perMember, "Volume.perMember({ size: '10Gi' })"],
  ['Volume.ephemeral', Volume.ephemeral, "Volume.ephemeral({ size: '10Gi' })"],
  ['Volume.token', Volume.token, "Volume.token({ audience: 'vault' })"],
  ['Volume.podInfo', Volume.podInfo, "Volume.podInfo({ labels: 'metadata.labels' })"],
  ['Toleration.of', Toleration.of, "Toleration.of({ key: 'dedicated', value: 'batch' })"],
])('%s refuses a lone value in place of options', (factory, make, example) => {
  for (const [options, got] of [
    ['10Gi', '"10Gi"'],
    [undefined, 'undefined'],
  ]) {
    expect(() => make(options)).toThrow(
      new Error(`the options of ${factory}() must be an object, but got ${got}; write it as in ${example}`),
    );
  }
});
