/** Something in what was read that breaks a law of Kubernetes or of YAML. The rest is read all the same. */
export interface ManifestProblem {
  /** The name of the source. */
  readonly file: string;

  /** Which document of the file, counted from 1. */
  readonly document: number;

  /** The line in the file, counted from 1. */
  readonly line: number;

  /** The field, as people write it: `spec.ingress[0].from[0]`; empty for a document that can't be read at all. */
  readonly path: string;

  /** The object, such as `NetworkPolicy shop/api`; empty where it isn't known. */
  readonly object: string;

  /** What must hold, what came, and what to do. */
  readonly message: string;
}
