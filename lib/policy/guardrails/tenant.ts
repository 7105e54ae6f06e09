import { valueError } from '../../errors';
import {
  checkDnsLabel,
  checkLabels,
  isObject,
  LabelExpression,
  LabelSelector,
  NAMESPACE_NAME,
  sortedLabels,
} from '../../traffic';

const TENANT = Symbol.for('cdk8s-networking.Tenant');
const LONGEST_NAME = 63;

/**
 * Somebody who has namespaces of a cluster: by their names, or by labels that only the cluster's people may set.
 *
 * Its own namespaces are open to each other as far as policies leave them so; to those of other tenants they are closed.
 *
 * @example
 * const shop = Tenant.namespaces('shop', 'shop-data');
 * const research = Tenant.labelled({ team: 'research' });
 */
export class Tenant {
  /**
   * The namespaces of these names. The first one is the name of the tenant as well, unless it is given another.
   *
   * @param names - at least one
   * @throws when there is none, one is no DNS-1123 label, or one is there twice
   */
  public static namespaces(...names: string[]): Tenant {
    if (names.length === 0) {
      throw valueError({
        law: 'Tenant.namespaces() must have the name of a namespace',
        remedy: 'write it as in Tenant.namespaces("shop"), or use Tenant.labelled()',
      });
    }
    for (const name of names) checkDnsLabel('a namespace name', name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) {
      throw valueError({ law: 'the namespaces of a tenant must differ', got: twice, remedy: 'name it once' });
    }
    return new Tenant(names[0] as string, names, {});
  }

  /**
   * The namespaces with these labels, all of them: also those that are made later.
   *
   * Whoever may label namespaces chooses the tenant. System namespaces aren't meant, whatever labels they have, nor are
   * those that another tenant names. A namespace with the labels of two tenants is open to both.
   *
   * @param labels - at least one
   * @throws when there is none, or one that Kubernetes would refuse
   */
  public static labelled(labels: { readonly [key: string]: string }): Tenant {
    if (!isObject(labels) || Object.keys(labels).length === 0) {
      throw valueError({
        law: 'Tenant.labelled() must have a label, since none would mean every namespace',
        got: labels,
        remedy: "write it as in Tenant.labelled({ team: 'research' })",
      });
    }
    checkLabels(labels);
    if (NAMESPACE_NAME in labels) {
      throw valueError({
        law: `the labels of a tenant must be others than ${NAMESPACE_NAME}`,
        got: labels[NAMESPACE_NAME],
        remedy: `write Tenant.namespaces(${JSON.stringify(labels[NAMESPACE_NAME])})`,
      });
    }
    const sorted = sortedLabels(labels);
    const words = Object.entries(sorted).flatMap(([key, value]) => [key.replace(/^.*\//, ''), value]);
    const text = words
      .join('-')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-');
    return new Tenant(text.slice(0, LONGEST_NAME).replace(/^-|-+$/g, ''), [], sorted);
  }

  /**
   * Whether this is a Tenant, of this or another copy of this library.
   *
   * @internal
   */
  public static _isTenant(x: unknown): boolean {
    return typeof x === 'object' && x !== null && TENANT in x;
  }

  /** By what its objects are called: a DNS-1123 label. */
  public readonly name: string;
  /** The names of its namespaces; none where they are known by labels. Frozen. */
  public readonly namespaceNames: string[];
  /** The labels of its namespaces; none where they are known by names. Frozen. */
  public readonly labels: { readonly [key: string]: string };

  private constructor(name: string, namespaceNames: string[], labels: { readonly [key: string]: string }) {
    Object.defineProperty(this, TENANT, { value: true });
    this.name = name;
    this.namespaceNames = [...namespaceNames];
    this.labels = Object.freeze({ ...labels });
    Object.freeze(this.namespaceNames);
  }

  /**
   * The same tenant by another name, where two would have one.
   *
   * @param name - what its objects are called by
   * @throws when it is no DNS-1123 label
   */
  public named(name: string): Tenant {
    checkDnsLabel('the name of a tenant', name);
    return new Tenant(name, this.namespaceNames, this.labels);
  }

  /**
   * Its namespaces.
   *
   * @param unlabelled - the names of those that labels don't mean
   * @internal
   */
  public _selector(unlabelled: string[]): LabelSelector {
    return this.namespaceNames.length > 0
      ? namespacesNamed(this.namespaceNames)
      : LabelSelector.of({ labels: this.labels, expressions: butFor(unlabelled) });
  }
}

/** Namespaces by their names. */
export function namespacesNamed(names: string[]): LabelSelector {
  const [only, ...more] = names;
  return only !== undefined && more.length === 0
    ? LabelSelector.of({ labels: { [NAMESPACE_NAME]: only } })
    : LabelSelector.of({ expressions: [LabelExpression.isIn(NAMESPACE_NAME, names)] });
}

/** The condition that leaves out namespaces by their names. */
export function butFor(names: string[]): LabelExpression[] {
  return names.length > 0 ? [LabelExpression.isNotIn(NAMESPACE_NAME, names)] : [];
}
