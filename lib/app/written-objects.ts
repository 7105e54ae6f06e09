import type { ApiObject, App } from 'cdk8s';
import type { Connectivity } from '../analysis';
import { Checks } from '../checks';
import { fileNames } from './file-names';
import type { RenderedObject, Rendering } from './rendering';

/** An object as it is about to be written, and how findings call it. */
export interface WrittenObject {
  readonly json: any;
  readonly object?: ApiObject;
  /** `HTTPRoute shop/web (shop.k8s.yaml)`. */
  readonly about: string;
}

/** How an object is named by those who read it. */
interface Name {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The objects that an app is about to write, found by what those say who read them. */
export class WrittenObjects {
  /** The files, as the analysis takes them. */
  public readonly files: { readonly name: string; readonly objects: any[] }[];
  private readonly byFile = new Map<string, RenderedObject[]>();
  private readonly byObject = new Map<ApiObject, any>();
  private readonly byName = new Map<string, WrittenObject>();

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
    for (const { body, kind, namespace, name, place } of objects) {
      // Several objects may be in one, which is a List.
      const object = this.byFile.get(place.file)?.[place.document - 1]?.object;
      const key = keyOf({ kind, namespace, name });
      const about = `${key} (${place.file})`;
      if (!this.byName.has(key)) this.byName.set(key, { json: body, about, ...(object && { object }) });
    }
  }

  /** The object of a name. */
  public of(name: Name): WrittenObject | undefined {
    return this.byName.get(keyOf(name));
  }

  /** What an object says already of findings that are meant; empty where it says nothing. */
  public annotationOf(object: ApiObject): string {
    const json = this.byObject.get(object);
    return `${json?.metadata?.annotations?.[Checks._annotation] ?? ''}`;
  }

  /** The objects that are named at the start of texts, each once: `NetworkPolicy shop/api, spec.ingress[0] (...)`. */
  public namedIn(texts: readonly string[]): WrittenObject[] {
    const keys = texts.flatMap((text) => /^\S+ [^\s,]+/.exec(text)?.[0] ?? []);
    return [...new Set(keys)].flatMap((key) => this.byName.get(key) ?? []);
  }
}

/** `NetworkPolicy shop/api`. */
function keyOf({ kind, namespace, name }: Name): string {
  return `${kind} ${namespace && `${namespace}/`}${name}`;
}
