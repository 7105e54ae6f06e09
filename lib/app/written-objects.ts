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

/** How an object is told from others by those who read it. */
type Subject = Parameters<typeof Checks._keyOf>[0];

/** The objects that an app is about to write, found by what those say who read them. */
export class WrittenObjects {
  /** The files, as the analysis takes them. */
  public readonly files: { readonly name: string; readonly objects: any[] }[];
  private readonly byFile = new Map<string, RenderedObject[]>();
  private readonly byObject = new Map<ApiObject, any>();
  private readonly byKey = new Map<string, WrittenObject>();
  /** What objects say already of findings that are meant. */
  private readonly said: string[] = [];
  /** Of two groups, kinds may have one name. */
  private readonly byName = new Map<string, WrittenObject[]>();

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
  public name({ objects }: Connectivity['_evidence']): void {
    for (const { body, place, ...read } of objects) {
      const said = body?.metadata?.annotations?.[Checks._annotation];
      if (typeof said === 'string') this.said.push(said);
      const key = Checks._keyOf({ ...read, file: place.file });
      if (this.byKey.has(key)) continue;
      // Several objects may be in one, which is a List.
      const object = this.byFile.get(place.file)?.[place.document - 1]?.object;
      const name = nameOf(read);
      const written = { json: body, path: read.path, about: `${name} (${place.file})`, ...(object && { object }) };
      this.byKey.set(key, written);
      const others = this.byName.get(name);
      if (others) others.push(written);
      else this.byName.set(name, [written]);
    }
  }

  /** The object of a finding. */
  public of(subject: Subject): WrittenObject | undefined {
    return this.byKey.get(Checks._keyOf(subject));
  }

  /** The object that was read. */
  public read(object: ReadObject): WrittenObject | undefined {
    return this.of({ ...object, file: object.place.file });
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
      const found = this.byName.get(name);
      return found ? [found] : [];
    });
  }
}

/** `NetworkPolicy shop/api`. */
function nameOf({ kind, namespace, name }: Pick<Subject, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace && `${namespace}/`}${name}`;
}
