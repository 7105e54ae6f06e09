import { type FieldPath, nameOf, type ObjectRef, type Place, pathText } from '../network/place';
import { readerOf } from './catalogue';
import { Budget, Complaints, lawBroken } from './complaints';
import { contribute, emptyDraft } from './draft';
import { Field } from './fields/field';
import type { KindReader } from './kind-reader';
import type { ManifestObject } from './manifest-object';
import type { ManifestProblem } from './manifest-problem';
import { identityIn, namesIn, shortened } from './object-name';
import { isList, type Type, type TypeOfItems, typeIn } from './object-type';
import { isOpaqueRouteKind, type OpaqueKind, opaquePolicyKind } from './opaque-kinds';

/** Reads one object after the other, and keeps what each of them adds. */
export class ObjectReader {
  public readonly draft = emptyDraft();
  public readonly problems: ManifestProblem[] = [];
  public readonly objects: ManifestObject[] = [];
  public readonly unknownKinds = new Map<string, number>();

  private readonly seen = new Map<string, ObjectRef>();

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
    const message = `a document must be readable YAML, but got: ${reason}; correct it or take it out`;
    this.problems.push({ file: place.file, document: place.document, line, path: '', object: '', message });
    const kind = POLICY_KIND.exec(text.slice(0, MOST_SEARCHED))?.[1];
    if (kind === undefined) return;
    const object = { apiVersion: '', kind, namespace: '', name: `in document ${place.document}`, place, path: [] };
    this.draft.opaquePolicies.push({ object, onlyDenies: false, why: UNREADABLE });
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
    const type = typeIn(body, inList);
    if (type && isList(type.kind, value)) {
      this.takeList(body.at('items'), place, path, budget, type);
    } else if (type) {
      this.takeTyped(body, place, path, type, complaints);
      return;
    }
    this.complain(complaints, place, path, undefined);
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
    const isRoute = isOpaqueRouteKind(group, kind);
    const isKnown = reader !== undefined || opaque !== undefined || isRoute;

    const identity = isKnown ? identityIn(body, reader?.scope ?? opaque?.scope ?? 'Namespaced') : namesIn(body);
    const object: ObjectRef = { ...type.names, ...identity, place, path };
    const isFirst = this.keep(object, group, body, complaints);
    if (!isKnown) this.count(group, kind);
    if (isRoute && complaints.isEmpty) this.draft.opaqueRoutes.push({ object });
    if (opaque && isFirst) this.addOpaque(object, opaque, `${object.kind} is not analysed`);
    if (reader) this.takeKnown(reader, object, body, type, isFirst, complaints);
    this.complain(complaints, place, path, object);
  }

  private takeKnown(
    reader: KindReader,
    object: ObjectRef,
    body: Field,
    type: Type,
    isFirst: boolean,
    complaints: Complaints,
  ): void {
    const isUnderstood = reader.group === type.group && reader.versions.includes(type.version);
    // Of the admin policies there will be versions that mean something else, without being wrong.
    const isLater = !isUnderstood && type.group === ADMIN_GROUP;
    if (!isUnderstood && !isLater) versionProblem(body, reader, type);
    if (isUnderstood && complaints.isEmpty) {
      const contribution = reader.read(object, body);
      if (complaints.isEmpty) contribute(this.draft, contribution);
    }
    if (!reader.isPolicy || !isFirst || (isUnderstood && complaints.isEmpty)) return;
    const why = isLater ? `${object.apiVersion} is not analysed` : UNREADABLE;
    this.addOpaque(object, { scope: reader.scope, onlyDenies: false }, why);
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

  /** Keeps an object; complains, and answers no, where it came before. */
  private keep(object: ObjectRef, group: string, body: Field, complaints: Complaints): boolean {
    this.objects.push({ ...object, body: body.value });
    if (object.name === '' || object.name.endsWith('*')) return true;
    const key = `${group}|${object.kind}|${object.namespace}|${object.name}`;
    const first = this.seen.get(key);
    if (!first) {
      this.seen.set(key, object);
      return true;
    }
    const where = `${first.place.file}:${first.place.lineOf(first.path)}`;
    complaints.note(
      ['metadata', 'name'],
      `an object must be there once, but ${nameOf(object)} is at ${where} already, which counts here, while in a cluster the last one would; leave one out`,
    );
    return false;
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
const UNREADABLE = 'it could not be read';

/** Deeper Lists in Lists are a mistake, or a List that contains itself. */
const MOST_LISTS = 10;

/** The kind of a policy, in a text that can't be parsed. */
const POLICY_KIND = /(?:^|[\s{,"'])kind["']?\s*:\s*["']?(\w*NetworkPolic(?:y|ies))\b/;
const MOST_SEARCHED = 1_000_000;

function versionProblem(body: Field, reader: KindReader, { apiVersion }: Type): void {
  const current = reader.versions.map((version) => (reader.group === '' ? version : `${reader.group}/${version}`));
  const law = `the apiVersion of ${/^[AEI]/.test(reader.kind) ? 'an' : 'a'} ${reader.kind} must be ${current.join(' or ')}`;
  body.at('apiVersion').note(lawBroken({ law, remedy: `write ${current[0]}` }, apiVersion));
}
