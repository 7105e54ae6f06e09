import { App, Chart } from 'cdk8s';
import {
  CloudMetadata,
  ClusterPolicyApi,
  ClusterProfile,
  type ClusterProfileProps,
  Monitoring,
} from '../../../lib/cluster';
import { ClusterGuardrails, type ClusterGuardrailsProps, Tenant } from '../../../lib/policy';

export const NEWER = ClusterPolicyApi.CLUSTER_NETWORK_POLICY_V1ALPHA2;
export const OLDER = ClusterPolicyApi.ADMIN_NETWORK_POLICY_V1ALPHA1;

/** Two tenants by the names of their namespaces, of which the first has two. */
export const TENANTS = [Tenant.namespaces('shop', 'shop-data'), Tenant.namespaces('bank')];

/** A cluster with every fact that a guarantee asks for. */
export function profile(facts: Partial<ClusterProfileProps> = {}): ClusterProfile {
  return ClusterProfile.define({
    name: 'test',
    clusterPolicies: NEWER,
    metadata: CloudMetadata.aws(),
    monitoring: Monitoring.kubePrometheusStack({ namespace: 'monitoring' }),
    podRanges: ['10.244.0.0/16'],
    ...facts,
  });
}

/** An empty chart of an app for a cluster. */
export function chartOf(cluster: ClusterProfile = profile()): Chart {
  const app = new App();
  ClusterProfile.attach(app, cluster);
  return new Chart(app, 'cluster');
}

/** Guardrails in a chart of their own. */
export function guardrails(
  props: Partial<ClusterGuardrailsProps> = {},
  facts: Partial<ClusterProfileProps> = {},
): ClusterGuardrails {
  return new ClusterGuardrails(chartOf(profile(facts)), 'guardrails', { tenants: TENANTS, ...props });
}

/** Their objects, as they are written. */
export function objects(props: Partial<ClusterGuardrailsProps> = {}, facts: Partial<ClusterProfileProps> = {}): any[] {
  return guardrails(props, facts).policies.map((policy) => policy.toJson());
}

/** One of them by what its name ends with. */
export function objectNamed(name: string, all: any[]): any {
  return all.find(({ metadata }) => metadata.name === `guardrails-${name}`);
}
