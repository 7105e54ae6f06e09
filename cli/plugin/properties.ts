import { valueError } from '../../lib/errors';
import { checksChosen } from '../checks-chosen';
import { profileNamed } from '../facts';

/** What stands below `properties` in cdk8s.yaml. Paths start from the folder of that file. */
export interface Properties {
  /** A profile, or the file with the facts of a cluster. */
  readonly cluster?: string;
  /** The checks to run, and no others. */
  readonly only?: readonly string[];
  /** The checks to leave out. */
  readonly skip?: readonly string[];
  /** A file with what has to hold, as `verify` reads it. */
  readonly expectations?: string;
  /** The lock that the connections are compared with. */
  readonly lock?: string;
}

const TEXTS = ['cluster', 'expectations', 'lock'];
const LISTS = ['only', 'skip'];

/**
 * Reads them, before anything is judged.
 *
 * @throws when one is unknown, of another kind, or names a cluster or a check that isn't there
 */
export function propertiesIn(given: unknown): Properties {
  const properties = (given ?? {}) as { readonly [name: string]: unknown };
  for (const [name, value] of Object.entries(properties)) checkProperty(name, value);
  const known = properties as Properties;
  if (known.cluster !== undefined) profileNamed(known.cluster);
  checksChosen(known);
  return known;
}

function checkProperty(name: string, value: unknown): void {
  if (![...TEXTS, ...LISTS].includes(name)) {
    throw valueError({
      law: `the properties of NetworkValidation must be some of ${[...TEXTS, ...LISTS].sort().join(', ')}`,
      got: name,
      remedy: 'correct it in cdk8s.yaml',
    });
  }
  if (TEXTS.includes(name) && (typeof value !== 'string' || value === '')) {
    throw valueError({
      law: `the property ${name} of NetworkValidation must be text`,
      got: value,
      remedy: name === 'cluster' ? 'write a profile, such as kubeadm, or a file' : 'write the path of a file',
    });
  }
  if (!LISTS.includes(name)) return;
  if (Array.isArray(value) && value.length > 0 && value.every((id) => typeof id === 'string')) return;
  throw valueError({
    law: `the property ${name} of NetworkValidation must be a list of checks`,
    got: value,
    remedy: 'docs/checks.md lists them',
  });
}
