import { valueError } from '../../errors';
import { checkDnsLabel, checkDnsSubdomain, checkKnownOptions, checkObject } from '../../traffic';

/** What may be said of every mesh. */
interface Installation {
  readonly namespace?: string;
  readonly trustDomain?: string;
  readonly memberNamespaces?: string[];
}

/** Where a mesh is, who is in it, and how it calls itself. */
interface Place {
  readonly namespace: string;
  readonly memberNamespaces?: string[];
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
  checkKnownOptions(factory, props, ['namespace', 'trustDomain', 'memberNamespaces', ...more]);
  const { memberNamespaces } = props;
  if (memberNamespaces !== undefined) checkMembers(factory, memberNamespaces);
  const place = {
    namespace: props.namespace ?? namespace,
    trustDomain: props.trustDomain ?? 'cluster.local',
    ...(memberNamespaces === undefined ? {} : { memberNamespaces: [...memberNamespaces] }),
  };
  checkDnsLabel(`the namespace of ${factory}`, place.namespace);
  checkDnsSubdomain(`the trust domain of ${factory}`, place.trustDomain);
  return place;
}

function checkMembers(factory: string, namespaces: string[]): void {
  if (!Array.isArray(namespaces)) {
    throw valueError({
      law: `the member namespaces of ${factory} must be a list of names`,
      got: namespaces,
      remedy: "write them as in `memberNamespaces: ['istio-ingress']`",
    });
  }
  for (const namespace of namespaces) checkDnsLabel(`a member namespace of ${factory}`, namespace);
}
