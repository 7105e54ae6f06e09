import type { Reference } from '../network/routes';
import type { Grants } from './grants';
import type { KnownNamespaces } from './known-namespaces';
import { fails, fieldOf, leavesOpen, listText } from './legs';
import { type Listener, listenerText } from './listener';
import type { EntryLeg } from './way-in';

/**
 * Why a listener can't serve TLS; undefined where it can, or needn't.
 *
 * The API accepts an HTTPS listener without certificates, and nothing ever answers on it. Whether the Secrets exist
 * isn't asked: they are made elsewhere, and nobody should have them among manifests.
 */
export function certificateFault(
  listener: Listener,
  grants: Grants,
  namespaces: KnownNamespaces,
): EntryLeg | undefined {
  const { owner, facts } = listener;
  const { protocol, tlsMode, certificateRefs, hasTlsOptions } = facts;
  const field = fieldOf(owner, [...facts.path, 'tls']);
  if (protocol === 'HTTPS' && tlsMode === 'Passthrough') {
    const text = `${listenerText(listener)} is HTTPS and can't pass TLS through; set its tls.mode to Terminate, or its protocol to TLS`;
    return fails('listener', text, field);
  }
  const terminates = protocol === 'HTTPS' || (protocol === 'TLS' && tlsMode === 'Terminate');
  if (!terminates) return undefined;
  if (certificateRefs.length === 0 && !hasTlsOptions) {
    const text = `${listenerText(listener)} has no certificate, so nothing is served on it; give it tls.certificateRefs`;
    return fails('listener', text, field);
  }
  return refusalOf(listener, grants, namespaces);
}

function refusalOf(listener: Listener, grants: Grants, namespaces: KnownNamespaces): EntryLeg | undefined {
  const { owner, facts } = listener;
  const { apiVersion, kind, namespace } = owner;
  const referrer = { group: apiVersion.split('/')[0] ?? '', kind, namespace };
  const refused = facts.certificateRefs.filter(
    (ref) => ref.namespace !== namespace && grants.find(referrer, ref) === undefined,
  );
  if (refused.length === 0) return undefined;
  const field = fieldOf(owner, [...facts.path, 'tls', 'certificateRefs']);
  const names = listText(refused.map(refText));
  const isAll = refused.length === facts.certificateRefs.length;
  const needed = `a ReferenceGrant there from ${kind} in namespace ${namespace}`;
  if (isAll && refused.some((ref) => namespaces.has(ref.namespace))) {
    const text = `${listenerText(listener)} may not use ${names} of another namespace; write ${needed}`;
    return fails('listener', text, field);
  }
  const text = `${listenerText(listener)} uses ${names} of another namespace, and ${needed} isn't among the manifests`;
  return leavesOpen('listener', text, field);
}

function refText({ kind, namespace, name }: Reference): string {
  return `${kind} ${namespace}/${name}`;
}
