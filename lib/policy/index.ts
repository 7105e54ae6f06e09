export type { ConnectOptions } from './connect-options';
export { Connections, type ConnectionsProps, type IConnectable } from './connections';
export { DefaultDeny, type DefaultDenyProps } from './default-deny';
export { DnsEgress, type DnsEgressProps } from './dns-egress';
export { NetworkPolicy, type NetworkPolicyProps } from './network-policy';
export type { PolicyRule } from './policy-rule';
