import { checkSaid } from './namespace-laws';

/** A registered symbol, so that two copies of this library in one program know each other's. */
const OWNER_ROLE = Symbol.for('cdk8s-networking.OwnerRole');

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];

/** What the owners of a namespace work with: what runs, how it is found, and how requests come in. */
const WORKED_WITH: { [group: string]: string[] } = {
  '': [
    'configmaps',
    'events',
    'persistentvolumeclaims',
    'pods',
    'pods/attach',
    'pods/exec',
    'pods/portforward',
    'replicationcontrollers',
    'replicationcontrollers/scale',
    'secrets',
    'serviceaccounts',
    'services',
  ],
  apps: [
    'daemonsets',
    'deployments',
    'deployments/scale',
    'replicasets',
    'replicasets/scale',
    'statefulsets',
    'statefulsets/scale',
  ],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['cronjobs', 'jobs'],
  'gateway.networking.k8s.io': [
    'backendtlspolicies',
    'grpcroutes',
    'httproutes',
    'tcproutes',
    'tlsroutes',
    'udproutes',
  ],
  'networking.k8s.io': ['ingresses'],
  policy: ['poddisruptionbudgets'],
};

/** What they may only look at: what happens, and what binds them. */
const LOOKED_AT: { [group: string]: string[] } = {
  '': ['endpoints', 'limitranges', 'pods/log', 'pods/status', 'resourcequotas'],
  apps: ['controllerrevisions'],
  'discovery.k8s.io': ['endpointslices'],
  'gateway.networking.k8s.io': ['gateways', 'referencegrants'],
  'networking.k8s.io': ['networkpolicies'],
};

/**
 * What the owners of a namespace may do in it.
 *
 * @example
 * new IsolatedNamespace(new Platform(), 'shop', {
 *   owners: ['team-shop'],
 *   ownerRole: OwnerRole.withoutNetworkPolicies(),
 * });
 */
export class OwnerRole {
  /**
   * The ClusterRole `edit` of Kubernetes.
   *
   * It changes workloads, Services, Secrets, Ingresses, and **NetworkPolicies too**; neither roles nor quotas, nor the
   * Namespace itself with its labels. Who has it can open what is closed here.
   *
   * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
   */
  public static edit(): OwnerRole {
    return new OwnerRole('edit');
  }

  /**
   * A Role of the namespace, which is written: as `edit` for workloads, Services, Secrets, Ingresses and routes, while
   * NetworkPolicies can only be looked at.
   *
   * Unlike `edit`, it knows nothing of custom resources that an operator adds to that. Whoever applies it must have all
   * that it gives, or be allowed to escalate.
   */
  public static withoutNetworkPolicies(): OwnerRole {
    return new OwnerRole(undefined);
  }

  /**
   * A ClusterRole of the cluster: one of Kubernetes, such as `view`, or one of yours.
   *
   * @param name - its name
   * @throws when it is empty
   */
  public static clusterRole(name: string): OwnerRole {
    checkSaid('the name of a ClusterRole', name, '"edit"');
    return new OwnerRole(name);
  }

  /**
   * Whether this is an OwnerRole, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isOwnerRole(x: unknown): boolean {
    return typeof x === 'object' && x !== null && OWNER_ROLE in x;
  }

  private constructor(
    /** The ClusterRole; undefined where it is a Role of the namespace. */
    public readonly clusterRoleName?: string,
  ) {
    Object.defineProperty(this, OWNER_ROLE, { value: true });
  }

  /** @internal the rules of the namespace's own Role */
  public get _rules(): any[] {
    return [...rulesFor(WORKED_WITH, [...READ, ...WRITE].sort()), ...rulesFor(LOOKED_AT, READ)];
  }
}

function rulesFor(resources: { [group: string]: string[] }, verbs: string[]): any[] {
  return Object.entries(resources).map(([group, names]) => ({ apiGroups: [group], resources: names, verbs }));
}
