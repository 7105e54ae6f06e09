import { checkDnsSubdomain } from '../../traffic';
import { type FieldPath, nameOf, type ObjectRef, type Place, pathText } from '../network/place';
import { readerOf } from './catalogue';
import { Budget, Complaints, lawBroken } from './complaints';
import { contribute, emptyDraft } from './draft';
import { Field, isRecord } from './fields/field';
import type { KindReader } from './kind-reader';
import type { ManifestObject } from './manifest-object';
import type { ManifestProblem } from './manifest-problem';
import { isOpaqueRouteKind, opaquePolicyKind } from './opaque-kinds';

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
    const isUnderstood = reader?.versions.includes(type.version) === true && reader.group === group;
    const opaque = isUnderstood || reader?.isPolicy ? undefined : opaquePolicyKind(group, kind);
    const isLater = reader !== undefined && !isUnderstood && group === ADMIN_GROUP;
    const isRoute = isOpaqueRouteKind(group, kind);

    if (!reader && !opaque && !isRoute) {
      this.count(group, kind);
      const object = {
        ...type.names,
        namespace: nameText(body, 'namespace'),
        name: nameText(body, 'name'),
        place,
        path,
      };
      this.keep(object, group, body, complaints);
      this.complain(complaints, place, path, object);
      return;
    }

    const object: ObjectRef = { ...type.names, ...identityIn(body, reader, opaque?.reach), place, path };
    if (reader && !isUnderstood && !isLater) versionProblem(body, reader, type);
    const isFirst = object.name === '' || this.keep(object, group, body, complaints);
    if (isUnderstood && complaints.isEmpty) {
      const contribution = reader.read(object, body);
      if (complaints.isEmpty) contribute(this.draft, contribution);
    }
    if (isRoute && complaints.isEmpty) this.draft.opaqueRoutes.push({ object });
    if (opaque && isFirst) this.addOpaque(object, opaque);
    if (reader?.isPolicy && isFirst && !(isUnderstood && complaints.isEmpty))
      this.addUnreadable(object, reader, isLater);
    this.complain(complaints, place, path, object);
  }

  private addOpaque(object: ObjectRef, { reach, onlyDenies, rootNamespace }: OpaqueKindOf): void {
    const isForAll = reach === 'cluster' || object.namespace === rootNamespace || object.namespace === '';
    this.draft.opaquePolicies.push({
      object,
      ...(!isForAll && { namespace: object.namespace }),
      onlyDenies,
      why: `${object.kind} is not analysed`,
    });
  }

  private addUnreadable(object: ObjectRef, reader: KindReader, isLater: boolean): void {
    const isForAll = reader.scope === 'Cluster' || object.namespace === '';
    this.draft.opaquePolicies.push({
      object,
      ...(!isForAll && { namespace: object.namespace }),
      onlyDenies: false,
      why: isLater ? `${object.apiVersion} is not analysed` : UNREADABLE,
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

type OpaqueKindOf = NonNullable<ReturnType<typeof opaquePolicyKind>>;

const ADMIN_GROUP = 'policy.networking.k8s.io';
const UNREADABLE = 'it could not be read';

/** Deeper Lists in Lists are a mistake, or a List that contains itself. */
const MOST_LISTS = 10;

/** The kind of a policy, in a text that can't be parsed. */
const POLICY_KIND = /(?:^|[\s{,"'])kind["']?\s*:\s*["']?(\w*NetworkPolic(?:y|ies))\b/;
const MOST_SEARCHED = 1_000_000;

/** The type that an item of a typed List has where it doesn't say so itself, as in what the API answers. */
interface TypeOfItems {
  readonly apiVersion: string;
  readonly kind: string;
}

interface Type extends TypeOfItems {
  readonly group: string;
  readonly version: string;
  readonly names: TypeOfItems;
}

function typeIn(body: Field, inList: TypeOfItems | undefined): Type | undefined {
  if (!isRecord(body.value)) {
    body.complain({ law: 'a document must be a Kubernetes object', remedy: 'take out what else is in it' });
    return undefined;
  }
  if (!inList && body.at('apiVersion').isAbsent && body.at('kind').isAbsent) {
    body.note(
      'a document must be a Kubernetes object, with apiVersion and kind, but got a mapping without them; take it out',
    );
    return undefined;
  }
  const [apiVersion, kind] = (['apiVersion', 'kind'] as const).map((key) => {
    const field = body.at(key);
    return inList && field.isAbsent ? inList[key] : field.text(key);
  }) as [string, string];
  if (apiVersion === '' || kind === '') return undefined;
  const [version = '', group = '', ...more] = apiVersion.split('/').reverse();
  if (more.length > 0 || version === '') {
    body
      .at('apiVersion')
      .complain({ law: 'apiVersion must be a version, after a group and "/" or alone', remedy: 'correct it' });
    return undefined;
  }
  const names = { apiVersion: shortened(apiVersion), kind: shortened(kind) };
  return { apiVersion, kind, group, version, names };
}

function isList(kind: string, value: unknown): boolean {
  return kind === 'List' || (kind.endsWith('List') && isRecord(value) && Array.isArray(value.items));
}

/** The name and the namespace of an object whose kind is known. */
function identityIn(body: Field, reader: KindReader | undefined, reach: 'namespace' | 'cluster' | undefined) {
  const metadata = body.at('metadata');
  const name = metadata.isMapping('metadata') ? nameIn(metadata) : '';
  const isOfCluster = reader ? reader.scope === 'Cluster' : reach === 'cluster';
  if (isOfCluster) return { namespace: '', name };
  const namespace = metadata.at('namespace');
  const isEmpty = namespace.isAbsent || namespace.value === '';
  return { namespace: isEmpty ? 'default' : dnsNameIn(namespace, 'a namespace'), name };
}

function nameIn(metadata: Field): string {
  const prefix = metadata.at('generateName').optionalText('generateName');
  const field = metadata.at('name');
  if (prefix !== undefined && (field.isAbsent || field.value === '')) return `${shortened(prefix)}*`;
  return dnsNameIn(field, 'the name of an object');
}

function dnsNameIn(field: Field, what: string): string {
  const name = field.text(what);
  if (name === '') return '';
  try {
    checkDnsSubdomain(what, name);
    return name;
  } catch (error) {
    field.note((error as Error).message);
    return shortened(name);
  }
}

/** A name of an object that isn't looked at any further, whatever it is. */
function nameText(body: Field, key: string): string {
  const metadata: unknown = isRecord(body.value) ? body.value.metadata : undefined;
  const name: unknown = isRecord(metadata) && Object.hasOwn(metadata, key) ? metadata[key] : '';
  return typeof name === 'string' ? shortened(name) : '';
}

function versionProblem(body: Field, reader: KindReader, { apiVersion }: Type): void {
  const current = reader.versions.map((version) => (reader.group === '' ? version : `${reader.group}/${version}`));
  const law = `the apiVersion of ${/^[AEI]/.test(reader.kind) ? 'an' : 'a'} ${reader.kind} must be ${current.join(' or ')}`;
  body.at('apiVersion').note(lawBroken({ law, remedy: `write ${current[0]}` }, apiVersion));
}

/** No name that a cluster takes is longer. */
function shortened(text: string): string {
  return text.length > 253 ? `${text.slice(0, 250)}...` : text;
}
