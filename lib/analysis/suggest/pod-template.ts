import type { FieldPath, ObjectRef } from '../network/place';
import { Budget, Complaints } from '../read/complaints';
import { Field } from '../read/fields/field';
import type { ManifestObject } from '../read/manifest-object';

/** The pods of a workload as its manifest has them. */
export interface PodTemplate {
  readonly object: ObjectRef;
  readonly metadata: Field;
  readonly spec: Field;
  /** The containers that run, and those that run before. */
  readonly containers: readonly Field[];
}

/** Finds the pods of workloads in their manifests. */
export class PodTemplates {
  /** By the path, which is a value of its own for each object. */
  private readonly objects: ReadonlyMap<FieldPath, ManifestObject>;
  /** Without aliases no input has more values; what is wrong in a manifest was told when it was read. */
  private readonly budget = new Budget(MOST_VISITS);

  constructor(objects: readonly ManifestObject[]) {
    this.objects = new Map(objects.map((object) => [object.path, object]));
  }

  /** The pods of a workload; undefined where the manifest isn't one of it. */
  public of({ path }: ObjectRef): PodTemplate | undefined {
    const object = this.objects.get(path);
    if (!object) return undefined;
    const pod = templatePath(object.kind).reduce((field, key) => field.at(key), this.fieldOf(object));
    const spec = pod.at('spec');
    const containers = ['initContainers', 'containers'].flatMap((key) => spec.at(key).mappings(key, 'a container'));
    return { object, metadata: pod.at('metadata'), spec, containers };
  }

  /** An object, to be read field by field. */
  public fieldOf({ body }: ManifestObject): Field {
    return Field.of(body, new Complaints(this.budget));
  }
}

const MOST_VISITS = 50_000_000;

function templatePath(kind: string): readonly string[] {
  if (kind === 'Pod') return [];
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
}
