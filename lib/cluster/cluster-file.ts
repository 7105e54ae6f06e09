import { networksOf } from './address-ranges';
import { CloudMetadata } from './cloud-metadata';
import type { ClusterDescription, FactOrigins } from './cluster-description';
import { ClusterDns } from './cluster-dns';
import {
  checkMapping,
  entryIn,
  flagIn,
  itemsIn,
  memberIn,
  optionsIn,
  portsIn,
  refuse,
  textIn,
  textsIn,
} from './cluster-file-kinds';
import { FileField } from './cluster-file-text';
import { ClusterPolicyApi } from './cluster-policy-api';
import { Entry } from './entry';
import { ENTRY_OPTIONS } from './entry-laws';
import { GatewayImplementations } from './gateway/catalogue';
import type { IGatewayImplementation } from './gateway/gateway-implementation';
import { GatewayApiChannel, GatewayApiVersion } from './gateway-api-version';
import { IngressControllers } from './ingress/catalogue';
import type { IIngressController } from './ingress/ingress-controller';
import { KubernetesApi } from './kubernetes-api';
import { LoadBalancers } from './load-balancer/catalogue';
import { Mesh } from './mesh/catalogue';
import { Monitoring } from './monitoring/catalogue';
import { NetworkPlugin } from './network-plugin/catalogue';
import { NodeLocalDns } from './node-local-dns';
import { aks } from './platforms/aks';
import { eks } from './platforms/eks';
import { gke } from './platforms/gke';
import { GkeDns } from './platforms/gke-cluster-props';
import { k3s } from './platforms/k3s';
import { kind } from './platforms/kind';
import { kubeadm } from './platforms/kubeadm';
import { openshift } from './platforms/openshift';
import { PolicyDialect } from './policy-dialect';
import { Tls } from './tls';
import { WorkloadIdentity } from './workload-identity';

type Platform = (props?: { readonly [fact: string]: any }) => ClusterDescription;

/** The kinds of clusters, as files name them. */
const PLATFORMS: { readonly [name: string]: Platform } = { kubeadm, kind, k3s, eks, gke, aks, openshift };

/** How each fact is read. */
const READERS: { readonly [fact: string]: (field: FileField) => unknown } = {
  dns: dnsIn,
  nodeLocalDns: (field) => {
    const options = optionsIn(field, ['clusterIp', 'address', 'redirected']) as any;
    // Checked here, where its line is known.
    field.make(() => NodeLocalDns.of(options));
    return options;
  },
  networkPlugin: pluginIn,
  entries: (field) => itemsIn(field).map(wayIn),
  nodeRanges: networksIn,
  podRanges: networksIn,
  serviceRanges: networksIn,
  kubernetesApi: (field) => {
    const { addresses, ...options } = optionsIn(field, ['addresses', 'port', 'clusterIp']);
    return field.make(() => KubernetesApi.at(addresses, options));
  },
  loadBalancer: (field) => entryIn(field, LoadBalancers),
  gatewayApiVersion: (field) => memberIn(field, GatewayApiVersion),
  gatewayApiChannel: (field) => memberIn(field, GatewayApiChannel),
  monitoring: (field) => entryIn(field, Monitoring),
  mesh: (field) => entryIn(field, Mesh),
  metadata: (field) => entryIn(field, CloudMetadata),
  workloadIdentity: identityIn,
  policyDialect: (field) => memberIn(field, PolicyDialect),
  clusterPolicies: (field) => memberIn(field, ClusterPolicyApi),
  kubernetesVersion: textIn,
  assignsPodUsers: flagIn,
};

/** How the facts are read that GKE alone has, and which facts they decide. */
const OF_GKE: typeof READERS = {
  dataplaneV2: flagIn,
  dnsProvider: (field) => memberIn(field, GkeDns),
};
const DECIDES: FactOrigins = { nodeLocalDns: 'dns', dataplaneV2: 'networkPlugin', dnsProvider: 'dns' };

/**
 * The facts of a cluster as a file says them.
 *
 * @param file - the file, as it is seen from the folder in which the app runs
 * @throws when it can't be read, or says what nobody knows; the error starts with the file and the line
 */
