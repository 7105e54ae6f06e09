/**
 * One end of a connection: a workload of ours, or a peer we know by its labels or address.
 *
 * An interface rather than a class, so that other things that talk can be an end as well.
 */
export interface IConnectionEnd {
  /** How reports call it: `shop/web`, `internet`, `namespace payments`. */
  readonly displayName: string;
}
