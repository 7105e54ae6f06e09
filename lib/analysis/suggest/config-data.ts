import type { FieldPath } from '../network/place';
import { isRecord } from '../read/fields/field';
import type { ManifestObject } from '../read/manifest-object';
import type { Value } from './expansion';

/** A text in a ConfigMap or a Secret. */
export interface ConfigEntry extends Value {
  readonly object: ManifestObject;
  readonly path: FieldPath;
  readonly key: string;
}

/** The ConfigMaps and Secrets of an input, by namespace and name. */
export class ConfigData {
  private readonly objects = new Map<string, readonly ConfigEntry[]>();

  constructor(objects: readonly ManifestObject[]) {
    for (const object of objects) {
      if (object.apiVersion !== 'v1' || (object.kind !== 'ConfigMap' && object.kind !== 'Secret')) continue;
      const key = keyOf(object.kind, object.namespace || 'default', object.name);
      if (!this.objects.has(key)) this.objects.set(key, entriesOf(object));
    }
  }

  /** The texts of one, in the order in which they stand there; undefined where it wasn't read. */
  public entries(kind: ConfigKind, namespace: string, name: string): readonly ConfigEntry[] | undefined {
    return this.objects.get(keyOf(kind, namespace, name));
  }

  /** One text of one. */
  public entry(kind: ConfigKind, namespace: string, name: string, key: string): ConfigEntry | undefined {
    return this.entries(kind, namespace, name)?.find((entry) => entry.key === key);
  }
}

export type ConfigKind = 'ConfigMap' | 'Secret';

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}

/** Of a Secret, texts as they are (`stringData`) replace those in base64. */
function entriesOf(object: ManifestObject): ConfigEntry[] {
  const isSecret = object.kind === 'Secret';
  const found = new Map<string, ConfigEntry>();
  for (const field of isSecret ? ['data', 'stringData'] : ['data']) {
    const texts: unknown = object.body[field];
    if (!isRecord(texts)) continue;
    for (const [key, written] of Object.entries(texts)) {
      if (typeof written !== 'string') continue;
      const text = isSecret && field === 'data' ? Buffer.from(written, 'base64').toString('utf8') : written;
      found.set(key, { text, isSecret, object, path: [field, key], key });
    }
  }
  return [...found.values()];
}
