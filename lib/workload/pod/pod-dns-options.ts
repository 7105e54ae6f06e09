/** How the resolver of a pod asks for names. */
export interface ResolverOptions {
  /**
   * Domains in which short names are looked for, after those of the policy. At most 32.
   *
   * @default - none
   */
  readonly searches?: string[];

  /**
   * How many dots a name needs to be looked up as it is before the search domains are tried, from 0 to 15.
   *
   * With the cluster's own 5, each look-up of a host outside is first several of names that don't exist.
   *
   * @default - 5 where the cluster is asked; else that of the node or of the image
   */
  readonly ndots?: number;

  /**
   * Further options of the resolver, such as `{ timeout: '2', 'single-request-reopen': '' }`; those without a value have
   * the empty text.
   *
   * @default - none
   */
  readonly options?: { readonly [name: string]: string };
}

/** Whom a pod asks for names beside those whom it asks anyway, and how. */
export interface PodDnsOptions extends ResolverOptions {
  /**
   * Name servers by their address, at most two. They come after those that are asked anyway, and a node uses three in
   * all.
   *
   * A policy that isolates the pods doesn't know them: allow them as peers on port 53.
   *
   * @default - none
   */
  readonly nameservers?: string[];
}
