import type { Direction } from '../network/policies';
import { isHarmless } from './harmless-kinds';

/** A kind that changes who may connect, in ways that aren't understood here. */
export interface OpaqueKind {
  /** Whose pods it may govern: those of its namespace, or of all; those of the namespace that it names, if it does. */
  readonly scope: 'Namespaced' | 'Cluster' | 'Named';
  /** Whether it can only take away what others allow. */
  readonly onlyDenies: boolean;
  /** The side that it can change; undefined for both of the network's. */
  readonly direction?: Direction;
  /** A namespace in which it is for all namespaces. */
  readonly rootNamespace?: string;
}

const OWN: OpaqueKind = { scope: 'Namespaced', onlyDenies: false };
const ALL: OpaqueKind = { scope: 'Cluster', onlyDenies: false };
const OWN_DENIAL: OpaqueKind = { scope: 'Namespaced', onlyDenies: true };
const ALL_DENIAL: OpaqueKind = { scope: 'Cluster', onlyDenies: true };
/** A mesh asks the destination who may come in. */
const OWN_ENTRY: OpaqueKind = { ...OWN_DENIAL, direction: 'ingress' };
const ALL_ENTRY: OpaqueKind = { ...ALL_DENIAL, direction: 'ingress' };
const OWN_EXIT: OpaqueKind = { ...OWN_DENIAL, direction: 'egress' };
/** Where a policy of Istio is for the whole mesh, unless somebody said otherwise when it was installed. */
export const ISTIO_ROOT_NAMESPACE = 'istio-system';
/** What one of these allows, another may refuse; what the network refuses, none of them opens. */
const ISTIO: OpaqueKind = { ...OWN, direction: 'identity', rootNamespace: ISTIO_ROOT_NAMESPACE };

/** The same, but that none of them is for another namespace. */
const LINKERD: OpaqueKind = { ...OWN, direction: 'identity' };

/** A mesh, or a firewall at the edge, can't open what a policy closes: it can only close more. */
const POLICIES: { readonly [groupAndKind: string]: OpaqueKind } = {
  'cilium.io/CiliumLocalRedirectPolicy': OWN_DENIAL,
  'cilium.io/CiliumEgressGatewayPolicy': { ...ALL_DENIAL, direction: 'egress' },
  'security.istio.io/AuthorizationPolicy': ISTIO,
  'security.istio.io/PeerAuthentication': ISTIO,
  'security.istio.io/RequestAuthentication': { ...ISTIO, onlyDenies: true },
  'networking.istio.io/Sidecar': { ...OWN_EXIT, rootNamespace: ISTIO_ROOT_NAMESPACE },
  'policy.linkerd.io/Server': LINKERD,
  'policy.linkerd.io/AuthorizationPolicy': LINKERD,
  'policy.linkerd.io/ServerAuthorization': LINKERD,
  'policy.linkerd.io/HTTPRoute': LINKERD,
  'policy.linkerd.io/EgressNetwork': { ...OWN_EXIT, rootNamespace: 'linkerd-egress' },
  'crd.antrea.io/NetworkPolicy': OWN,
  'crd.antrea.io/ClusterNetworkPolicy': ALL,
  'policy.antrea.io/NetworkPolicy': OWN,
  'policy.antrea.io/ClusterNetworkPolicy': ALL,
  'k8s.ovn.org/EgressFirewall': OWN_EXIT,
  'k8s.ovn.org/UserDefinedNetwork': OWN_DENIAL,
  'k8s.ovn.org/ClusterUserDefinedNetwork': ALL_DENIAL,
  'k8s.cni.cncf.io/MultiNetworkPolicy': OWN,
  'kuma.io/MeshTrafficPermission': ALL_ENTRY,
  'kuma.io/TrafficPermission': ALL_ENTRY,
  'consul.hashicorp.com/ServiceIntentions': ALL_ENTRY,
  'networking.k8s.aws/ApplicationNetworkPolicy': OWN,
  'networking.k8s.aws/ClusterNetworkPolicy': ALL,
  'vpcresources.k8s.aws/SecurityGroupPolicy': OWN_DENIAL,
  'crd.nsx.vmware.com/SecurityPolicy': OWN_DENIAL,
  'kubeovn.io/Subnet': ALL_DENIAL,
  'kubeovn.io/SecurityGroup': ALL_DENIAL,
  'kubeovn.io/Vpc': ALL_DENIAL,
  'security.kubearmor.com/KubeArmorPolicy': OWN_DENIAL,
  'security.kubearmor.com/KubeArmorClusterPolicy': ALL_DENIAL,
  'gateway.envoyproxy.io/SecurityPolicy': OWN_ENTRY,
};

/** What an object of this group and kind does to policies where it can't be read, if this list has it. */
export function listedPolicyKind(group: string, kind: string): OpaqueKind | undefined {
  return POLICIES[`${group}/${kind}`];
}

/** What an object of this group and kind does to policies, if anything that isn't understood. */
export function opaquePolicyKind(group: string, kind: string): OpaqueKind | undefined {
  const known = listedPolicyKind(group, kind);
  if (known) return known;
  // The group of the admin policies: its kinds govern namespaces they aren't in, and later versions add more.
  if (group === 'policy.networking.k8s.io') return ALL;
  if (isHarmless(group, kind)) return undefined;
  const scope = /Cluster|Global/.test(kind) ? 'Cluster' : 'Named';
  if (/NetworkPolic(y|ies)$/.test(kind)) return { scope, onlyDenies: false };
  return GROUPS.test(group) || NAMED_AS_A_BAR.test(kind) ? { scope, onlyDenies: true } : undefined;
}

/** Groups of network plugins and meshes, whose later versions add kinds of policies under any name. */
const GROUPS =
  /^(cilium\.io|k8s\.ovn\.org|policy\.linkerd\.io|security\.istio\.io|(.+\.)?(projectcalico\.org|antrea\.io))$/;

/** How policies are called that no list has: better a doubt too many than a connection that isn't there. */
const NAMED_AS_A_BAR =
  /(Security|Authorization|Network|Egress|Ingress|Access|Traffic)\w*(Policy|Policies|Rule|Firewall)$/;
