/**
 * Kinds that are named or grouped like policies, and that close no connection.
 *
 * They describe what runs, configure the plugin itself, or are mere names for policies to use, which are then what
 * counts.
 */
const HARMLESS: { readonly [group: string]: RegExp } = {
  'cilium.io':
    /^Cilium(Identity|Endpoint|EndpointSlice|Node|NodeConfig|ExternalWorkload|CIDRGroup|PodIPPool|LoadBalancerIPPool|L2AnnouncementPolicy|GatewayClassConfig|BGP\w+)$/,
  'projectcalico.org':
    /^(Staged\w+|Tier|IPPool|IPReservation|IPAM\w+|BlockAffinity|ClusterInformation|BGP\w+|FelixConfiguration|KubeControllersConfiguration|CalicoNodeStatus|Profile|WorkloadEndpoint|Node|LicenseKey)$/,
  'antrea.io':
    /^(Tier|Group|ClusterGroup|GroupMembers|AddressGroup|AppliedToGroup|\w+Stats|AntreaAgentInfo|AntreaControllerInfo|IPPool|ExternalIPPool|ExternalEntity|ExternalNode|Traceflow|PacketCapture|BGPPolicy|NodeLatencyMonitor|SupportBundle\w*)$/,
  'k8s.ovn.org': /^(EgressQoS|RouteAdvertisements)$/,
  'policy.linkerd.io': /^HTTPLocalRateLimitPolicy$/,
  // What a container may do on its node.
  policy: /^PodSecurityPolicy$/,
  // How long to wait, how often to try again: of those, no connection fails for good.
  'gateway.envoyproxy.io': /^(BackendTrafficPolicy|ClientTrafficPolicy)$/,
  'gateway.networking.k8s.io': /^(BackendTrafficPolicy|BackendTLSPolicy)$/,
  'gateway.networking.x-k8s.io': /^XBackendTrafficPolicy$/,
  'networking.gke.io': /^GCPTrafficDistributionPolicy$/,
};

/** Whether objects of this group and kind close nothing, however they are called. */
export function isHarmless(group: string, kind: string): boolean {
  const family = /(projectcalico\.org|antrea\.io)$/.exec(group)?.[1] ?? group;
  return Object.hasOwn(HARMLESS, family) && (HARMLESS[family] as RegExp).test(kind);
}
