import { type FieldPath, nameOf, type ObjectRef, type Place, pathText } from '../network/place';
import { sameValue } from '../network/same-value';
import { readerOf } from './catalogue';
import { Budget, Complaints, lawBroken } from './complaints';
import { contribute, emptyDraft } from './draft';
import { Field, isRecord } from './fields/field';
import { plainly } from './fields/one-line';
import type { KindReader } from './kind-reader';
import type { ManifestObject } from './manifest-object';
import type { ManifestProblem } from './manifest-problem';
import { identityIn, namesIn, shortened } from './object-name';
import { isList, type Type, type TypeOfItems, typeIn } from './object-type';
import { listedPolicyKind, type OpaqueKind, opaquePolicyKind } from './opaque-kinds';
import { isOpaqueRouteKind } from './opaque-routes';
import { typesInText } from './types-in-text';

/** Reads one object after the other, and keeps what each of them adds. */
export class ObjectReader {
  public readonly draft = emptyDraft();
  public readonly problems: ManifestProblem[] = [];
  public readonly objects: ManifestObject[] = [];
  public readonly unknownKinds = new Map<string, number>();

  /** Objects that are there twice, and of which neither counts. */
  public readonly disputed = new Set<ObjectRef>();

  private readonly seen = new Map<string, SeenObject>();
  private readonly types = new Map<string, Type>();

  /** A document, with how many of its values may be looked at. */
  public take(value: unknown, place: Place, visits: number): void {
    if (value === null || value === undefined) return;
    this.takeObject(value, place, [], new Budget(visits), undefined);
  }

  /**
   * A document that can't be read.
   *
   * Where it looks like a policy, nothing is known any more of whom that policy lets through.
   */
  public skip(place: Place, line: number, reason: string, text: string): void {
    const message = `a document must be readable YAML, but got: ${plainly(reason)}; correct it or take it out`;
    this.problems.push({ file: place.file, document: place.document, line, path: '', object: '', message });
    const { kinds, groups } = typesInText(text);
    for (const name of kinds) {
      const found = groups.flatMap((group) => policyKind(group, name) ?? []);
      if (found.length === 0) continue;
      const object = { apiVersion: '', kind: shortened(name), namespace: '', name: `in document ${place.document}` };
      this.addOpaque({ ...object, place, path: [] }, broadest(found), UNREADABLE);
    }
  }

  private takeObject(
    value: unknown,
    place: Place,
    path: FieldPath,
    budget: Budget,
    inList: TypeOfItems | undefined,
  ): void {
    const complaints = new Complaints(budget);
    const body = Field.of(value, complaints);
    const type = this.typeOf(body, inList);
    if (type && isList(type.kind, value)) {
      this.takeList(body.at('items'), place, path, budget, type);
    } else if (type) {
      this.takeTyped(body, place, path, type, complaints);
      return;
    }
    this.complain(complaints, place, path, undefined);
  }

  /** What says its type soundly has that of others that say the same. */
  private typeOf(body: Field, inList: TypeOfItems | undefined): Type | undefined {
    const { apiVersion, kind } = isRecord(body.value) ? body.value : NO_TYPE;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') return typeIn(body, inList);
    const key = `${apiVersion}\n${kind}`;
    const known = this.types.get(key);
    if (known) return known;
    const type = typeIn(body, inList);
    if (type && apiVersion !== '' && kind !== '') this.types.set(key, type);
    return type;
  }

  private takeList(items: Field, place: Place, path: FieldPath, budget: Budget, list: Type): void {
    if (path.length > MOST_LISTS * 2) {
      items.note('Lists must not be nested that deep; write their items into one List');
      return;
    }
    const kind = list.kind.slice(0, -'List'.length);
    const typeOfItems = kind === '' ? undefined : { apiVersion: list.apiVersion, kind };
    for (const [index, item] of items.items('the items of a List').entries()) {
      this.takeObject(item.value, place, [...path, 'items', index], budget, typeOfItems);
    }
  }

  private takeTyped(body: Field, place: Place, path: FieldPath, type: Type, complaints: Complaints): void {
    const { group, kind } = type;
    const reader = readerOf(group, kind);
    const opaque = reader ? undefined : opaquePolicyKind(group, kind);
    const isRoute = !reader && isOpaqueRouteKind(group, kind);
    const isKnown = reader !== undefined || opaque !== undefined || isRoute;

    const identity = isKnown ? identityIn(body, reader?.scope ?? opaque?.scope ?? 'Namespaced') : namesIn(body);
    const { names } = type;
    const { namespace, name } = identity;
    const object: ObjectRef = { apiVersion: names.apiVersion, kind: names.kind, namespace, name, place, path };
    const earlier = this.keep(object, group, body);
    if (!isKnown) this.count(group, kind);
    if (isRoute && !earlier && complaints.isEmpty) this.draft.opaqueRoutes.push({ object });
    if (opaque && !earlier) this.addOpaque(object, opaque, `${object.kind} is not analysed`);
    if (reader && !earlier) this.takeKnown(reader, object, body, type, complaints);
    if (earlier) this.takeAgain(earlier, reader, object, body, type, complaints);
    this.complain(complaints, place, path, object);
  }

