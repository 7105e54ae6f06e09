import { valueError } from '../../errors';
import { checkHostname } from '../../traffic';
import { checkPathText } from '../paths';

/** What becomes of the path of a request. */
export interface PathChange {
  readonly path?: string;
  readonly prefix?: string;
}

/** Checks a change of the path, and returns it as it is written; undefined where the path stays. */
export function pathChange(what: string, { path, prefix }: PathChange): any {
  if (path !== undefined && prefix !== undefined) {
    throw valueError({
      law: `${what} must have a \`path\` or a \`prefix\`, but not both`,
      remedy: 'give `path` for a whole path, or `prefix` for what stands in the place of the path that was matched',
    });
  }
  if (path !== undefined) {
    checkPathText(`the \`path\` of ${what}`, path);
    return { type: 'ReplaceFullPath', replaceFullPath: path };
  }
  if (prefix === undefined) return undefined;
  checkPathText(`the \`prefix\` of ${what}`, prefix);
  return { type: 'ReplacePrefixMatch', replacePrefixMatch: prefix };
}

/** Checks the one host that requests are led to. */
export function checkTarget(what: string, hostname: string): void {
  checkHostname(hostname);
  if (!hostname.startsWith('*.')) return;
  throw valueError({
    law: `the \`hostname\` of ${what} must be one host`,
    got: hostname,
    remedy: 'write it as in "shop.example.com"',
  });
}
