import type { Direction, Protocol } from '../../traffic';

/** How much the manifests say of a connection. */
export enum Certainty {
  /** They name its other end and its port in full. */
  SURE = 'sure',

  /** Something of it is missing, so that it may be none. */
  GUESSED = 'guessed',
}

/** What the other end of a suggested connection is. */
export enum SuggestedPeerKind {
  /** A workload of the manifests. */
  WORKLOAD = 'workload',

  /** The other pods of the same workload, such as the members of a cluster of databases. */
  OWN_PODS = 'own-pods',

  /** Pods of no manifest, known by their namespace and labels: those of an ingress controller. */
  PODS = 'pods',

  /** Some pod of a namespace of which no manifest was given. */
  NAMESPACE = 'namespace',

  /** A host outside the cluster, by its name. */
  HOSTNAME = 'hostname',

  /** Addresses outside the cluster. */
  ADDRESSES = 'addresses',

  /** The servers of the Kubernetes API. */
  KUBERNETES_API = 'kubernetes-api',

  /** What scrapes metrics. */
  MONITORING = 'monitoring',

  /** What brings the requests of an entry, where nobody says who that is. */
  DATA_PLANE = 'data-plane',

  /** Everybody, as a load balancer or a port of the nodes lets in. */
  EVERYONE = 'everyone',
}

/** What is said beside the manifests when connections are suggested. */
export interface SuggestOptions {
  /**
   * The namespace of objects that name none.
   *
   * @default 'default'
   */
  readonly namespace?: string;
}

/** The other end of a suggested connection. */
export interface SuggestedPeer {
  /** What it is. */
  readonly kind: SuggestedPeerKind;

  /** Its name for people: `shop/orders`, `api.stripe.com`. Of a workload, that of `SuggestReport.workloads`. */
  readonly name: string;

  /**
   * The namespace of pods that no manifest has.
   *
   * @default - of other peers there is none
   */
  readonly namespace?: string;

  /**
   * The labels of pods that no manifest has.
   *
   * @default - of other peers there are none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * The networks of addresses.
   *
   * @default - of other peers there are none
   */
  readonly cidrs?: string[];
}

/** A port of the pods that answer. */
export interface SuggestedPort {
  /** Its protocol. */
  readonly protocol: Protocol;

  /** Its number. */
  readonly port: number;
}

/** What in the manifests speaks for a connection. */
export interface SuggestionEvidence {
  /** The file, as it was given. */
  readonly file: string;

  /** The line in it, counted from 1. */
  readonly line: number;

  /** What stands there, such as `env ORDERS_URL=http://orders:8080`; of a Secret its key alone. */
  readonly text: string;
}

/** A connection for which something speaks. */
export interface Suggestion {
  /** Whether the manifests name it in full. */
  readonly certainty: Certainty;

  /** The workload on whose connections it is declared, as `SuggestReport.workloads` names it. */
  readonly workload: string;

  /** Egress where the workload opens it, ingress where it answers. */
  readonly direction: Direction;

  /** The other end. */
  readonly peer: SuggestedPeer;

  /** The ports of the pods that answer, sorted; empty where the peer says them itself. */
  readonly ports: SuggestedPort[];

  /** What speaks for it, in the order in which it was found; at least one. */
  readonly evidence: SuggestionEvidence[];

  /**
   * What is missing.
   *
   * @default - nothing is
   */
  readonly doubt?: string;

  /**
   * What has to be done before it can be declared, such as a fact that the cluster profile has to say.
   *
   * @default - nothing has
   */
  readonly needs?: string;
}

/** A workload of the manifests, as it can be adopted. */
export interface SuggestedWorkload {
  /** By which suggestions name it: `shop/orders`. */
  readonly name: string;

  /** The kind of its object. */
  readonly kind: string;

  /** Its namespace. */
  readonly namespace: string;

  /** The name of its object. */
  readonly objectName: string;

  /** The file of its object, as it was given. */
  readonly file: string;

  /**
   * Why it can't be adopted.
   *
   * @default - it can
   */
  readonly obstacle?: string;
}

/** A namespace of the manifests. */
export interface SuggestedNamespace {
  /** Its name; empty for objects of the cluster. */
  readonly name: string;

  /** The files with its objects, sorted; each file belongs to one namespace, that of its first object. */
  readonly files: string[];

  /** The labels that its Namespace has, where one was read. */
  readonly labels: { readonly [key: string]: string };

  /** Whether one of the files has a Namespace. */
  readonly hasNamespaces: boolean;
}

/** Something that looks like a connection and can't be made one. */
export interface NotSuggested {
  /** The workload that is told so. */
  readonly workload: string;

  /** What stands in the manifests. */
  readonly evidence: SuggestionEvidence;

  /** Why it isn't understood, with what to do. */
  readonly why: string;
}

/** The connections that can be seen in manifests. */
export interface SuggestReport {
  /** The workloads, sorted by name. */
  readonly workloads: SuggestedWorkload[];

  /** The namespaces, sorted by name. */
  readonly namespaces: SuggestedNamespace[];

  /** The connections, sorted by workload, direction, peer and certainty. */
  readonly suggestions: Suggestion[];

  /** What isn't understood, sorted by workload. */
  readonly others: NotSuggested[];
}
