import type { Member } from '../evaluate/population';
import type { Model } from '../model';
import { nameOf, type ObjectRef, whereIs } from '../network/place';
import type { ManifestObject } from '../read/manifest-object';

/** An input with the objects it was read from. */
export interface Side {
  readonly model: Model;
  readonly objects: readonly ManifestObject[];
}

/** Finds the objects that differ between two inputs. */
export class Causes {
  private readonly older: ReadonlyMap<string, ManifestObject>;
  private readonly newer: ReadonlyMap<string, ManifestObject>;

  public constructor(
    private readonly before: Side,
    private readonly after: Side,
  ) {
    this.older = byKey(before.objects);
    this.newer = byKey(after.objects);
  }

  /** Those among the objects that decide about a connection between two members, or a member and an address. */
  public between(from: string | undefined, to: string | undefined): string[] {
    const found = [this.before.model, this.after.model].flatMap((model) => {
      const [source, destination] = [from, to].map((name) =>
        name === undefined ? undefined : model.population.workload(name),
      );
      return [...governing(model, source, 'egress'), ...governing(model, destination, 'ingress')];
    });
    return this.among(found);
  }

  /** Those among objects that were added, removed or changed, as sentences; each once, in order. */
  public among(objects: readonly ObjectRef[]): string[] {
    const keys = [...new Set(objects.map(keyOf))].sort();
    return keys.flatMap((key) => this.sentence(this.older.get(key), this.newer.get(key)) ?? []);
  }

  private sentence(older: ManifestObject | undefined, newer: ManifestObject | undefined): string | undefined {
    if (!newer) return older && `${nameOf(older)} removed (${whereIs({ object: older, path: [] })})`;
    const place = whereIs({ object: newer, path: [] });
    if (!older) return `${nameOf(newer)} added (${place})`;
    return canonical(older.body) === canonical(newer.body) ? undefined : `${nameOf(newer)} changed (${place})`;
  }
}

/** The objects that decide about one side of a member's connections. */
function governing(model: Model, member: Member | undefined, direction: 'ingress' | 'egress'): ObjectRef[] {
  if (!member?.workload) return [];
  const namespace = model.network.namespaces.find(({ object }) => object.name === member.namespace);
  const profiles = member.classes.map((id) => model.reach.profileOf(id, direction));
  return [
    member.workload.object,
    ...(namespace ? [namespace.object] : []),
    ...profiles.flatMap(({ policies, opaque }) => [
      ...policies.map(({ policy }) => policy.object),
      ...opaque.map(({ object }) => object),
    ]),
  ];
}

function byKey(objects: readonly ManifestObject[]): Map<string, ManifestObject> {
  return new Map(objects.map((object) => [keyOf(object), object]));
}

function keyOf({ apiVersion, kind, namespace, name }: ObjectRef): string {
  return `${kind}.${apiVersion.split('/')[0]} ${namespace}/${name}`;
}

/** A text that is the same for the same content, in whatever order its fields stand. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
