import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';

/** An object as it would be given to the API server. Whoever needs its spec says which shape it has. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly spec?: unknown;
  readonly items?: Manifest[];
}

/** An object whose spec has been given a shape and whose namespace is settled. */
export interface Read<Spec> {
  readonly name: string;
  readonly namespace: string;
  readonly manifest: Manifest;
  readonly spec: Spec;
}

/** Reads every YAML file below a folder. */
export function readManifests(folder: string): Manifest[] {
  return manifestFiles(folder).flatMap((file) => parseManifests(fs.readFileSync(path.join(folder, file), 'utf8')));
}

/** The YAML files below a folder, as sorted relative paths with forward slashes. */
export function manifestFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}

/** Reads the documents of one text; a List counts as its items. */
export function parseManifests(text: string): Manifest[] {
  // Version 1.1, as kubectl reads it: an unquoted `yes` is a boolean there, and a label must not be one.
  return [...parseAllDocuments(text, { version: '1.1' })].flatMap((document) => {
    if (document.errors.length > 0) {
      throw document.errors[0];
    }
    return unfolded(document.toJS() as Manifest | null);
  });
}

/** The objects of one kind; the group tells apart the kinds of the same name in other APIs. */
export function ofKind<Spec>(manifests: Manifest[], group: string, kind: string): Read<Spec>[] {
  return manifests
    .filter((manifest) => manifest.kind === kind && groupOf(manifest) === group)
    .map((manifest) => ({
      name: manifest.metadata.name,
      namespace: manifest.metadata.namespace ?? 'default',
      manifest,
      spec: (manifest.spec ?? {}) as Spec,
    }));
}

/** `apps` of `apps/v1`; the core API has the empty group. */
export function groupOf(manifest: Manifest): string {
  return manifest.apiVersion.includes('/') ? manifest.apiVersion.split('/')[0] : '';
}

function unfolded(manifest: Manifest | null): Manifest[] {
  if (manifest === null) {
    return [];
  }
  if (manifest.kind?.endsWith('List') && manifest.items) {
    return manifest.items.flatMap(unfolded);
  }
  if (!manifest.apiVersion || !manifest.kind || !manifest.metadata?.name) {
    throw new Error(`not a Kubernetes object: ${JSON.stringify(manifest)}`);
  }
  return [manifest];
}
