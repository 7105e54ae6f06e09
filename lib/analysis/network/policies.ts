import type { CiliumEntity, Protocol } from '../../traffic';
import type { FieldPath, ObjectRef } from './place';
import type { Selector } from './selector';

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

/** One entry of a rule's `from` or `to`. */
export type PolicyPeer =
  /** Pods by their labels, in namespaces by theirs; `own` is the namespace of the policy. */
  | { readonly kind: 'pods'; readonly namespaces: Selector | 'own'; readonly pods: Selector }
  | { readonly kind: 'block'; readonly block: BlockFacts }
  /** The nodes of the cluster, of an admin policy. */
  | { readonly kind: 'nodes'; readonly nodes: Selector }
  /** Names outside the cluster, of an admin policy: which addresses they have isn't known. */
  | { readonly kind: 'domains'; readonly names: readonly string[] }
  /** What only Cilium knows, of a CiliumNetworkPolicy. */
  | { readonly kind: 'entity'; readonly entity: CiliumEntity }
  /** A peer that this version of the library doesn't know: the API asks to fail closed. */
  | { readonly kind: 'unknown'; readonly fields: readonly string[] };

/** The kind of Cilium's own policies, of which only the simplest are understood. */
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
}

/**
 * A NetworkPolicy, or a CiliumNetworkPolicy that is as simple. Its rules allow; what they don't allow is denied to the
 * pods it selects.
 */
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

/** An object that changes who may connect, in ways that aren't understood here or couldn't be read. */
export interface OpaquePolicy {
  readonly object: ObjectRef;
  /** The namespace whose pods it may govern; undefined for all namespaces. */
  readonly namespace?: string;
  /** Whether it can only take away what others allow. */
  readonly onlyDenies: boolean;
  /** The side that it can change; undefined for both. */
  readonly direction?: 'ingress' | 'egress';
  /** Why it isn't understood: `CiliumNetworkPolicy is not analysed`, `it could not be read`. */
  readonly why: string;
}
