import { valueError } from '../../../errors';
import type { AdminPeer, AdminPolicy } from '../admin-policy';
import { fitted } from '../fitting';
import { GuardrailAction } from '../guardrail';
import { podsOf } from '../subjects';
import type { Ground, Guarantee } from './guarantee';

/**
 * Pods that no network policy governs are closed to other tenants, and open to their own.
 *
 * In the baseline, so that a NetworkPolicy opens what it allows; and for connections that come in only: every pod of a
 * tenant has that side closed, by this or by a policy of its own, and what such a policy lets in needs no second word.
 */
export const tenants: Guarantee = (ground) => {
  const { api, props, groups, priority } = ground;
  if (props.tenants.length === 1 && !props.closesOwnTraffic) return [];
  const own = props.closesOwnTraffic ? [] : ownTraffic(ground);
  const everyTenant = groups.map(({ namespaces }): AdminPeer => ({ kind: 'pods', ...podsOf(namespaces) }));
  const closed = groups.map(
    (group, index): AdminPolicy => ({
      name: `tenants-${group.name}`,
      tier: 'Baseline',
      priority: priority + own.length + index,
      subject: podsOf(group.namespaces),
      ingress: fitted({ name: 'tenants', action: GuardrailAction.DENY, peers: everyTenant }, api.limits),
      egress: [],
      reasons: [],
    }),
  );
  checkSayable(ground, [...own, ...closed]);
  return [...own, ...closed];
};

/** Each tenant's own pods, whom what follows would keep out. */
function ownTraffic({ props, unlabelled, priority }: Ground): AdminPolicy[] {
  return props.tenants.map((tenant, index) => {
    const pods = podsOf(tenant._selector(unlabelled));
    return {
      name: `tenant-${tenant.name}`,
      tier: 'Baseline',
      priority: priority + index,
      subject: pods,
      ingress: [{ name: 'own', action: GuardrailAction.ACCEPT, peers: [{ kind: 'pods', ...pods }] }],
      egress: [],
      reasons: [],
    };
  });
}

/** Where there is one object for the baseline, it has one subject for all. */
function checkSayable({ api, props, groups }: Ground, policies: AdminPolicy[]): void {
  if (policies.length <= 1 || policies.every((policy) => api.fixedName(policy) === undefined)) return;
  const leaveOut = 'leave the guarantee out: `leftOut: [{ guardrail: Guardrail.TENANTS, reason }]`';
  if (!props.closesOwnTraffic) {
    throw valueError({
      law:
        'pods that are closed to other tenants and open to their own must be left to clusters that take a ' +
        'ClusterNetworkPolicy: the one BaselineAdminNetworkPolicy of a cluster says the same of all tenants',
      remedy: `close their own traffic as well, but for what is declared: \`closesOwnTraffic: true\`; or ${leaveOut}`,
    });
  }
  throw valueError({
    law:
      'the one BaselineAdminNetworkPolicy of a cluster must have one selector for all tenants, but they are known by ' +
      groups.map(({ name }) => name).join(', '),
    remedy: `name all of them by namespaces, or all by one label; or ${leaveOut}`,
  });
}
