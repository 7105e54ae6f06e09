import { valueError } from '../errors';
import type { Entry } from './entry';

/** What a profile knows of the ways into its cluster. */
interface Known {
  /** The profile's name, for errors. */
  readonly name: string;
  readonly entries: Entry[];
}

/** The way into a cluster that has a name; without a name, the default one. */
export function entryIn(known: Known, name: string | undefined): Entry {
  const { entries } = known;
  const found = name === undefined ? entries[0] : entries.find((entry) => entry.name === name);
  if (found) return found;
  if (entries.length === 0) {
    throw valueError({
      law: `the cluster profile "${known.name}" must say how requests come into the cluster`,
      remedy:
        'give it `entries`; `kubectl get gatewayclass,ingressclass` lists what the cluster has, and Entry.gateway() ' +
        'and Entry.ingress() say it',
    });
  }
  throw valueError({
    law: `an entry must be one of the cluster profile "${known.name}": ${entries.map((e) => e.name).join(', ')}`,
    got: name,
    remedy:
      'name one of these, or add it to `entries`; `kubectl get gatewayclass,ingressclass` lists what the cluster has',
  });
}
