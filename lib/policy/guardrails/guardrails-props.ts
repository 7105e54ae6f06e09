import type { Port } from '../../traffic';
import type { Guardrail } from './guardrail';
import type { GuardrailRule } from './guardrail-rule';
import type { Tenant } from './tenant';

/** A guarantee that isn't given. */
export interface LeftOutGuardrail {
  /** Which one. */
  readonly guardrail: Guardrail;

  /** Why. It is written to the policies that remain, and must not be blank. */
  readonly reason: string;
}

/** Namespaces of tenants from which the metadata service of the cloud may be reached. */
export interface MetadataException {
  /** Their names; at least one. */
  readonly namespaces: string[];

  /** Why. It is written to the policies, and must not be blank. */
  readonly reason: string;
}

/** What a cluster guarantees, and for whom. */
export interface ClusterGuardrailsProps {
  /**
   * Whose pods the guarantees are about; at least one. All other namespaces stay as they are: those of the system, of DNS,
   * of monitoring, of a mesh and of data planes are never meant by a tenant's labels.
   */
  readonly tenants: Tenant[];

  /**
   * What the names of all objects begin with.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The lowest number among the priorities of the objects. The lowest number is asked first, and two policies of a cluster
   * must not have the same.
   *
   * In the admin tier the metadata service has this number, DNS that plus 10, monitoring plus 20, the DNS pods plus 30, and
   * rules of your own have those from plus 40 on; where tenants are known in several ways, each way has the next number.
   * In the baseline tier, the objects follow each other from this number on.
   *
   * @default 10
   */
  readonly priority?: number;

  /**
   * Guarantees that aren't given.
   *
   * @default - none: each is given of which the cluster profile has the facts
   */
  readonly leftOut?: LeftOutGuardrail[];

  /**
   * Namespaces from which the metadata service may be reached, as far as their own policies allow.
   *
   * @default - none
   */
  readonly exceptMetadata?: MetadataException[];

  /**
   * The ports on which the pods of tenants are asked for metrics.
   *
   * @default - every port: which of them have metrics isn't known
   */
  readonly scrapedPorts?: Port[];

  /**
   * Whether the DNS pods let in the tenants, whatever policies their own namespace has.
   *
   * @default false
   */
  readonly opensDnsPods?: boolean;

  /**
   * Whether pods that no network policy governs are closed to those of their own tenant as well, so that only what is
   * declared is open. AdminNetworkPolicy can't tell a tenant's own pods from those of others, and needs it.
   *
   * @default false
   */
  readonly closesOwnTraffic?: boolean;

  /**
   * Rules of your own, for the pods of all tenants, asked in this order after the guarantees.
   *
   * @default - none
   */
  readonly rules?: GuardrailRule[];
}
