import { valueError } from '../../errors';
import { checkDnsSubdomain, checkFlags, checkText, isObject } from '../../traffic';
import type { AccessMode, NamedClaimOptions } from './claim';
import { checkKey } from './env';
import { checkFieldPath } from './field-path';
import type { FilesOptions } from './volume-options';

/** What a volume is, before it has a name. */
export interface VolumeSource {
  /** What is written of it beside its name; for a claim of the workload's own without that claim's name. */
  readonly written: any;
  /** What is written of it among others in one volume; undefined for what can't be there. */
  readonly projected?: any;
  /** Whether its files have permissions of their own. */
  readonly hasMode?: boolean;
  /** The claim that is written for it: one for the workload, or one for each member. */
  readonly claim?: NamedClaimOptions;
  /** Whether each member gets a claim of its own. */
  readonly isPerMember?: boolean;
  /** From where it can be mounted, where it is a claim. */
  readonly accessModes?: AccessMode[];
}

/** The files of a Secret or ConfigMap. */
export function filesSource(kind: string, name: string, options: FilesOptions): VolumeSource {
  checkDnsSubdomain(`the name of a ${kind}`, name);
  checkMode(options.mode);
  checkFlags({ isOptional: options.isOptional });
  const items = itemsManifest(kind, options.items);
  const rest = { ...(items ? { items } : {}), ...(options.isOptional ? { optional: true } : {}) };
  const written = { ...(options.mode === undefined ? {} : { defaultMode: options.mode }), ...rest };
  const hasMode = options.mode !== undefined;
  return kind === 'Secret'
    ? { written: { secret: { secretName: name, ...written } }, projected: { secret: { name, ...rest } }, hasMode }
    : { written: { configMap: { name, ...written } }, projected: { configMap: { name, ...rest } }, hasMode };
}

/** What a pod tells of itself in files. */
const FIELDS = ['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.labels', 'metadata.annotations'];

const FIELD_REMEDY = 'name one of these; addresses and the node are told in environment variables only, by Env.field()';

/** Files in which a pod reads about itself. */
export function podInfoSource(fields: { readonly [path: string]: string }): VolumeSource {
  const items = Object.entries(fields).map(([path, fieldPath]) => {
    checkWrittenPath(path);
    checkFieldPath('the field of a file', fieldPath, FIELDS, FIELD_REMEDY);
    return { path, fieldRef: { fieldPath } };
  });
  const downwardAPI = { items };
  return { written: { downwardAPI }, projected: { downwardAPI } };
}

/** Checks the permissions of files. */
export function checkMode(mode: number | undefined): void {
  if (mode === undefined || (Number.isInteger(mode) && mode >= 0 && mode <= 0o777)) return;
  throw valueError({
    law: 'the `mode` of files must be a whole number from 0 to 0o777',
    got: mode,
    remedy: 'write it as in 0o440, with the "0o" of octal numbers',
  });
}

/** Checks a path below a mount. */
export function checkFilePath(path: unknown): void {
  checkText('a path below a mount', path, '"tls/ca.crt"');
  const parts = (path as string).split('/');
  if (path !== '' && !(path as string).startsWith('/') && !parts.includes('..')) return;
  throw valueError({
    law: 'a path below a mount must be relative and without ".."',
    got: path,
    remedy: 'write it as in tls/ca.crt',
  });
}

/** Checks the path of a file that the node writes: it keeps names of its own beside them. */
export function checkWrittenPath(path: unknown): void {
  checkFilePath(path);
  if (!(path as string).startsWith('..')) return;
  throw valueError({
    law: 'the path of a file must not start with "..", under which the node keeps its own',
    got: path,
    remedy: 'choose another name',
  });
}

function itemsManifest(kind: string, items: { readonly [path: string]: string } | undefined): any[] | undefined {
  if (items === undefined) return undefined;
  if (!isObject(items) || Object.keys(items).length === 0) {
    throw valueError({
      law: '`items` must name the key of at least one file, since Kubernetes takes none for all of them',
      got: items,
      remedy: "write it as in { 'tls.crt': 'certificate' }, or leave it out for all",
    });
  }
  return Object.entries(items).map(([path, key]) => {
    checkWrittenPath(path);
    checkKey(`a ${kind}`, key);
    return { key, path };
  });
}
