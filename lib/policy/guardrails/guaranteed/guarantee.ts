import type { ClusterProfile } from '../../../cluster';
import type { AdminApi, AdminPolicy } from '../admin-policy';
import type { ClusterGuardrailsProps } from '../guardrails-props';
import type { TenantGroup } from '../subjects';

/** What a guarantee is written from. */
export interface Ground {
  readonly profile: ClusterProfile;
  readonly api: AdminApi;
  readonly props: ClusterGuardrailsProps;
  /** The tenants, by the ways in which they are known. */
  readonly groups: TenantGroup[];
  /** The names of namespaces that the labels of tenants don't mean. */
  readonly unlabelled: string[];
  /** The lowest priority. */
  readonly priority: number;
}

/** The policies of one guarantee. */
export type Guarantee = (ground: Ground) => AdminPolicy[];

/** How much higher than the lowest the priorities of each guarantee start. */
export const SPACING = { metadata: 0, dns: 10, monitoring: 20, dnsPods: 30, rules: 40 };
