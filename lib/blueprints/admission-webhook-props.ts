import type { Duration } from 'cdk8s';
import type { IBackend } from '../routing';
import type { LabelSelector, Peer } from '../traffic';
import type { WebhookTrust } from './webhook-trust';

/** Whether a webhook may change what it is asked about. */
export enum AdmissionKind {
  /** It says yes or no. */
  VALIDATING = 'Validating',
  /** It may change the object, before others say yes or no. */
  MUTATING = 'Mutating',
}

/** What is about to be done with an object. */
export enum AdmissionOperation {
  /** It is made. */
  CREATE = 'CREATE',
  /** It is changed. */
  UPDATE = 'UPDATE',
  /** It is deleted. */
  DELETE = 'DELETE',
  /** Somebody connects to it, such as to a pod by `kubectl exec`. */
  CONNECT = 'CONNECT',
  /** Any of these; it stands alone. */
  ALL = '*',
}

/** Of which objects a rule is. */
export enum AdmissionScope {
  /** Those in a namespace. */
  NAMESPACED = 'Namespaced',
  /** Those in none; a Namespace is one of them. */
  CLUSTER = 'Cluster',
  /** All. */
  ALL = '*',
}

/** What happens when a webhook doesn't answer. */
export enum FailurePolicy {
  /** The request is refused. */
  FAIL = 'Fail',
  /** The request goes on without it. */
  IGNORE = 'Ignore',
}

/** What a webhook does beside its answer. The API takes no others, since a dry run must change nothing. */
export enum SideEffects {
  /** Nothing. */
  NONE = 'None',
  /** Nothing on a dry run. */
  NONE_ON_DRY_RUN = 'NoneOnDryRun',
}

/** Whether a rule means an object that is written by another version of its API. */
export enum MatchPolicy {
  /** It does; the object is turned into the version of the rule first. */
  EQUIVALENT = 'Equivalent',
  /** It means the versions that it names, and no others. */
  EXACT = 'Exact',
}

/** Whether a webhook that changes objects is asked again when a later one changed the object, too. */
export enum Reinvocation {
  /** Once is all. */
  NEVER = 'Never',
  /** It may be asked again. */
  IF_NEEDED = 'IfNeeded',
}

/** About what a webhook is asked. */
export interface AdmissionRule {
  /** What is about to be done. */
  readonly operations: AdmissionOperation[];

  /** The kinds of objects, in lower case and plural: `pods`, `pods/ephemeralcontainers`, `*`. */
  readonly resources: string[];

  /** The versions of their API that the webhook reads, such as `v1`; `*` stands alone. */
  readonly apiVersions: string[];

  /**
   * Their API groups, without a version; `''` is that of pods and Services, and `*` stands alone.
   *
   * @default ['']
   */
  readonly apiGroups?: string[];

  /**
   * Of which objects.
   *
   * @default AdmissionScope.ALL
   */
  readonly scope?: AdmissionScope;
}

/** What an admission webhook is asked, and who answers. */
export interface AdmissionWebhookProps {
  /** Who answers, over HTTPS. */
  readonly backend: IBackend;

  /** Whether it may change what it is asked about. */
  readonly kind: AdmissionKind;

  /** About what it is asked; one rule that fits is enough. */
  readonly rules: AdmissionRule[];

  /** By what the API server knows its certificate. */
  readonly trust: WebhookTrust;

  /**
   * The name of the configuration, before which comes that of its namespace, since it is in none: `shop.<name>`.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The name of the webhook itself, a DNS name of three labels at least.
   *
   * @default - `<name>.<service>.<namespace>.svc`
   */
  readonly webhookName?: string;

  /**
   * The port of its Service.
   *
   * @default - the first one
   */
  readonly port?: number;

  /**
   * The path on which it is asked.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * What happens when it doesn't answer.
   *
   * With `FailurePolicy.FAIL` a webhook that is down would keep its own pods from coming back, and nodes and the control
   * plane from working. So where a rule is about Kubernetes' own kinds, it isn't asked about what is in its own namespace,
   * `kube-system` and `kube-node-lease`.
   *
   * @default FailurePolicy.FAIL
   */
  readonly failurePolicy?: FailurePolicy;

  /**
   * What it does beside its answer.
   *
   * @default SideEffects.NONE
   */
  readonly sideEffects?: SideEffects;

  /**
   * How long it may take, from 1 to 30 seconds. Each request to the API waits that long.
   *
   * @default - Kubernetes' own: 10 seconds
   */
  readonly timeout?: Duration;

  /**
   * The versions of the question that it understands, the best one first; `v1` or `v1beta1` must be one of them.
   *
   * @default ['v1']
   */
  readonly admissionReviewVersions?: string[];

  /**
   * Whether rules mean objects that are written by other versions, too.
   *
   * @default - Kubernetes' own: MatchPolicy.EQUIVALENT
   */
  readonly matchPolicy?: MatchPolicy;

  /**
   * The namespaces of the objects.
   *
   * @default - all
   */
  readonly namespaceSelector?: LabelSelector;

  /**
   * The labels of the objects. Whoever makes an object decides its labels: this saves questions, and guards nothing.
   *
   * @default - any
   */
  readonly objectSelector?: LabelSelector;

  /**
   * What else must be true, in CEL, each under a name. Kubernetes 1.30 or later.
   *
   * @default - nothing
   */
  readonly matchConditions?: { readonly [name: string]: string };

  /**
   * Whether it is asked again when a later webhook changed the object, too. Only for `AdmissionKind.MUTATING`.
   *
   * @default - Kubernetes' own: Reinvocation.NEVER
   */
  readonly reinvocation?: Reinvocation;

  /**
   * From where the API server connects, where that isn't where it answers: with Konnectivity it is the pods of its agent,
   * and with some overlay networks addresses of the nodes.
   *
   * @default Peer.kubernetesApi()
   */
  readonly apiServer?: Peer;
}
