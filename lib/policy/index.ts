export type { AdoptionOptions } from './adoption-options';
export { allowBetween, type Between } from './allow-between';
export type { ConnectOptions } from './connect-options';
export { Connections, type IConnectable } from './connections';
export type { ConnectionsProps } from './connections-props';
export { Declared, type DeclaredConnection, type DeclaredPeer, type DeclaredWorkload } from './declared';
export { DefaultDeny, type DefaultDenyProps } from './default-deny';
export { DnsEgress, type DnsEgressProps } from './dns-egress';
export { Enforcement, type EnforcementReason } from './enforcement';
export type { IExternalPeer } from './external-peer';
export { ClusterGuardrails } from './guardrails/cluster-guardrails';
export { Guardrail, GuardrailAction } from './guardrails/guardrail';
export {
  type GuardrailDenyProps,
  type GuardrailOpeningProps,
  GuardrailRule,
  type GuardrailRuleProps,
} from './guardrails/guardrail-rule';
export type { ClusterGuardrailsProps, LeftOutGuardrail, MetadataException } from './guardrails/guardrails-props';
export { Tenant } from './guardrails/tenant';
export type { HttpAccess } from './http-access';
export { enrolInMesh, meshMetadata } from './mesh/enrolment';
export { USE_WAYPOINT } from './mesh/services-behind';
export { NetworkPolicy, type NetworkPolicyProps } from './network-policy';
export { MeshRole } from './party';
export { isPodless } from './pod-template';
export type { PolicyRule } from './policy-rule';
export { REASONS_ANNOTATION } from './reasons';
export { rulesForOthers } from './rules-for-others';
export { saysItself } from './says-itself';
export { Stages } from './stages';
