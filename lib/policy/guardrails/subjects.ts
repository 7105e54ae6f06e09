import { valueError } from '../../errors';
import { LabelExpression, LabelSelector } from '../../traffic';
import type { Subject } from './admin-policy';
import { butFor, namespacesNamed, type Tenant } from './tenant';

/** Tenants that one selector of namespaces holds, since an object governs the pods of one selector only. */
export interface TenantGroup {
  /** How their namespaces are known, as a part of names: `namespaces`, `label-team`. */
  readonly name: string;
  /** All of their namespaces. */
  readonly namespaces: LabelSelector;
  /** The same without some, by their names; undefined where nothing is left. */
  without(names: string[]): LabelSelector | undefined;
}

/** As many as the spacing of priorities has room for. */
const MOST_GROUPS = 10;

/**
 * The tenants in as few groups as there are ways to know them: by the names of namespaces, or by the label.
 *
 * @param unlabelled - the names of namespaces that labels don't mean
 * @throws when there are more than ten
 */
export function tenantGroups(tenants: Tenant[], unlabelled: string[]): TenantGroup[] {
  const groups = new Map<string, TenantGroup>();
  for (const [key, members] of byWay(tenants)) {
    const group = key === '' ? groupByNames(members) : groupByLabels(key, members, unlabelled);
    const earlier = groups.get(group.name);
    if (earlier) {
      throw valueError({
        law: `the labels by which tenants are known must differ in what is left of them in a name, but two are "${group.name}"`,
        remedy: 'rename one of the labels',
      });
    }
    groups.set(group.name, group);
  }
  if (groups.size <= MOST_GROUPS) return [...groups.values()];
  throw valueError({
    law: `tenants must be known by at most ${MOST_GROUPS} labels, since an object of the cluster governs the pods of one selector`,
    got: groups.size,
    remedy: 'give all of their namespaces one label, such as `team`',
  });
}

/** All pods of some namespaces. */
export function podsOf(namespaces: LabelSelector): Subject {
  return { namespaces, pods: LabelSelector.everything() };
}

/** Those by names first; then those with one label by its key, and those with several each by itself. */
function byWay(tenants: Tenant[]): Map<string, Tenant[]> {
  const ways = new Map<string, Tenant[]>();
  for (const tenant of tenants) {
    const keys = Object.keys(tenant.labels);
    const way = keys.length > 1 ? Object.entries(tenant.labels).join(' ') : (keys[0] ?? '');
    ways.set(way, [...(ways.get(way) ?? []), tenant]);
  }
  return new Map([...ways].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function groupByNames(tenants: Tenant[]): TenantGroup {
  const names = tenants.flatMap(({ namespaceNames }) => namespaceNames);
  return {
    name: 'namespaces',
    namespaces: namespacesNamed(names),
    without: (others) => {
      const rest = names.filter((name) => !others.includes(name));
      return rest.length > 0 ? namespacesNamed(rest) : undefined;
    },
  };
}

function groupByLabels(way: string, tenants: Tenant[], unlabelled: string[]): TenantGroup {
  const [{ name, labels }] = tenants as [Tenant];
  const [key, ...more] = Object.keys(labels) as [string];
  const select = (others: string[]) => {
    const but = butFor([...unlabelled, ...others]);
    if (tenants.length === 1) return LabelSelector.of({ labels, expressions: but });
    const values = tenants.map((tenant) => tenant.labels[key] as string);
    return LabelSelector.of({ expressions: [LabelExpression.isIn(key, values), ...but] });
  };
  const suffix = way.toLowerCase().replace(/\//g, '.').replace(/_/g, '-');
  return {
    name: more.length > 0 ? `labels-${name}` : `label-${suffix}`,
    namespaces: select([]),
    without: select,
  };
}
