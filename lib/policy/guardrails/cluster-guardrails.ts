import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterPolicyApi, type ClusterProfile } from '../../cluster';
import { located, placeOf, valueError } from '../../errors';
import {
  clusterOf,
  ensureRules,
  labelValue,
  namespaceOf,
  notice,
  objectLabels,
  patchable,
  resourceName,
} from '../../objects';
import { checkDnsSubdomain } from '../../traffic';
import { inOneLine, REASONS_ANNOTATION, reasonsText } from '../reasons';
import { noteSaysItself } from '../says-itself';
import type { AdminApi, AdminPolicy } from './admin-policy';
import { adminApiOf } from './apis/catalogue';
import { policiesOf } from './guaranteed/catalogue';
import { Guardrail } from './guardrail';
import { checkGuardrails, checkPriority } from './guardrails-laws';
import type { ClusterGuardrailsProps } from './guardrails-props';
import { ensureDistinctPriorities } from './priorities';
import { tenantGroups } from './subjects';
import { systemNamespaces } from './system-namespaces';

/** What counts where nothing is said: OVN-Kubernetes takes priorities below 100 only. */
const PRIORITY = 10;

/**
 * What a cluster guarantees for the pods of its tenants, so that no policy of a namespace can undo it: they don't reach
 * the metadata service of the cloud, they resolve names, their metrics are collected, and tenants are closed to each
 * other but for what they declare.
 *
 * It is written by the API of which the cluster profile says that the cluster has it, `clusterPolicies`, and belongs to no
 * namespace: one app of a cluster writes it. Of pods on the network of their node it says nothing. That it is enforced is
 * the network plugin's.
 *
 * @example
 * const cluster = Clusters.kubeadm({
 *   clusterPolicies: ClusterPolicyApi.CLUSTER_NETWORK_POLICY_V1ALPHA2,
 *   metadata: CloudMetadata.aws(),
 *   monitoring: Monitoring.kubePrometheusStack({ namespace: 'monitoring' }),
 * });
 * new ClusterGuardrails(new Chart(new Platform({ cluster }), 'cluster'), 'guardrails', {
 *   tenants: [Tenant.namespaces('shop', 'shop-data'), Tenant.labelled({ team: 'research' })],
 *   exceptMetadata: [{ namespaces: ['shop-data'], reason: 'its backups use the role of the node until July' }],
 * });
 *
 * @see https://network-policy-api.sigs.k8s.io/
 */
export class ClusterGuardrails extends Construct {
  /** The policies, in the order in which they are asked: those of the admin tier, then those of the baseline. Frozen. */
  public readonly policies: ApiObject[];

  /**
   * @param scope - in whose chart it is written
   * @param id - what the names of all objects begin with, unless a name is given
   * @param props - what is guaranteed, and for whom
   * @throws when the profile doesn't say by which API the cluster takes such policies, or that API has no word for what a
   * guarantee needs; when there are no tenants, two of them have one name or namespace, a loosening has no reason, or a
   * number is no priority
   */
  public constructor(scope: Construct, id: string, props: ClusterGuardrailsProps) {
    const place = placeOf(scope, id);
    located(place, () => namespaceOf(scope));
    located(place, () => checkGuardrails(props));
    const base = resourceName(scope, id, { kind: 'ClusterGuardrails', name: props.name });
    const profile = clusterOf(scope);
    const api = located(place, () => adminApiOf(profile));
    const policies = located(place, () => planned(profile, api, props, base));
    super(scope, id);
    ensureRules(scope);
    ensureDistinctPriorities(scope);
    this.policies = policies.map((policy) => this.write(base, api, policy));
    Object.freeze(this.policies);
    this.tellLimits(profile, policies);
  }

  private write(base: string, api: AdminApi, policy: AdminPolicy): ApiObject {
    const reasons = reasonsText(policy.reasons);
    const object = new ApiObject(this, policy.name, {
      apiVersion: api.apiVersion,
      kind: api.kindOf(policy),
      metadata: {
        name: nameOf(base, api, policy),
        labels: objectLabels(labelValue(base), undefined),
        ...(reasons ? { annotations: { [REASONS_ANNOTATION]: reasons } } : {}),
      },
      spec: api.spec(policy),
    });
    noteSaysItself(object);
    // cdk8s gives every object of a chart the chart's namespace; these are in none.
    patchable(object, (json) => {
      delete json.metadata.namespace;
    });
    return object;
  }

  /** What is not promised, or not by every cluster that has the API. */
  private tellLimits({ networkPlugin: plugin, clusterPolicies }: ClusterProfile, policies: AdminPolicy[]): void {
    if (plugin?.enforcesTowardsMetadata === false) {
      notice(
        this,
        'guardrails metadata',
        () =>
          `${plugin.name} is not known to enforce policies towards the cloud's metadata service: no guardrail is written ` +
          'for it, and it has to be closed on the nodes or in the cloud',
      );
    }
    const names = (kinds: string[]) =>
      policies.some(({ egress }) => egress.some(({ peers }) => peers.some(({ kind }) => kinds.includes(kind))));
    if (clusterPolicies === ClusterPolicyApi.ADMIN_NETWORK_POLICY_V1ALPHA1 && names(['networks'])) {
      notice(
        this,
        'guardrails networks',
        () =>
          'an AdminNetworkPolicy that names networks needs definitions of version v0.1.7, or older ones of the ' +
          `experimental channel, and others refuse it; ${definitions('adminnetworkpolicies')}`,
      );
    }
    if (names(['nodes', 'domains'])) {
      const kind = clusterPolicies === ClusterPolicyApi.ADMIN_NETWORK_POLICY_V1ALPHA1 ? 'admin' : 'cluster';
      notice(
        this,
        'guardrails channel',
        () =>
          'a rule that names nodes, or hosts by their names, needs definitions of the experimental channel, and others ' +
          `refuse it; ${definitions(`${kind}networkpolicies`)}`,
      );
    }
  }
}

function definitions(kinds: string): string {
  return `\`kubectl get crd ${kinds}.policy.networking.k8s.io -o yaml\` shows them in its annotations`;
}

function nameOf(base: string, api: AdminApi, policy: AdminPolicy): string {
  return api.fixedName(policy) ?? `${base}-${policy.name}`;
}

/** All policies that follow from what is said. */
function planned(profile: ClusterProfile, api: AdminApi, props: ClusterGuardrailsProps, base: string): AdminPolicy[] {
  const { tenants, priority = PRIORITY, leftOut = [] } = props;
  // What is named is no longer for labels to claim: it would be open to another tenant as well.
  const named = tenants.flatMap(({ namespaceNames }) => namespaceNames);
  const unlabelled = [...new Set([...systemNamespaces(profile), ...named])];
  const groups = tenantGroups(tenants, unlabelled);
  const omissions = leftOut.map(({ guardrail, reason }) => `without ${guardrail}: ${inOneLine(reason)}`);
  const policies = policiesOf({ profile, api, props, groups, unlabelled, priority });
  for (const policy of policies) {
    checkPriority(`the priority of the object for ${policy.name}`, policy.priority);
    checkDnsSubdomain(`the name of the object for ${policy.name}`, nameOf(base, api, policy));
  }
  if (policies.length === 0) {
    throw valueError({
      law: 'ClusterGuardrails must guarantee something, but nothing is left of it',
      remedy: `leave out less, or add \`rules\`; of ${Guardrail.TENANTS} there must be two`,
    });
  }
  return policies.map((policy) => ({ ...policy, reasons: [...policy.reasons, ...omissions] }));
}
