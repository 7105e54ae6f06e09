/** What a cluster guarantees, whatever the policies of its namespaces say. */
export enum Guardrail {
  /** No pod of a tenant reaches the metadata service of the cloud. */
  METADATA = 'metadata',
  /** Every pod of a tenant resolves names. */
  DNS = 'dns',
  /** What collects metrics reaches every pod of a tenant. */
  MONITORING = 'monitoring',
  /** Pods that no network policy governs are closed to other tenants. */
  TENANTS = 'tenants',
}

/** What a rule does with the connections that it matches. */
export enum GuardrailAction {
  /** It lets them through, whatever the policies of a namespace say. */
  ACCEPT = 'accept',
  /** It lets none of them through, whatever the policies of a namespace say. */
  DENY = 'deny',
  /** It leaves them to the policies of a namespace, past all rules of the cluster that follow. */
  PASS = 'pass',
}
