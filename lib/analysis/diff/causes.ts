import { appendTo } from '../append-to';
import type { Member } from '../evaluate/population';
import type { Model } from '../model';
import { nameOf, type ObjectRef, whereIs } from '../network/place';
import type { Direction } from '../network/policies';
import { sameValue } from '../network/same-value';
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
  private readonly sentences = new Map<string, string | undefined>();
  /** Namespaces by their names, and what controllers made by the keys of its owners. */
  private readonly around = new Map<string, ObjectRef[]>();

  public constructor(
    private readonly before: Side,
    private readonly after: Side,
  ) {
    this.older = byKey(before.objects);
    this.newer = byKey(after.objects);
    for (const side of [this.older, this.newer]) {
      for (const object of side.values()) {
        const key = object.kind === 'Namespace' ? object.name : ownerOf(object, side);
        if (key === undefined) continue;
        appendTo(this.around, key, object);
      }
    }
  }

  /** Those among the objects that decide about a connection between two workloads, or a workload and addresses. */
  public between(from: string | undefined, to: string | undefined): string[] {
    const found = [this.before.model, this.after.model].flatMap((model) => [
      ...this.governing(model, from, 'egress'),
      ...this.governing(model, to, 'ingress'),
      ...this.governing(model, to, 'identity'),
      ...throughWaypoints(model, to),
    ]);
    return this.among(found);
  }

  /** Those among the policies that decide what the pods of an entry may reach, where it has pods. */
  public outOf(entry: string): string[] {
    const found = [this.before.model, this.after.model].flatMap((model) => {
      const entries = model.waysIn.flatMap((way) => (way.entry.name === entry ? way.entry : []));
      const members = new Set(entries.flatMap((each) => model.podsOf(each)));
      return [...members].flatMap(({ classes }) => governingClasses(model, classes, 'egress'));
    });
    return this.among(found);
  }

  /** Those among objects that were added, removed or changed, as sentences; each once, in order. */
  public among(objects: readonly ObjectRef[]): string[] {
    const keys = [...new Set(objects.map(keyOf))].sort();
    return keys.flatMap((key) => this.sentenceOf(key) ?? []);
  }

  /** The endpoints of a Service that were added, removed or changed, as sentences. */
  public endpoints(namespace: string, service: string): string[] {
    const models = [this.before.model, this.after.model];
    const found = models.flatMap(({ network }) =>
      network.endpoints.filter((each) => each.object.namespace === namespace && each.service === service),
    );
    return this.among(found.map(({ object }) => object));
  }

  /** The objects that decide about one side of a workload's connections. */
  private governing(model: Model, name: string | undefined, direction: Direction): ObjectRef[] {
    const member: Member | undefined = name === undefined ? undefined : model.population.workload(name);
    if (!member?.workload) return [];
    const { object } = member.workload;
    return [
      object,
      ...(this.around.get(object.namespace) ?? []),
      ...(this.around.get(keyOf(object)) ?? []),
      ...governingClasses(model, member.classes, direction),
    ];
  }

  private sentenceOf(key: string): string | undefined {
    if (!this.sentences.has(key)) this.sentences.set(key, sentence(this.older.get(key), this.newer.get(key)));
    return this.sentences.get(key);
  }
}

/** The objects that decide about what comes to a workload through waypoints. */
function throughWaypoints(model: Model, name: string | undefined): ObjectRef[] {
  const { waypoints, population } = model;
  const member = name === undefined ? undefined : population.workload(name);
  if (!waypoints || !member) return [];
  const own = waypoints.ownOf(member);
  const found = [
    ...waypoints.crossings.to(member).map(({ binding, service }) => ({ binding, service })),
    ...(own ? [{ binding: own, service: undefined }] : []),
  ];
  return found.flatMap(({ binding: { waypoint, saidBy }, service }) => {
    const objects = [saidBy, ...(service ? [service.object] : [])];
    if (!waypoint) return objects;
    const { policies, opaque } = waypoints.doors.profileOf(waypoint, service);
    const at = [waypoints.doors.classOf(waypoint)];
    return [
      ...objects,
      waypoint.gateway.object,
      ...[...policies.map(({ policy }) => policy), ...opaque].map(({ object }) => object),
      ...governingClasses(model, at, 'ingress'),
      ...governingClasses(model, at, 'egress'),
    ];
  });
}

/** The policies that decide about one side of some pods' connections, and the sets of addresses that they mean. */
function governingClasses({ reach }: Model, classes: Member['classes'], direction: Direction): ObjectRef[] {
  return classes
    .map((id) => reach.profileOf(id, direction))
    .flatMap(({ policies, opaque }) => [
      ...policies.flatMap(({ policy }) => [
        policy.object,
        ...policy[direction].flatMap(({ peers }) => (peers === 'everyone' ? [] : peers.addressSets)),
      ]),
      ...opaque.map((each) => each.object),
    ]);
}

/** The key of the workload at the top for which an object was made; undefined where it wasn't made for another. */
function ownerOf(object: ManifestObject, side: ReadonlyMap<string, ManifestObject>): string | undefined {
  let key: string | undefined;
  let at: ManifestObject | undefined = object;
  // A Pod is of a ReplicaSet, and that of a Deployment: no chain is longer, but one might be a ring.
  for (let step = 0; at && step < 4; step++) {
    const [owner] = Array.isArray(at.body?.metadata?.ownerReferences) ? at.body.metadata.ownerReferences : [];
    if (!owner) break;
    key = keyOf({
      ...object,
      apiVersion: String(owner.apiVersion),
      kind: String(owner.kind),
      name: String(owner.name),
    });
    at = side.get(key);
  }
  return key;
}

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
