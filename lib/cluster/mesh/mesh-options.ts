import { checkDnsLabel, checkDnsSubdomain, checkKnownOptions, checkObject } from '../../traffic';

/** What may be said of every mesh. */
interface Installation {
  readonly namespace?: string;
  readonly trustDomain?: string;
}

/** Where a mesh is, and how it calls itself. */
interface Place {
  readonly namespace: string;
  readonly trustDomain: string;
}

/**
 * Checks what is said of a mesh: from JavaScript anything may come, and an option that is misspelt would be left out.
 *
 * @param factory - who is told, for errors: `Mesh.linkerd()`
 * @param props - what is said
 * @param namespace - that of the control plane where nothing is said
 * @param more - the options beside those of every mesh
 */
export function placeOfMesh(factory: string, props: Installation, namespace: string, more: string[] = []): Place {
  checkObject(`the options of ${factory}`, props, 'write them in { }');
  checkKnownOptions(factory, props, ['namespace', 'trustDomain', ...more]);
  const place = { namespace: props.namespace ?? namespace, trustDomain: props.trustDomain ?? 'cluster.local' };
  checkDnsLabel(`the namespace of ${factory}`, place.namespace);
  checkDnsSubdomain(`the trust domain of ${factory}`, place.trustDomain);
  return place;
}
