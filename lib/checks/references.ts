import { type Evidence, type FieldPath, GATEWAY_GROUP, groupOf, type Listener, namespaceOf, type Place } from './facts';
import { mappingAt, mappingsAt, textAt, type Written } from './written';

/** What is referred to. */
export interface Referent {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A reference that needs a grant where it leads into another namespace. */
export interface WrittenReference {
  readonly referrer: Place;
  readonly path: FieldPath;
  readonly to: Referent;
  /** The listener of which it is a certificate. */
  readonly listener?: Listener;
}

/** References of routes to backends, mirrors and services that are asked for leave. */
export function backendReferencesIn({ network }: Evidence): WrittenReference[] {
  return network.routes.flatMap(({ object, rules }) =>
    rules.flatMap(({ backends }) => backends.map((to) => ({ referrer: object, path: to.path, to }))),
  );
}

/** References of Gateways and ListenerSets to certificates: their own, those of authorities, and those for backends. */
export function certificateReferencesIn(evidence: Evidence): WrittenReference[] {
  const ofListeners = evidence.allListeners().flatMap((listener) => {
    const { owner, facts } = listener;
    return facts.certificateRefs.map((to, index) => {
      const path = [...facts.path, 'tls', 'certificateRefs', index];
      return { referrer: owner, path, to, listener };
    });
  });
  const ofGateways = evidence.network.gateways.flatMap(({ object }) => gatewayReferences(object, evidence));
  return [...ofListeners, ...ofGateways];
}

/** All of these. */
export function referencesIn(evidence: Evidence): WrittenReference[] {
  return [...backendReferencesIn(evidence), ...certificateReferencesIn(evidence)];
}

/** Whether a reference leads into another namespace without a grant there. */
export function lacksGrant({ referrer, to }: WrittenReference, { grants }: Evidence): boolean {
  const from = { group: groupOf(referrer), kind: referrer.kind, namespace: referrer.namespace };
  return to.namespace !== referrer.namespace && grants.find(from, to) === undefined;
}

/** Whether it can be said what is granted in a namespace: whether grants, or what they would be for, were read of it. */
export function showsGrants(namespace: string, evidence: Evidence): boolean {
  const { network, objects } = evidence;
  if (hidesGrant(namespace, evidence)) return false;
  return (
    evidence.isShown(namespace) ||
    network.grants.some(({ object }) => object.namespace === namespace) ||
    objects.some((object) => GRANTED_KINDS.has(object.kind) && namespaceOf(object) === namespace)
  );
}

/**
 * What is said of a reference without a grant, with the grant that was probably written for it.
 *
 * A grant for another name or kind isn't told by itself, since it may be for what wasn't read.
 */
export function refusalText({ referrer, to }: WrittenReference, { network, nameOf }: Evidence): string {
  const text = `no ReferenceGrant in namespace ${to.namespace} lets ${referrer.kind}s of namespace ${referrer.namespace} refer to ${referentText(to)}`;
  const near = network.grants.find(
    ({ object, from }) =>
      object.namespace === to.namespace && from.some(({ namespace }) => namespace === referrer.namespace),
  );
  if (!near) return text;
  const sources = near.from.map(
    ({ group, kind, namespace }) => `${kindOf(group, kind, GATEWAY_GROUP)} of ${namespace}`,
  );
  const targets = near.to.map(({ group, kind, name }) => `${kindOf(group, kind, to.group)}${name ? ` ${name}` : ''}`);
  return `${text}; ${nameOf(near.object)} is from ${sources.join(', ')} to ${targets.join(', ')}`;
}

/** A kind, with its group where that is another than expected. */
function kindOf(group: string, kind: string, expected: string): string {
  return group === expected ? kind : `${kind} of group "${group}"`;
}

/** Whether a grant is there that couldn't be read, and so may grant anything. */
function hidesGrant(namespace: string, { network, objects }: Evidence): boolean {
  const read = new Set(network.grants.map(({ object }) => object.path));
  return objects.some(
    (object) => object.kind === 'ReferenceGrant' && namespaceOf(object) === namespace && !read.has(object.path),
  );
}

/** What grants are for, besides Services. */
const GRANTED_KINDS = new Set(['Secret', 'ConfigMap']);

/** `ConfigMap shop/ca`. */
export function referentText({ kind, namespace, name }: Referent): string {
  return `${kind} ${namespace}/${name}`;
}

function gatewayReferences(gateway: Place, evidence: Evidence): WrittenReference[] {
  const body = evidence.bodyOf(gateway);
  const tls = mappingAt(body, 'spec', 'tls');
  const path = ['spec', 'tls'];
  const client = mappingAt(tls, 'backend', 'clientCertificateRef');
  const perPort = mappingsAt(tls, 'frontend', 'perPort').map(([index]) => ['frontend', 'perPort', index, 'tls']);
  const authorities = [['frontend', 'default'], ...perPort].flatMap((steps) => {
    const list = [...steps, 'validation', 'caCertificateRefs'];
    return mappingsAt(tls, ...list).flatMap(([index, written]) =>
      referenceAt(gateway, [...path, ...list, index], written, 'ConfigMap'),
    );
  });
  return [...referenceAt(gateway, [...path, 'backend', 'clientCertificateRef'], client, 'Secret'), ...authorities];
}

function referenceAt(referrer: Place, path: FieldPath, written: Written, kind: string): WrittenReference[] {
  const name = textAt(written, 'name');
  if (name === undefined) return [];
  const group = textAt(written, 'group') ?? '';
  const namespace = textAt(written, 'namespace') ?? referrer.namespace;
  return [{ referrer, path, to: { group, kind: textAt(written, 'kind') ?? kind, namespace, name } }];
}

/** Whether a kind of the Gateway API has references that grants are for. */
export function isReferrer(group: string, kind: string): boolean {
  return group === GATEWAY_GROUP && REFERRERS.has(kind);
}

const REFERRERS = new Set(['Gateway', 'ListenerSet', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute']);