  private takeKnown(reader: KindReader, object: ObjectRef, body: Field, type: Type, complaints: Complaints): void {
    const isUnderstood = reader.group === type.group && reader.versions.includes(type.version);
    // Of the admin policies there will be versions that mean something else, without being wrong.
    const isLater = !isUnderstood && type.group === ADMIN_GROUP;
    if (!isUnderstood && !isLater) versionProblem(body, reader, type);
    const isNamed = object.name !== '' && (object.namespace !== '' || reader.scope === 'Cluster');
    const keepsParts = reader.keepsParts === true && isNamed;
    if ((isUnderstood && complaints.isEmpty) || keepsParts) {
      const contribution = reader.read(object, body);
      if (complaints.isEmpty || keepsParts) contribute(this.draft, contribution);
    }
    if (!reader.isPolicy || (isUnderstood && complaints.isEmpty)) return;
    const why = isLater ? `${object.apiVersion} is not analysed` : UNREADABLE;
    this.addOpaque(object, policyOf(reader), why);
  }

  /** An object that came before: the same once more, or another of which nobody knows whether it replaces the first. */
  private takeAgain(
    earlier: SeenObject,
    reader: KindReader | undefined,
    object: ObjectRef,
    body: Field,
    type: Type,
    complaints: Complaints,
  ): void {
    const { path, place } = earlier.object;
    const start = `an object must be there once, but ${nameOf(object)} is at ${place.file}:${place.lineOf(path)} already`;
    const note = (rest: string) => complaints.note(['metadata', 'name'], `${start}, ${rest}; leave one out`);
    if (sameValue(earlier.body, body.value)) {
      note('in the same words');
    } else if (reader?.isPolicy) {
      this.addOpaque(object, policyOf(reader), 'it is there twice, and differs');
      note('and differs, so that nothing is certain that either says');
    } else if (reader?.whenTwice === 'both count') {
      this.takeKnown(reader, object, body, type, complaints);
      note('and differs, so that both count, as if there were pods of both');
    } else if (reader?.whenTwice === 'neither counts') {
      this.disputed.add(earlier.object);
      note('and differs, so that neither counts');
    } else {
      note('which counts here, while in a cluster the last one would');
    }
  }

  private addOpaque(object: ObjectRef, kind: OpaqueKind, why: string): void {
    const { scope, onlyDenies, direction, rootNamespace } = kind;
    const { namespace } = object;
    // A namespace that can't be read may be any.
    const isForAll = scope === 'Cluster' || namespace === rootNamespace || namespace === '';
    this.draft.opaquePolicies.push({
      object,
      ...(!isForAll && { namespace }),
      onlyDenies,
      ...(direction && { direction }),
      why,
    });
  }

  /** Keeps an object, and tells of the one of the same name that came before it. */
  private keep(object: ObjectRef, group: string, { value: body }: Field): SeenObject | undefined {
    const { apiVersion, kind, namespace, name, place, path } = object;
    this.objects.push({ apiVersion, kind, namespace, name, place, path, body });
    if (name === '' || name.endsWith('*')) return undefined;
    const key = `${group}|${kind}|${namespace}|${name}`;
    const earlier = this.seen.get(key);
    if (!earlier) this.seen.set(key, { object, body });
    return earlier;
  }

  private count(group: string, kind: string): void {
    const name = shortened(group === '' ? kind : `${group}/${kind}`);
    this.unknownKinds.set(name, (this.unknownKinds.get(name) ?? 0) + 1);
  }

  private complain(complaints: Complaints, place: Place, path: FieldPath, object: ObjectRef | undefined): void {
    if (complaints.isEmpty) return;
    for (const { path: inside, message } of complaints.all) {
      const whole = [...path, ...inside];
      this.problems.push({
        file: place.file,
        document: place.document,
        line: place.lineOf(whole),
        path: pathText(whole),
        object: object && object.name !== '' ? nameOf(object) : '',
        message,
      });
    }
  }
}

const ADMIN_GROUP = 'policy.networking.k8s.io';
const NO_TYPE: { readonly [key: string]: unknown } = {};
const UNREADABLE = 'it could not be read';

/** Deeper Lists in Lists are a mistake, or a List that contains itself. */
const MOST_LISTS = 10;

interface SeenObject {
  readonly object: ObjectRef;
  readonly body: unknown;
}

/** What objects of a kind do that can't be read, if they are policies. */
function policyKind(group: string, kind: string): OpaqueKind | undefined {
  const reader = readerOf(group, kind);
  if (reader) return reader.isPolicy ? policyOf(reader) : undefined;
  return opaquePolicyKind(group, kind);
}

/** What holds whichever of these it is. */
function broadest(kinds: readonly OpaqueKind[]): OpaqueKind {
  const [direction, ...others] = new Set(kinds.map((kind) => kind.direction));
  const onlyDenies = kinds.every((kind) => kind.onlyDenies);
  return { scope: 'Cluster', onlyDenies, ...(direction && others.length === 0 && { direction }) };
}

function policyOf({ group, kind, scope }: KindReader): OpaqueKind {
  return listedPolicyKind(group, kind) ?? { scope, onlyDenies: false };
}

function versionProblem(body: Field, reader: KindReader, { apiVersion }: Type): void {
  const current = reader.versions.map((version) => (reader.group === '' ? version : `${reader.group}/${version}`));
  const law = `the apiVersion of ${/^[AEI]/.test(reader.kind) ? 'an' : 'a'} ${reader.kind} must be ${current.join(' or ')}`;
  body.at('apiVersion').note(lawBroken({ law, remedy: `write ${current[0]}` }, apiVersion));
}
