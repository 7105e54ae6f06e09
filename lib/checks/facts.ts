import type { Connectivity } from '../analysis';

/** What was read, as checks look at it. */
export type Evidence = Connectivity['_evidence'];

type Network = Evidence['network'];

/** An object that was read, with all that stands in it. */
export type ReadObject = Evidence['objects'][number];
/** An object that was read, by its type and name, and where it stands. */
export type Place = Omit<ReadObject, 'body'>;
export type FieldPath = Place['path'];
export type RouteFacts = Network['routes'][number];
export type RuleFacts = RouteFacts['rules'][number];
export type BackendFacts = RuleFacts['backends'][number];
export type ParentFacts = RouteFacts['parents'][number];
export type GrantFacts = Network['grants'][number];
export type IngressFacts = Network['ingresses'][number];
export type ServiceFacts = Network['services'][number];
export type ServicePort = ServiceFacts['ports'][number];
/** Pods that are alike, as the network sees them. */
export type PodFacts = Network['workloads'][number]['pods'][number];
/** How requests come from outside to the pods behind a port of a Service. */
export type WayIn = Evidence['waysIn'][number];
export type EntryTarget = WayIn['targets'][number];
export type Listener = ReturnType<Evidence['allListeners']>[number];
export type Admission = ReturnType<Evidence['admission']>;

/** Policies and what they let pass. */
export type Governance = Evidence['governance'];
export type AskedPolicy = Governance['policies'][number];
export type AskedRule = Governance['rules'][number];
export type AskedClusterPolicy = Governance['clusterPolicies'][number];
export type CompiledPolicy = AskedPolicy['compiled'];
export type CompiledRule = CompiledPolicy['ingress'][number];
export type PolicyRule = CompiledRule['facts'];
export type PolicyPeer = Exclude<PolicyRule['peers'], 'everyone'>[number];
export type PodsPeer = Extract<PolicyPeer, { kind: 'pods' }>;
export type BlockPeer = Extract<PolicyPeer, { kind: 'block' }>;
export type Selector = PodsPeer['pods'];
/** A workload as questions are asked about it. */
export type Member = Governance['workloads'][number];
/** A set of ports, as a number. */
export type PortSetId = Governance['ports']['all'];

/** The group of Gateways, routes and grants. */
export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** The group of an object's kind; empty for the core. */
export function groupOf({ apiVersion }: Pick<Place, 'apiVersion'>): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** The namespace of an object that is in one. Of kinds that nothing else reads, it is as it stands there. */
export function namespaceOf({ namespace }: Pick<Place, 'namespace'>): string {
  return namespace || 'default';
}
