export type { AdoptionOptions } from './adoption-options';
export type { ConnectOptions } from './connect-options';
export { Connections, type ConnectionsProps, type IConnectable } from './connections';
export { DefaultDeny, type DefaultDenyProps } from './default-deny';
export { DnsEgress, type DnsEgressProps } from './dns-egress';
export type { IExternalPeer } from './external-peer';
export { NetworkPolicy, type NetworkPolicyProps } from './network-policy';
export { isPodless } from './pod-template';
export type { PolicyRule } from './policy-rule';
