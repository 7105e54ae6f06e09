import type { ApiObject, App } from 'cdk8s';
import type { Connectivity } from '../analysis';
import { Checks } from '../checks';
import { type Annotation, partAt } from './annotated';
import { fileNames } from './file-names';
import type { RenderedObject, Rendering } from './rendering';

type ReadObject = Omit<Connectivity['_evidence']['objects'][number], 'body'>;

/** An object as it is about to be written, and how findings call it. */
export interface WrittenObject {
  readonly json: any;
  readonly object?: ApiObject;
  /** The steps to it in the object, which may be a List. */
  readonly path: Annotation['path'];
  /** `HTTPRoute shop/web (shop.k8s.yaml)`. */
  readonly about: string;
}

interface NamedObjects {
  readonly byKey: ReadonlyMap<string, WrittenObject>;
  /** Of two groups, kinds may have one name. */
  readonly byName: ReadonlyMap<string, readonly WrittenObject[]>;
}

/** How an object is told from others by those who read it. */
type Subject = Parameters<typeof Checks._keyOf>[0];

/** The objects that an app is about to write, found by what those say who read them. */
export class WrittenObjects {
  /** The files, as the analysis takes them. */
  public readonly files: { readonly name: string; readonly objects: any[] }[];
  private readonly byFile = new Map<string, RenderedObject[]>();
  private readonly byObject = new Map<ApiObject, any>();
  /** What objects say already of findings that are meant. */
  private readonly said: string[] = [];
  private objects: Connectivity['_evidence']['objects'] = [];
  private mayBeTwice = true;
  /** Made when somebody asks: of most apps nothing is found. */
  private named?: NamedObjects;

  public constructor(app: App, rendering: Rendering) {
    const fileOf = fileNames(app, rendering);
    for (const each of rendering.all) {
      if (each.object) this.byObject.set(each.object, each.json);
      const file = fileOf(each);
      const objects = this.byFile.get(file);
      if (objects) objects.push(each);
      else this.byFile.set(file, [each]);
    }
    this.files = [...this.byFile].map(([name, objects]) => ({ name, objects: objects.map(({ json }) => json) }));
  }

  /** Notes how objects are called by those who read them: of a namespace that a manifest leaves out, they say which. */
  public name({ _evidence: { objects }, problems }: Connectivity): void {
    this.objects = objects;
    // That an object is there twice is a problem.
    this.mayBeTwice = problems.length > 0;
    for (const { body } of objects) {
      const said = body?.metadata?.annotations?.[Checks._annotation];
      if (typeof said === 'string') this.said.push(said);
    }
  }

  /** The object of a finding. */
  public of(subject: Subject): WrittenObject | undefined {
    return this.names.byKey.get(Checks._keyOf(subject));
  }

  /** The object that was read. */
  public read(object: ReadObject): WrittenObject | undefined {
    return this.of({ ...object, file: object.place.file });
  }

  /** What made the object that was read. */
  public objectOf(object: ReadObject): ApiObject | undefined {
    return this.mayBeTwice ? this.read(object)?.object : this.objectAt(object.place);
  }

  /** Whether some object may say already that findings of a check are meant. */
  public maySpeakOf(check: string): boolean {
    return this.said.some((text) => text.includes(check));
  }

  /** What an object, or an item of a List, says already of findings that are meant; empty where it says nothing. */
  public annotationOf(object: ApiObject, path: Annotation['path']): string {
    const json = partAt(this.byObject.get(object), path);
    return `${json?.metadata?.annotations?.[Checks._annotation] ?? ''}`;
  }

  /**
   * The objects that are named at the start of texts, each name once: `NetworkPolicy shop/api, spec.ingress[0] (...)`. Where
   * the text doesn't tell which of several it is, it is any of these.
   */
  public namedIn(texts: readonly string[]): (readonly WrittenObject[])[] {
    const names = texts.flatMap((text) => /^\S+ [^\s,]+/.exec(text)?.[0] ?? []);
    return [...new Set(names)].flatMap((name) => {
      const found = this.names.byName.get(name);
      return found ? [found] : [];
    });
  }

  private get names(): NamedObjects {
    this.named ??= this.namesOf(this.objects);
    return this.named;
  }

  private namesOf(objects: Connectivity['_evidence']['objects']): NamedObjects {
    const byKey = new Map<string, WrittenObject>();
    const byName = new Map<string, WrittenObject[]>();
    for (const { body, place, ...read } of objects) {
      const key = Checks._keyOf({ ...read, file: place.file });
      if (byKey.has(key)) continue;
      const object = this.objectAt(place);
      const name = nameOf(read);
      const written = { json: body, path: read.path, about: `${name} (${place.file})`, ...(object && { object }) };
      byKey.set(key, written);
      const others = byName.get(name);
      if (others) others.push(written);
      else byName.set(name, [written]);
    }
    return { byKey, byName };
  }

  /** Several objects may be in one, which is a List. */
  private objectAt({ file, document }: ReadObject['place']): ApiObject | undefined {
    return this.byFile.get(file)?.[document - 1]?.object;
  }
}

/** `NetworkPolicy shop/api`. */
function nameOf({ kind, namespace, name }: Pick<Subject, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace && `${namespace}/`}${name}`;
}
