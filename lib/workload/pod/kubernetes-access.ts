import { checkAccessRules } from './access-laws';
import { type AccessRule, AccessScope } from './access-rule';

/** A registered symbol, so that two copies of this library in one program know each other's. */
const ACCESS = Symbol.for('cdk8s-networking.KubernetesAccess');

/**
 * What the pods of a workload may do with the Kubernetes API, and no more.
 *
 * The pods get a ServiceAccount of the workload's own, their token for the API, the roles with their bindings, and the
 * connection to the API, whose address the cluster profile says (`kubernetesApi`).
 *
 * @example
 * const kubernetesApi = KubernetesApi.at(['10.0.0.4']);
 * const shop = new IsolatedNamespace(new Platform({ cluster: Clusters.kubeadm({ kubernetesApi }) }), 'shop');
 * new Worker(shop, 'operator', {
 *   image: 'ghcr.io/acme/operator:1.0',
 *   kubernetesApi: KubernetesAccess.of([
 *     { resources: ['configmaps'], verbs: ['get', 'list', 'watch'] },
 *     { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'patch'], resourceNames: ['web'] },
 *     { resources: ['nodes'], verbs: ['list'], scope: AccessScope.CLUSTER },
 *   ]),
 * });
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export class KubernetesAccess {
  /**
   * What these rules allow.
   *
   * @param rules - at least one; those of the namespace make a Role, those of the cluster a ClusterRole
   * @throws when a rule would be refused, would grant nothing, or has a `*` without a reason
   */
  public static of(rules: AccessRule[]): KubernetesAccess {
    checkAccessRules(rules);
    return new KubernetesAccess(rules);
  }

  /**
   * Whether this is a KubernetesAccess, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isKubernetesAccess(x: unknown): boolean {
    return typeof x === 'object' && x !== null && ACCESS in x;
  }

  /** What is allowed, as it was given. Frozen. */
  public readonly rules: AccessRule[];

  private constructor(rules: AccessRule[]) {
    Object.defineProperty(this, ACCESS, { value: true });
    this.rules = [...rules];
    Object.freeze(this.rules);
  }

  /** @internal the rules of one scope as a role has them */
  public _manifests(scope: AccessScope): any[] {
    return this.ofScope(scope).map(({ apiGroups = [''], resources, resourceNames, urls, verbs }) => ({
      ...(resources === undefined
        ? { nonResourceURLs: [...(urls ?? [])] }
        : { apiGroups: [...apiGroups], resources: [...resources] }),
      ...(resourceNames === undefined ? {} : { resourceNames: [...resourceNames] }),
      verbs: [...verbs],
    }));
  }

  /** @internal why, for one scope: each reason once, in the order of the rules */
  public _reasons(scope: AccessScope): string[] {
    return [...new Set(this.ofScope(scope).flatMap(({ reason }) => reason?.replace(/\s+/g, ' ').trim() || []))];
  }

  private ofScope(scope: AccessScope): AccessRule[] {
    return this.rules.filter((rule) => (rule.scope ?? AccessScope.NAMESPACE) === scope);
  }
}
