import type { Evidence, FieldPath, Member, PodFacts, ReadObject } from './facts';
import { mappingAt, mappingsAt, textAt, type Written } from './written';

/** The pods of a workload as they are written. */
export interface PodSpec {
  readonly object: ReadObject;
  readonly member: Member;
  readonly pods: readonly PodFacts[];
  /** Where the spec of the pods stands. */
  readonly path: FieldPath;
  readonly written: Written;
}

/** A container beside others in a pod: an init container is one where it goes on running. */
export interface Container {
  readonly path: FieldPath;
  readonly name: string;
  readonly written: Written;
}

/** Those of all workloads that were understood. */
export function podSpecsIn(evidence: Evidence): readonly PodSpec[] {
  const known = KNOWN.get(evidence) ?? read(evidence);
  KNOWN.set(evidence, known);
  return known;
}

const KNOWN = new WeakMap<Evidence, readonly PodSpec[]>();

function read(evidence: Evidence): PodSpec[] {
  const byPath = new Map(evidence.network.workloads.map((workload) => [workload.object.path, workload]));
  return evidence.objects.flatMap((object) => {
    const workload = byPath.get(object.path);
    if (!workload) return [];
    const path = specPathOf(object.kind);
    const member = evidence.governance.memberOf(workload);
    return [{ object, member, pods: workload.pods, path, written: mappingAt(object.body, ...path) }];
  });
}

function specPathOf(kind: string): FieldPath {
  if (kind === 'Pod') return ['spec'];
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template', 'spec'] : ['spec', 'template', 'spec'];
}

/** The containers that run side by side. */
export function containersOf(spec: PodSpec): readonly Container[] {
  const known = CONTAINERS.get(spec) ?? readContainers(spec);
  CONTAINERS.set(spec, known);
  return known;
}

const CONTAINERS = new WeakMap<PodSpec, readonly Container[]>();

function readContainers({ path, written }: PodSpec): Container[] {
  const found: Container[] = [];
  for (const list of ['initContainers', 'containers']) {
    for (const [index, container] of mappingsAt(written, list)) {
      if (list === 'initContainers' && textAt(container, 'restartPolicy') !== 'Always') continue;
      found.push({ path: [...path, list, index], name: textAt(container, 'name') ?? '', written: container });
    }
  }
  return found;
}
