/** Where something of the Kubernetes API may be used. */
export enum AccessScope {
  /** In the namespace of the workload: a Role. */
  NAMESPACE = 'Namespace',

  /** In every namespace, and of what is in none, such as nodes: a ClusterRole. */
  CLUSTER = 'Cluster',
}

/** What may be done with which objects of the Kubernetes API. */
export interface AccessRule {
  /** What may be done: `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`, and others. */
  readonly verbs: string[];

  /**
   * The kinds of objects as the API's own addresses have them, in lower case and plural: `pods`, `pods/log`.
   *
   * @default - `urls` are given; one of both is needed
   */
  readonly resources?: string[];

  /**
   * The API groups of these, without a version: `apps`, `batch`; `''` is that of pods and Services.
   *
   * @default ['']
   */
  readonly apiGroups?: string[];

  /**
   * The names of the only objects that are meant. With `list` and `watch` only requests for that one name are allowed.
   *
   * @default - all
   */
  readonly resourceNames?: string[];

  /**
   * Paths that are no objects, such as `/metrics`. Only with `AccessScope.CLUSTER`.
   *
   * @default - none
   */
  readonly urls?: string[];

  /**
   * Where.
   *
   * @default AccessScope.NAMESPACE
   */
  readonly scope?: AccessScope;

  /**
   * Why, for whoever reads the manifests: it is written to an annotation of the role. Needed where anything is `*`.
   *
   * @default - no reason
   */
  readonly reason?: string;
}
