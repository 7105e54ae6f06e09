import { Yaml } from 'cdk8s';

/** What is written as YAML in a snapshot: a manifest, or a list of some, such as `Testing.synth(chart)` gives. */
export function test(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 && value.every(isManifest) : isManifest(value);
}

/** The manifests as cdk8s writes them into files. */
export function serialize(value: unknown): string {
  return Yaml.stringify(...(Array.isArray(value) ? value : [value])).trimEnd();
}

function isManifest(value: unknown): boolean {
  const { apiVersion, kind } = (value ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return typeof apiVersion === 'string' && typeof kind === 'string';
}
