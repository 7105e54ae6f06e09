import type { Protocol } from '../../traffic';
import type { MeshWords } from './mesh';
import type { ObjectRef } from './place';

export type Labels = { readonly [key: string]: string };

/** A port that a container declares. Declaring it opens nothing; only its name matters to a policy. */
export interface ContainerPort {
  readonly name?: string;
  readonly number: number;
  readonly protocol: Protocol;
  /** The port of the node that leads here. */
  readonly hostPort?: number;
}

/** What the network sees of pods that are alike. */
export interface PodFacts {
  /** The labels of the pods themselves, never those of their workload. */
  readonly labels: Labels;
  /**
   * Keys of labels that a controller adds when it makes the pods, with values that only then are known.
   *
   * Empty for a pod that was read itself, whose labels are all there; `any` where its labels couldn't be read, so that
   * it may have every other label besides those that are known.
   */
  readonly addedLabels: readonly string[] | 'any';
  /** Those of the containers and of native sidecars; undefined where they couldn't be read. */
  readonly ports?: readonly ContainerPort[];
  /** Such a pod has the addresses of its node. Undefined where it couldn't be read. */
  readonly hostNetwork?: boolean;
  /** Where it asks for names; on the network of its node, `ClusterFirst` means the node's own DNS. */
  readonly dnsPolicy: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  /** The name of their service account where it isn't `default`; empty where it couldn't be read. */
  readonly serviceAccount?: string;
  /** What they say themselves of being in a mesh. */
  readonly mesh?: MeshWords;
  /** The addresses of live pods; empty where none is known. */
  readonly addresses: readonly string[];
}

/** What runs under one owner. */
export interface WorkloadFacts {
  /** The owner: the Deployment rather than its ReplicaSet, or a Pod that nothing owns. */
  readonly object: ObjectRef;
  /** Pods of one owner that differ in what the network sees; at least one. */
  readonly pods: readonly PodFacts[];
  /** Whether there may be more than one pod at a time: all but a bare Pod. */
  readonly hasReplicas: boolean;
}

/** A namespace that was read. */
export interface NamespaceFacts {
  readonly object: ObjectRef;
  /** All of its labels, with `kubernetes.io/metadata.name`. */
  readonly labels: Labels;
  /** What it says of its pods being in a mesh. */
  readonly mesh?: MeshWords;
}
