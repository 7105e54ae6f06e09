import * as yaml from 'js-yaml';
import type { ManifestSource } from '../../lib/analysis';
import { deployment, type Manifest, namespaceNamed, type WorkloadShape } from './manifests';
import { Random } from './random';
import type { Shape } from './shapes/shape';

/** A generated cluster: the texts of its manifests, and who is in it. */
export interface GeneratedCluster {
  readonly sources: readonly ManifestSource[];
  readonly workloads: readonly WorkloadShape[];
}

/** Where what belongs to no namespace is. */
const CLUSTER_WIDE = 'cluster.yaml';

/**
 * A cluster as YAML: a file for each namespace, its documents in an order of chance, as an export has them.
 *
 * The same shape, size and seed give the same bytes.
 */
export function generate(shape: Shape, size: number, seed: number): GeneratedCluster {
  const random = new Random(seed);
  const { namespaces, workloads, others } = shape.draw(size, random);
  const files = new Map<string, Manifest[]>();
  for (const manifest of [...namespaces.map(namespaceNamed), ...workloads.map(deployment), ...others]) {
    const file = fileOf(manifest);
    const known = files.get(file);
    if (known) known.push(manifest);
    else files.set(file, [manifest]);
  }
  const sources = [...files].map(([name, manifests]) => ({ name, text: textOf(random.shuffled(manifests)) }));
  return { sources, workloads };
}

function fileOf({ metadata }: Manifest): string {
  const { namespace } = metadata as { readonly namespace?: string };
  return namespace === undefined ? CLUSTER_WIDE : `${namespace}.yaml`;
}

function textOf(manifests: readonly Manifest[]): string {
  return manifests.map((manifest) => yaml.dump(manifest, { noRefs: true })).join('---\n');
}
