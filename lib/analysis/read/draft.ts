import type { Network } from '../network/network';
import type { ObjectRef } from '../network/place';
import type { PodFacts } from '../network/workloads';

/** An object that pods run under, or a pod, before it is known which belong together. */
export interface RunningFacts {
  readonly object: ObjectRef;
  /** What made it, in the same namespace. */
  readonly owner?: OwnerReference;
  /** What its pods are like; of a pod, what it is itself. Undefined where it has none and never will. */
  readonly pods?: PodFacts;
}

/** The reference of an object to what controls it. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** What is read, kind by kind: a network whose workloads aren't put together yet. */
export type Draft = Omit<Network, 'workloads'> & { readonly running: readonly RunningFacts[] };

/** What one object adds. */
export type Contribution = Partial<Draft>;

/** Lists that grow while objects are read. */
export type GrowingDraft = { readonly [K in keyof Draft]: Draft[K][number][] };

export function emptyDraft(): GrowingDraft {
  return {
    namespaces: [],
    running: [],
    services: [],
    endpoints: [],
    policies: [],
    pluginPolicies: [],
    addressSets: [],
    adminPolicies: [],
    identityPolicies: [],
    waypointPolicies: [],
    peerAuthentications: [],
    linkerdServers: [],
    linkerdAuthorizations: [],
    linkerdAuthentications: [],
    opaquePolicies: [],
    ingresses: [],
    gateways: [],
    listenerSets: [],
    routes: [],
    grants: [],
    opaqueRoutes: [],
  };
}

export function contribute(draft: GrowingDraft, contribution: Contribution): void {
  for (const list of Object.keys(contribution) as (keyof Draft)[]) {
    const growing: unknown[] = draft[list];
    for (const fact of contribution[list] as readonly unknown[]) growing.push(fact);
  }
}
