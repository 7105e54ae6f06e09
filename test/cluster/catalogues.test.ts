import * as fs from 'node:fs';
import * as path from 'node:path';

const CLUSTER = path.resolve(__dirname, '../../lib/cluster');

/** Files beside the entries: the contract, and what the entries share. */
const NO_ENTRIES: Record<string, string[]> = {
  gateway: [
    'check-feature.ts',
    'contour-port.ts',
    'envoy-gateway-objects.ts',
    'feature-table.ts',
    'gateway-feature.ts',
    'gateway-implementation.ts',
    'gateway-lacks.ts',
    'gateway-options.ts',
    'named-proxies.ts',
  ],
  ingress: [
    'annotations.ts',
    'asked-options.ts',
    'cloud-certificate.ts',
    'header-names.ts',
    'ingress-controller.ts',
    'ingress-option.ts',
    'ingress-request.ts',
    'installation.ts',
    'kong-objects.ts',
    'limits.ts',
    'option-table.ts',
    'origin-pattern.ts',
    'subnet-ranges.ts',
    'traefik-objects.ts',
  ],
  'load-balancer': [
    'addresses.ts',
    'aws-nlb-laws.ts',
    'aws-nlb-props.ts',
    'lacks.ts',
    'load-balancer.ts',
    'option-kinds.ts',
  ],
  mesh: ['mesh-options.ts', 'mesh.ts'],
  monitoring: ['monitor-object.ts', 'monitoring.ts'],
  'network-plugin': ['network-plugin-laws.ts', 'network-plugin-props.ts'],
  platforms: ['cluster-props.ts', 'gke-cluster-props.ts'],
};

/** Factories that stand for no entry: a network plugin is a value, whose class is the catalogue. */
const NO_FACTORIES = ['of', '_isNetworkPlugin'];

function read(...names: string[]): string {
  return fs.readFileSync(path.join(CLUSTER, ...names), 'utf8');
}

function filesOf(folder: string): string[] {
  return fs.readdirSync(path.join(CLUSTER, folder)).sort();
}

/** `envoy-gateway.ts` is `envoyGateway` in the catalogue. */
function factoryOf(file: string): string {
  return file.replace(/\.ts$/, '').replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

describe.each(Object.keys(NO_ENTRIES))('the catalogue of %s', (folder) => {
  const catalogue = read(folder, 'catalogue.ts');
  const entries = filesOf(folder).filter((file) => file !== 'catalogue.ts' && !NO_ENTRIES[folder]?.includes(file));

  test('has a line for each file', () => {
    const forgotten = entries.filter((file) => !catalogue.includes(`public static ${factoryOf(file)}(`));
    expect(forgotten).toEqual([]);
  });

  test('has a file for each line', () => {
    const factories = [...catalogue.matchAll(/public static (\w+)\(/g)].map(([, factory]) => factory);
    const lines = factories.filter((factory) => !NO_FACTORIES.includes(factory ?? ''));
    expect(lines.sort()).toEqual(entries.map(factoryOf).sort());
  });

  test('stands beside its contract, which does not know it', () => {
    for (const file of NO_ENTRIES[folder] ?? []) {
      expect(filesOf(folder)).toContain(file);
      expect(read(folder, file)).not.toContain('./catalogue');
    }
  });
});

test('no folder of facts is without a catalogue that is compared here', () => {
  const folders = fs
    .readdirSync(CLUSTER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  expect(folders).toEqual(Object.keys(NO_ENTRIES));
});

test('what a room offers leaves nothing out but the entries of platforms, which are functions, those of plugins, which are data, what entries share, and entries without options', () => {
  const index = read('index.ts');
  const forgotten = ['', 'gateway', 'ingress', 'load-balancer', 'platforms', 'monitoring', 'mesh', 'network-plugin']
    .flatMap((folder) => filesOf(folder).map((file) => path.posix.join(folder, file)))
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .filter((file) => !index.includes(`'./${file.replace(/\.ts$/, '')}'`));
  expect(forgotten).toEqual([
    'address-ranges.ts',
    'attached-profiles.ts',
    'cluster-description.ts',
    'cluster-facts-laws.ts',
    'cluster-file-kinds.ts',
    'cluster-file-text.ts',
    'cluster-file.ts',
    'cluster-profile-laws.ts',
    'entry-in.ts',
    'entry-laws.ts',
    'find-peer.ts',
    'gateway-api-kinds.ts',
    'gateway-api-laws.ts',
    'node-peers.ts',
    'gateway/contour-port.ts',
    'gateway/envoy-gateway-objects.ts',
    'gateway/feature-table.ts',
    'gateway/gateway-lacks.ts',
    'gateway/gateway-options.ts',
    'gateway/named-proxies.ts',
    'ingress/annotations.ts',
    'ingress/cloud-certificate.ts',
    'ingress/header-names.ts',
    'ingress/installation.ts',
    'ingress/k3s-traefik.ts',
    'ingress/kong-objects.ts',
    'ingress/limits.ts',
    'ingress/option-table.ts',
    'ingress/origin-pattern.ts',
    'ingress/subnet-ranges.ts',
    'ingress/traefik-objects.ts',
    'load-balancer/addresses.ts',
    'load-balancer/aws-nlb-laws.ts',
    'load-balancer/aws-nlb.ts',
    'load-balancer/lacks.ts',
    'load-balancer/option-kinds.ts',
    'platforms/aks.ts',
    'platforms/eks.ts',
    'platforms/gke.ts',
    'platforms/k3s.ts',
    'platforms/kind.ts',
    'platforms/kubeadm.ts',
    'platforms/openshift.ts',
    'monitoring/openshift.ts',
    'mesh/mesh-options.ts',
    'network-plugin/aws-vpc-cni.ts',
    'network-plugin/azure.ts',
    'network-plugin/calico-enterprise.ts',
    'network-plugin/calico.ts',
    'network-plugin/cilium.ts',
    'network-plugin/flannel.ts',
    'network-plugin/gke-dataplane-v2.ts',
    'network-plugin/kindnet.ts',
    'network-plugin/kube-router.ts',
    'network-plugin/network-plugin-laws.ts',
    'network-plugin/ovn-kubernetes.ts',
  ]);
});