export function readClusterFile(file: string): ClusterDescription {
  const root = FileField.read(file);
  const platform = root.fields.get('platform');
  const readers = { ...READERS, ...(platform?.value === 'gke' ? OF_GKE : {}) };
  checkMapping(root, ['platform', 'name', ...Object.keys(readers)]);
  const facts: { [fact: string]: unknown } = {};
  const origins: { [fact: string]: string } = {};
  for (const [fact, field] of root.fields) {
    const read = readers[fact];
    if (!read) continue;
    facts[fact] = read(field);
    // What is said of the fact itself counts before what decides it among others.
    const decided = DECIDES[fact];
    if (decided === undefined || !root.fields.has(decided) || fact === 'nodeLocalDns') {
      origins[decided ?? fact] = field.place;
    }
  }
  const { props, origins: usual } = root.make(() => platformOf(root, platform)(facts));
  const name = root.fields.get('name');
  return {
    props: { ...props, ...(name === undefined ? {} : { name: textIn(name) }) },
    origins: { ...usual, ...origins },
  };
}

function platformOf(root: FileField, platform: FileField | undefined): Platform {
  if (platform === undefined) {
    return refuse(
      root,
      `of a kind of cluster, which \`platform\` names`,
      `say one of ${Object.keys(PLATFORMS).join(', ')}`,
    );
  }
  const text = textIn(platform);
  const found = Object.hasOwn(PLATFORMS, text) ? PLATFORMS[text] : undefined;
  return found ?? refuse(platform, `one of ${Object.keys(PLATFORMS).join(', ')}`, 'take kubeadm for any other one');
}

function networksIn(field: FileField): string[] {
  const texts = textsIn(field);
  for (const item of itemsIn(field)) item.make(() => networksOf('these networks', [textIn(item)]));
  return texts;
}

const DNS = ['namespace', 'labels', 'ports', 'servicePorts', 'clusterDomain'];
const DNS_BY_ADDRESS = ['addresses', 'ports', 'clusterDomain'];

function dnsIn(field: FileField): ClusterDns {
  const { addresses, ...options } = optionsIn(field, field.fields.has('addresses') ? DNS_BY_ADDRESS : DNS);
  const ports = Object.fromEntries(
    [...field.fields]
      .filter(([key]) => key === 'ports' || key === 'servicePorts')
      .map(([key, each]) => [key, portsIn(each)]),
  );
  return field.make(() =>
    addresses === undefined
      ? ClusterDns.of({ ...options, ...ports })
      : ClusterDns.at(addresses, { ...options, ...ports }),
  );
}

/** By its name in the catalogue, or by what one would give to `NetworkPlugin.of()`. */
function pluginIn(field: FileField): NetworkPlugin {
  if (!field.fields.has('name')) return entryIn(field, NetworkPlugin, ['of']);
  return field.make(() => NetworkPlugin.of(field.value as any));
}

/** By its name in the catalogue, or by the addresses of a service of one's own. */
function identityIn(field: FileField): WorkloadIdentity {
  const ports = field.fields.get('ports');
  if (!field.fields.has('addresses')) return entryIn(field, WorkloadIdentity, ['addresses']);
  const { addresses, onHost } = optionsIn(field, ['addresses', 'ports', 'onHost']);
  return field.make(() => WorkloadIdentity.addresses(addresses, { ports: ports ? portsIn(ports) : [], onHost }));
}

const WAYS = ['ingress', 'gateway'];

function wayIn(field: FileField): Entry {
  const { ingress, gateway, tls: _, ...options } = optionsIn(field, [...WAYS, ...ENTRY_OPTIONS]);
  if ((ingress === undefined) === (gateway === undefined)) {
    return refuse(field, 'an entry by one of `ingress` and `gateway`', 'name a controller, or an implementation');
  }
  const certificates = field.fields.get('tls');
  const said = { ...options, ...(certificates ? { tls: entryIn<Tls>(certificates, Tls) } : {}) };
  const [server] = WAYS.flatMap((way) => field.fields.get(way) ?? []) as [FileField];
  return field.make(() =>
    ingress === undefined
      ? Entry.gateway(entryIn<IGatewayImplementation>(server, GatewayImplementations), said)
      : Entry.ingress(entryIn<IIngressController>(server, IngressControllers), said),
  );
}
