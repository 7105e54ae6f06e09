import type { LabelExpression } from './label-expression';

/** Which pods a peer stands for. */
export interface PodsPeerProps {
  /**
   * The name of their namespace.
   *
   * @default - the namespace of the workload that names the peer, unless `namespaceLabels` are given
   */
  readonly namespace?: string;

  /**
   * The labels that their namespaces must have, in the place of a name.
   *
   * @default - a namespace by its name
   */
  readonly namespaceLabels?: { readonly [key: string]: string };

  /** The labels that the pods must have. At least one is needed. */
  readonly labels: { readonly [key: string]: string };
}

/** Which namespaces a peer stands for. At least one condition is needed. */
export interface NamespacesPeerProps {
  /**
   * The labels that the namespaces must have.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Further conditions on the labels of the namespaces; all of them must hold.
   *
   * @default - none
   */
  readonly expressions?: LabelExpression[];
}

/** What networks as a peer leave out. */
export interface CidrPeerProps {
  /**
   * Smaller networks inside, which the peer does not include. Each is left out of the one that it is in.
   *
   * @default - nothing is left out
   */
  readonly exceptFor?: string[];
}

/** Which entry's data plane is meant. */
export interface DataPlanePeerProps {
  /**
   * The name of the entry in the cluster profile.
   *
   * @default - the default entry
   */
  readonly entry?: string;
}

/** Why a peer may be anywhere. */
export interface AnywherePeerProps {
  /** What whoever reviews the policy should know, such as `public API`. It must not be blank. */
  readonly reason: string;
}
