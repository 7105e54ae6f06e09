import { valueError } from '../errors';
import { CiliumEntity, type IpRange, KnownPeer, Peer, Port } from '../traffic';
import type { CloudMetadata } from './cloud-metadata';
import type { Entry } from './entry';
import type { KubernetesApi } from './kubernetes-api';
import type { IMonitoring } from './monitoring/monitoring';
import type { NetworkPlugin } from './network-plugin/catalogue';
import type { WorkloadIdentity } from './workload-identity';

/** The facts of a cluster by which peers are found. */
export interface PeerFacts {
  readonly name: string;
  readonly networkPlugin?: NetworkPlugin;
  readonly kubernetesApi?: KubernetesApi;
  readonly metadata?: CloudMetadata;
  readonly metadataRanges: IpRange[];
  readonly workloadIdentity?: WorkloadIdentity;
  readonly monitoring?: IMonitoring;
  readonly podRanges: IpRange[];
  readonly serviceRanges: IpRange[];
  /** Who a node is to a policy; an error where nothing says it. */
  readonly nodes: Peer;
  /** Who a pod on the network of its node is to a policy; an error where nothing says it, or can. */
  readonly _hostNetworkPods: Peer;
  /** A way into the cluster. */
  entry(name?: string): Entry;
}

/** Whom a peer stands for in a cluster, and on which ports it answers where the cluster says so. */
export interface FoundPeer {
  readonly peer: Peer;
  readonly ports?: Port[];
}

/**
 * Finds whom a peer stands for in a cluster. A peer that says so itself stays as it is.
 *
 * @throws when the profile doesn't say; the error names the command that finds it
 */
export function findPeer(profile: PeerFacts, peer: Peer): FoundPeer {
  return peer.known === undefined ? { peer } : FINDERS[peer.known](profile, peer);
}

/** What a profile says of somebody may be somebody whom it has to find in turn, such as a scraper on the nodes. */
function foundIn(profile: PeerFacts, { known, displayName }: Peer, said: Peer): Peer {
  if (said.known !== undefined && said.known === known) {
    throw valueError({
      law: `the cluster profile "${profile.name}" must say who ${displayName} is by something else than ${displayName}`,
      remedy: 'name its pods, its addresses or the nodes',
    });
  }
  return named(displayName, findPeer(profile, said).peer);
}

const FINDERS: { readonly [known in KnownPeer]: (profile: PeerFacts, peer: Peer) => FoundPeer } = {
  [KnownPeer.KUBERNETES_API]: kubernetesApi,
  [KnownPeer.CLOUD_METADATA]: cloudMetadata,
  [KnownPeer.WORKLOAD_IDENTITY]: workloadIdentity,
  [KnownPeer.NODES]: nodes,
  [KnownPeer.MONITORING]: monitoring,
  [KnownPeer.DATA_PLANE]: dataPlane,
  [KnownPeer.INTERNET]: ({ podRanges, serviceRanges }) => ({
    peer: Peer._internetWithout([...podRanges, ...serviceRanges].map(({ cidr }) => cidr)),
  }),
};

function kubernetesApi({ name, kubernetesApi: api, networkPlugin }: PeerFacts, { displayName }: Peer): FoundPeer {
  if (networkPlugin?.matchesEntities) {
    const ports = api?.ports ?? [Port.tcp(443), Port.tcp(6443)];
    return { peer: named(displayName, Peer.ciliumEntity(CiliumEntity.KUBE_APISERVER)), ports };
  }
  if (api) return { peer: named(displayName, Peer.ranges(...api.ranges)), ports: api.ports };
  throw valueError({
    law: `the cluster profile "${name}" must say where the Kubernetes API answers`,
    remedy:
      'give it `kubernetesApi: KubernetesApi.at([...])`: the addresses and the port that ' +
      '`kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes` shows',
  });
}

function cloudMetadata({ name, metadata, metadataRanges }: PeerFacts, { displayName }: Peer): FoundPeer {
  if (metadataRanges.length > 0) {
    return { peer: named(displayName, Peer.ranges(...metadataRanges)), ports: metadata?.ports ?? [Port.tcp(80)] };
  }
  throw valueError({
    law: `the cluster profile "${name}" must have a metadata service where a connection leads to it, and says that there is none`,
    remedy: 'leave the connection out, or say which cloud it is: `metadata: CloudMetadata.aws()`',
  });
}

function workloadIdentity(profile: PeerFacts, { displayName }: Peer): FoundPeer {
  const { workloadIdentity: identity, networkPlugin } = profile;
  if (!identity) {
    throw valueError({
      law: `the cluster profile "${profile.name}" must say where pods fetch the credentials of their identity`,
      remedy: 'give it `workloadIdentity`, such as WorkloadIdentity.eksPodIdentity()',
    });
  }
  const addresses = identity.peers(networkPlugin);
  const hosts = networkPlugin?.matchesHostnames ? identity.hostnames.map((host) => Peer.hostname(host)) : [];
  const peers = addresses.length > 0 ? addresses : hosts;
  if (peers.length > 0) return { peer: named(displayName, ...peers), ports: identity.ports };
  throw valueError({
    law: `the credentials of an identity must be fetched from an address, and ${identity.name} has them at ${identity.hostnames.join(', ')}`,
    remedy: 'connect to its addresses with Peer.cidr(), or to Peer.internet(), on TCP port 443',
  });
}

function nodes(profile: PeerFacts, { displayName }: Peer): FoundPeer {
  const entities = [CiliumEntity.HOST, CiliumEntity.REMOTE_NODE].map((entity) => Peer.ciliumEntity(entity));
  return { peer: named(displayName, ...(profile.networkPlugin?.matchesEntities ? entities : [profile.nodes])) };
}

function monitoring(profile: PeerFacts, peer: Peer): FoundPeer {
  if (profile.monitoring) return { peer: foundIn(profile, peer, profile.monitoring.scraper) };
  throw valueError({
    law: `the cluster profile "${profile.name}" must say who scrapes metrics`,
    remedy: "give it `monitoring`, such as Monitoring.kubePrometheusStack({ namespace: 'monitoring' })",
  });
}

function dataPlane(profile: PeerFacts, peer: Peer): FoundPeer {
  const entry = profile.entry(peer.entry);
  if (entry.usesHostNetwork) return { peer: named(peer.displayName, profile._hostNetworkPods) };
  if (entry.controller) return { peer: foundIn(profile, peer, entry.controller.dataPlane) };
  throw valueError({
    law: `the data plane of an entry by Gateway must be that of one Gateway, and "${entry.name}" is such an entry`,
    remedy: 'lead a route of the Gateway to the workload, which lets its data plane in',
  });
}

function named(displayName: string, ...peers: Peer[]): Peer {
  return Peer._found(displayName, peers);
}
