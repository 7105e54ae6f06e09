import * as fc from 'fast-check';
import { compact, NAMESPACES } from './alphabet';
import { istio } from './arbitrary-istio';
import { linkerd } from './arbitrary-linkerd';
import type { Manifest } from './kinds';
import type { SampleMesh, Words } from './mesh-sample';

/** A mesh of Istio or of Linkerd, or none. */
export const sampleMesh: fc.Arbitrary<SampleMesh | undefined> = fc.oneof(
  { withCrossShrink: true },
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 4, arbitrary: istio },
  { weight: 3, arbitrary: linkerd },
);

/** A Namespace with what the mesh says of it. */
export function meshedNamespace(manifest: Manifest, { namespaces }: SampleMesh): Manifest {
  const words = namespaces[NAMESPACES.indexOf(manifest.metadata.name)] ?? {};
  return { ...manifest, metadata: withWords(manifest.metadata, words) };
}

/** What runs, with what the mesh says of the workload with that number. */
export function meshedWorkload(manifest: Manifest, i: number, { pods }: SampleMesh): Manifest {
  const { serviceAccountName, ...words } = pods[i] ?? {};
  const inside = ({ metadata, spec }: { metadata: Manifest['metadata']; spec: object }) => ({
    metadata: withWords(metadata, words),
    spec: compact({ ...spec, serviceAccountName }),
  });
  const { kind, metadata, spec } = manifest;
  if (kind === 'Pod') return { ...manifest, ...inside({ metadata, spec }) };
  if (kind === 'CronJob')
    return { ...manifest, spec: { jobTemplate: { spec: { template: inside(spec.jobTemplate.spec.template) } } } };
  return { ...manifest, spec: { template: inside(spec.template) } };
}

function withWords<T extends Manifest['metadata']>(metadata: T, { labels, annotations }: Words): T {
  return compact({
    ...metadata,
    labels: labels ? { ...metadata.labels, ...labels } : metadata.labels,
    annotations: annotations ? { ...metadata.annotations, ...annotations } : metadata.annotations,
  });
}
