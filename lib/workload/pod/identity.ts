import type { IConstruct } from 'constructs';
import { valueError } from '../../errors';
import { clusterOf } from '../../objects';
import { Peer } from '../../traffic';
import type { PodOptions } from './pod-options';

type Texts = { readonly [key: string]: string };

/** What an identity of the cloud asks of the pods that have it, and of their account. */
export interface Identity {
  readonly accountAnnotations: Texts;
  readonly podLabels: Texts;
}

const NONE: Identity = { accountAnnotations: {}, podLabels: {} };

/** What the identity of some pods asks of them in their cluster; nothing where they have none. */
export function identityOf(scope: IConstruct, { identity }: PodOptions): Identity {
  if (identity === undefined) return NONE;
  const cluster = clusterOf(scope);
  // Nobody can be asked where nothing hands out credentials: the profile tells what to give it.
  if (cluster.workloadIdentity === undefined) cluster._find(Peer.workloadIdentity());
  const { workloadIdentity } = cluster;
  if (workloadIdentity === undefined) return NONE;
  return {
    accountAnnotations: workloadIdentity.serviceAccountAnnotations(identity),
    podLabels: workloadIdentity.podLabels,
  };
}

/**
 * Texts of users and those that an option asks for, in one.
 *
 * @param what - the subject of the error, such as `the label`
 * @param option - the option that asks for them, such as `identity`
 * @param list - where users gave theirs, such as `labels`
 * @throws when a user says something else than the option
 */
export function together(
  what: string,
  given: Texts,
  asked: Texts,
  { option, list }: { option: string; list: string },
): Texts {
  const other = Object.keys(asked).find((key) => given[key] !== undefined && given[key] !== asked[key]);
  if (other === undefined) return { ...given, ...asked };
  throw valueError({
    law: `${what} ${other} must be left to \`${option}\`, which says ${JSON.stringify(asked[other])}`,
    got: given[other],
    remedy: `leave it out of \`${list}\``,
  });
}
