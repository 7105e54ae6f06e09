import type { Enforcement } from '../../policy';
import type { IGateway } from '../../routing';
import type { PodSecurity } from '../pod-security';
import type { NamespaceLimits } from './namespace-limits';
import type { NamespaceQuota } from './namespace-quota';
import type { Owner } from './owner';
import type { OwnerRole } from './owner-role';

/** How a namespace is isolated, what it may have, and whose it is. */
export interface IsolatedNamespaceProps {
  /**
   * The name of the namespace. Those of Kubernetes itself, such as `kube-system`, are an error.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * How much its pods may ask of their node: enforced, warned of and recorded by the API server.
   *
   * @default PodSecurity.restricted()
   */
  readonly podSecurity?: PodSecurity;

  /**
   * How far its policies count, for a namespace that is in use and is closed step by step.
   *
   * @default Enforcement.all()
   */
  readonly enforcement?: Enforcement;

  /**
   * The Gateway for those apps inside that name none themselves. It may be of another namespace.
   *
   * @default - apps that come in by Gateway share one of this namespace
   */
  readonly gateway?: IGateway;

  /**
   * The Gateways that apps inside may use, beside `gateway`: to be exposed by another is an error, also by one of the
   * namespace itself. Hosts that a Gateway delegates count as that Gateway. What is written outside of this app, and what
   * comes in by Ingress, isn't limited by it.
   *
   * @default - any
   */
  readonly allowedGateways?: IGateway[];

  /**
   * More labels of the namespace. The Pod Security level is said by `podSecurity` alone, and
   * `kubernetes.io/metadata.name` by the API server.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * How much it may have: a ResourceQuota. That what is declared inside fits is checked at synth, with replicas, the most
   * that autoscalers make, and the pods that a rollout adds.
   *
   * @default - as much as there is
   */
  readonly quota?: NamespaceQuota;

  /**
   * What each container may ask for, and what it asks for where it doesn't say: a LimitRange.
   *
   * @default - under a quota of CPU or memory, the requests that containers need then; otherwise none
   */
  readonly limits?: NamespaceLimits;

  /**
   * Who may work in it: groups, or `Owner`s of other kinds.
   *
   * @default - nobody beside those who may work in all of the cluster
   */
  readonly owners?: (string | Owner)[];

  /**
   * What the owners may do.
   *
   * @default OwnerRole.edit()
   */
  readonly ownerRole?: OwnerRole;

  /**
   * Whether the ServiceAccount `default` is written, under which pods run that name none, so that they get no token for
   * the Kubernetes API. False leaves it as Kubernetes makes it, with a token.
   *
   * @default true
   */
  readonly writesDefaultServiceAccount?: boolean;
}

export const NAMESPACE_OPTIONS: ReadonlySet<string> = new Set<keyof IsolatedNamespaceProps>([
  'name',
  'podSecurity',
  'enforcement',
  'gateway',
  'allowedGateways',
  'labels',
  'quota',
  'limits',
  'owners',
  'ownerRole',
  'writesDefaultServiceAccount',
]);
