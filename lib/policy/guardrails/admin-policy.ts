import type { Cidr, LabelSelector, PortSet } from '../../traffic';
import type { GuardrailAction } from './guardrail';

/** Whoever is at the other end, in the words that policies of a cluster have. */
export type AdminPeer =
  | { readonly kind: 'pods'; readonly namespaces: LabelSelector; readonly pods: LabelSelector }
  | { readonly kind: 'networks'; readonly networks: Cidr[] }
  | { readonly kind: 'nodes' }
  | { readonly kind: 'domains'; readonly names: string[] };

/** A rule; of its peers and ports any will do. */
export interface AdminRule {
  readonly name: string;
  readonly action: GuardrailAction;
  readonly peers: AdminPeer[];
  /** Undefined for every port, and whatever has none. */
  readonly ports?: PortSet;
}

/** The pods that a policy of the cluster governs. */
export interface Subject {
  readonly namespaces: LabelSelector;
  readonly pods: LabelSelector;
}

/** A policy of the cluster, in no API yet. */
export interface AdminPolicy {
  /** What comes after the name of all: `metadata-namespaces`. */
  readonly name: string;
  readonly tier: 'Admin' | 'Baseline';
  readonly priority: number;
  readonly subject: Subject;
  /** In the order in which they are asked. */
  readonly ingress: AdminRule[];
  readonly egress: AdminRule[];
  /** Why it is looser than it could be, a line each. */
  readonly reasons: string[];
}

/** How much an API takes in one object. */
export interface Limits {
  /** Rules of one direction. */
  readonly rules: number;
  /** Peers of one rule. */
  readonly peers: number;
  /** Ports of one rule. */
  readonly ports: number;
}

/** An API by which a cluster takes policies for all of its namespaces. */
export interface AdminApi {
  readonly apiVersion: string;
  readonly limits: Limits;
  /** The kind of the object. */
  kindOf(policy: AdminPolicy): string;
  /** The name of the object, where the API leaves no choice. */
  fixedName(policy: AdminPolicy): string | undefined;
  spec(policy: AdminPolicy): any;
}
