import type { Member } from '../evaluate/population';
import type { Model } from '../model';
import { nameOf, type ObjectRef, whereIs } from '../network/place';
import type { ManifestObject } from '../read/manifest-object';
import { sameValue } from './same-value';

/** An input with the objects it was read from. */
export interface Side {
  readonly model: Model;
  readonly objects: readonly ManifestObject[];
}

/** Finds the objects that differ between two inputs. */
export class Causes {
  private readonly older: ReadonlyMap<string, ManifestObject>;
  private readonly newer: ReadonlyMap<string, ManifestObject>;
  private readonly sentences = new Map<string, string | undefined>();
  /** What controllers make, and namespaces, by namespace. */
  private readonly around = new Map<string, ObjectRef[]>();

  public constructor(
    private readonly before: Side,
    private readonly after: Side,
  ) {
    this.older = byKey(before.objects);
    this.newer = byKey(after.objects);
    for (const object of [...this.older.values(), ...this.newer.values()]) {
      if (!MADE.has(object.kind) && object.kind !== 'Namespace') continue;
      const namespace = object.kind === 'Namespace' ? object.name : object.namespace;
      const list = this.around.get(namespace);
      if (list) list.push(object);
      else this.around.set(namespace, [object]);
    }
  }

  /** Those among the objects that decide about a connection between two workloads, or a workload and addresses. */
  public between(from: string | undefined, to: string | undefined): string[] {
    const found = [this.before.model, this.after.model].flatMap((model) => [
      ...this.governing(model, from, 'egress'),
      ...this.governing(model, to, 'ingress'),
    ]);
    return this.among(found);
  }

  /** Those among objects that were added, removed or changed, as sentences; each once, in order. */
  public among(objects: readonly ObjectRef[]): string[] {
    const keys = [...new Set(objects.map(keyOf))].sort();
    return keys.flatMap((key) => this.sentenceOf(key) ?? []);
  }

  /** The objects that decide about one side of a workload's connections. */
  private governing(model: Model, name: string | undefined, direction: 'ingress' | 'egress'): ObjectRef[] {
    const member: Member | undefined = name === undefined ? undefined : model.population.workload(name);
    if (!member?.workload) return [];
    const { object } = member.workload;
    const around = this.around.get(object.namespace) ?? [];
    const profiles = member.classes.map((id) => model.reach.profileOf(id, direction));
    return [
      object,
      ...around.filter((each) => each.kind === 'Namespace' || each.name.startsWith(`${object.name}-`)),
      ...profiles.flatMap(({ policies, opaque }) => [
        ...policies.map(({ policy }) => policy.object),
        ...opaque.map((each) => each.object),
      ]),
    ];
  }

  private sentenceOf(key: string): string | undefined {
    if (!this.sentences.has(key)) this.sentences.set(key, sentence(this.older.get(key), this.newer.get(key)));
    return this.sentences.get(key);
  }
}

/** Kinds of objects that controllers make for a workload, with its name before their own. */
const MADE = new Set(['Pod', 'ReplicaSet', 'Job']);

function sentence(older: ManifestObject | undefined, newer: ManifestObject | undefined): string | undefined {
  if (!newer) return older && `${nameOf(older)} removed (${whereIs({ object: older, path: [] })})`;
  const place = whereIs({ object: newer, path: [] });
  if (!older) return `${nameOf(newer)} added (${place})`;
  return sameValue(older.body, newer.body) ? undefined : `${nameOf(newer)} changed (${place})`;
}

function byKey(objects: readonly ManifestObject[]): Map<string, ManifestObject> {
  return new Map(objects.map((object) => [keyOf(object), object]));
}

function keyOf({ apiVersion, kind, namespace, name }: ObjectRef): string {
  return `${kind}.${apiVersion.split('/')[0]} ${namespace}/${name}`;
}
