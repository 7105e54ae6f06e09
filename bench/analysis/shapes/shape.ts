import type { Manifest, WorkloadShape } from '../manifests';
import type { Random } from '../random';

/** The objects of a generated cluster, before they are written down. */
export interface Drawing {
  readonly namespaces: readonly string[];
  readonly workloads: readonly WorkloadShape[];
  /** All that isn't a Namespace or a Deployment. */
  readonly others: readonly Manifest[];
}

/** A kind of cluster that can be generated in any size. */
export interface Shape {
  readonly name: string;
  /** What is peculiar to it, as a sentence. */
  readonly about: string;
  /** What the command line has to be told of it. */
  readonly options: readonly string[];
  /** The largest size of which every connection is listed. */
  readonly listedUpTo: number;
  /** Draws a cluster with so many workloads. */
  draw(size: number, random: Random): Drawing;
}
