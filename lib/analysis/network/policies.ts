import type { Protocol } from '../../traffic';
import type { FieldPath, ObjectRef } from './place';
import type { Selector } from './selector';

/** What is asked about a connection: the network at both of its ends, and the mesh who opens it. */
export type Direction = 'ingress' | 'egress' | 'identity';

/** Ports of a rule: a range of numbers, or a name that each destination resolves for itself. */
export type PolicyPort =
  | { readonly protocol: Protocol; readonly first: number; readonly last: number }
  /** `any` where the API has no protocol beside the name. */
  | { readonly protocol: Protocol | 'any'; readonly name: string };

/** Addresses without some of those inside. */
export interface BlockFacts {
  readonly cidr: string;
  readonly except: readonly string[];
}

/** One thing that is asked about whoever opens a connection; any of the values will do, or none of them where it is negated. */
export type CallerTest =
  | {
      readonly of: 'principal' | 'namespace';
      /** Exact, with a `*` at the start or at the end, or `*` for whoever has one. */
      readonly values: readonly string[];
      readonly isNegated: boolean;
    }
  | { readonly of: 'address'; readonly blocks: readonly BlockFacts[]; readonly isNegated: boolean };

/** Pods by their labels, in namespaces by theirs; `own` is the namespace of the policy. */
export interface SelectedPods {
  readonly namespaces: Selector | 'own';
  readonly pods: Selector;
}

/** One entry of a rule's `from` or `to`. */
export type PolicyPeer =
  | ({ readonly kind: 'pods' } & SelectedPods)
  /**
   * Addresses. Whether they hold pods that have them depends on the network plugin, unless the policy is of a kind whose
   * networks do, or hold nothing but what is outside.
   */
  | { readonly kind: 'block'; readonly block: BlockFacts; readonly holds?: 'pods' | 'outside' }
  /** The nodes of the cluster, of an admin policy. */
  | { readonly kind: 'nodes'; readonly nodes: Selector }
  /** Names outside the cluster, of an admin policy: which addresses they have isn't known. */
  | { readonly kind: 'domains'; readonly names: readonly string[] }
  /** What Cilium knows by a word. All of them in one peer: together, `host` and `remote-node` are every node. */
  | { readonly kind: 'entities'; readonly entities: readonly EntityName[] }
  /** Sets of addresses by their labels, of a policy of Calico; `global` are those of no namespace. */
  | { readonly kind: 'sets'; readonly namespaces: Selector | 'own' | 'global'; readonly labels: Selector }
  /** Callers as a mesh knows them: those that pass all tests. */
  | { readonly kind: 'callers'; readonly tests: readonly CallerTest[] }
  /** A peer that this version of the library doesn't know: the API asks to fail closed. */
  | { readonly kind: 'unknown'; readonly fields: readonly string[] };

/** The words of Cilium that mean neither everyone nor the world, which are peers like those of others. */
export const ENTITY_NAMES = [
  'host',
  'remote-node',
  'kube-apiserver',
  'ingress',
  'cluster',
  'health',
  'init',
  'unmanaged',
] as const;

export type EntityName = (typeof ENTITY_NAMES)[number];

/** The kind of Cilium's own policies in a namespace. */
export const CILIUM_POLICY = 'CiliumNetworkPolicy';

export type RuleAction = 'Allow' | 'Deny' | 'Pass';

export interface RuleFacts {
  /** The path of the rule in its object: `['spec', 'ingress', 0]`. */
  readonly path: FieldPath;
  /** The name of an admin policy's rule. */
  readonly name?: string;
  readonly action: RuleAction;
  /** `everyone` where a NetworkPolicy says nothing: pods, nodes, addresses. Admin policies always say. */
  readonly peers: readonly PolicyPeer[] | 'everyone';
  readonly ports: readonly PolicyPort[] | 'every port';
  /** What the rule is about where it isn't about whole connections: `some HTTP requests`. */
  readonly inPart?: string;
  /** Why it isn't known whether it is there at all. */
  readonly doubt?: string;
}

/** A NetworkPolicy. Its rules allow; what they don't allow is denied to the pods it selects. */
export interface NetworkPolicyFacts {
  readonly object: ObjectRef;
  readonly pods: Selector;
  /** The directions that it isolates, by `policyTypes` or by what they default to. */
  readonly isolatesIngress: boolean;
  readonly isolatesEgress: boolean;
  /** Rules of an isolated direction only: the API ignores those of the other. */
  readonly ingress: readonly RuleFacts[];
  readonly egress: readonly RuleFacts[];
}

/** AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy, in one form. */
export interface AdminPolicyFacts {
  readonly object: ObjectRef;
  readonly tier: 'Admin' | 'Baseline';
  /** Lower is earlier. 0 for a BaselineAdminNetworkPolicy, of which there is one. */
  readonly priority: number;
  readonly subject: { readonly namespaces: Selector; readonly pods: Selector };
  /** Whether pods on the network of their node are left out for certain, and networks match pods' addresses. */
  readonly isClusterNetworkPolicy: boolean;
  readonly ingress: readonly RuleFacts[];
  readonly egress: readonly RuleFacts[];
}

/** Addresses that have labels: a NetworkSet or a GlobalNetworkSet of Calico. */
export interface AddressSetFacts {
  readonly object: ObjectRef;
  readonly labels: { readonly [key: string]: string };
  readonly blocks: readonly BlockFacts[];
  /** Names outside the cluster, whose addresses aren't known. */
  readonly names: readonly string[];
}

/** A policy of a network plugin's own kind, asked in one order with the NetworkPolicies. */
export interface PluginPolicyFacts {
  readonly object: ObjectRef;
  readonly plugin: 'cilium' | 'calico';
  /** Where its spec stands: one object may have several, each of which is a policy of its own. */
  readonly path: FieldPath;
  /** The pods that it governs: those of any of these. */
  readonly subjects: readonly SelectedPods[];
  /** Whether pods on the network of their node are left out for certain, as subjects and as selected peers. */
  readonly leavesOutNodes: boolean;
  /** Lower is earlier; a NetworkPolicy has 1000. */
  readonly order: number;
  /** Whether, among policies of the same order, its name decides. */
  readonly isOrderedByName: boolean;
  /** The directions in which it denies what no rule decides. */
  readonly isolatesIngress: boolean;
  readonly isolatesEgress: boolean;
  readonly ingress: readonly RuleFacts[];
  readonly egress: readonly RuleFacts[];
}

/** An object that changes who may connect, in ways that aren't understood here or couldn't be read. */
export interface OpaquePolicy {
  readonly object: ObjectRef;
  /** The namespace whose pods it may govern; undefined for all namespaces. */
  readonly namespace?: string;
  /** The pods there that it may govern; undefined for all of them. */
  readonly pods?: Selector;
  /** Whether it can only take away what others allow; of one of a mesh, what others of the mesh do. */
  readonly onlyDenies: boolean;
  /** The side that it can change; undefined for both of the network's. */
  readonly direction?: Direction;
  /** Why it isn't understood: `CiliumNetworkPolicy is not analysed`, `it could not be read`. */
  readonly why: string;
}
