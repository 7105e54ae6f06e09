import type { KindReader } from '../kind-reader';

/** As Calico's own API serves its kinds, and as they are stored. */
const SERVED = [
  { group: 'projectcalico.org', version: 'v3' },
  { group: 'crd.projectcalico.org', version: 'v1' },
];

/**
 * The readers of a kind of Calico's: of one namespace and of all, as its own API serves it and as it is stored.
 *
 * @param kind - the kind of one namespace; that of all has the word Global before it
 */
export function calicoKindReaders(kind: string, read: KindReader['read']): KindReader[] {
  const isPolicy = true;
  return SERVED.flatMap(({ group, version }) => [
    { group, kind, versions: [version], scope: 'Namespaced', isPolicy, read },
    { group, kind: `Global${kind}`, versions: [version], scope: 'Cluster', isPolicy, read },
  ]);
}
