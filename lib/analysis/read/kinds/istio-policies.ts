import type { ObjectRef } from '../../network/place';
import { type Selector, selectorOf } from '../../network/selector';
import type { Contribution } from '../draft';
import { type Field, isRecord } from '../fields/field';
import { requirementsOf } from '../fields/selectors';
import type { KindReader } from '../kind-reader';
import { ISTIO_ROOT_NAMESPACE } from '../opaque-kinds';

/**
 * AuthorizationPolicy and PeerAuthentication of Istio: whose pods they are about, and whether they can refuse anyone at
 * all. Whom they refuse is not analysed.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export const istioPolicyReaders: readonly KindReader[] = [
  reader('AuthorizationPolicy', mayRefuse),
  reader('PeerAuthentication', mayBeStrict),
];

function reader(kind: string, refuses: (spec: Field) => boolean): KindReader {
  return {
    group: 'security.istio.io',
    kind,
    versions: ['v1', 'v1beta1'],
    scope: 'Namespaced',
    isPolicy: true,
    read: (object, body) => (refuses(body.at('spec')) ? doubtOf(object, body.at('spec')) : {}),
  };
}

function doubtOf(object: ObjectRef, spec: Field): Contribution {
  const pods = podsIn(spec);
  const doubt = {
    object,
    // In the namespace of Istio itself it is for all.
    ...(object.namespace !== ISTIO_ROOT_NAMESPACE && { namespace: object.namespace }),
    ...(pods && { pods }),
    onlyDenies: true,
    direction: 'ingress' as const,
    why: `${object.kind} is not analysed`,
  };
  return { opaquePolicies: [doubt] };
}

/** One that is for audits refuses nobody, nor does one that lets in everyone. */
function mayRefuse(spec: Field): boolean {
  const { value } = spec;
  if (!hasOnly(value, ['action', 'rules', 'selector', 'targetRef', 'targetRefs'])) return true;
  const { action, rules } = value;
  if (action === 'AUDIT') return false;
  const isOpen = Array.isArray(rules) && rules.some((rule) => isRecord(rule) && Object.keys(rule).length === 0);
  return !(isOpen && (action === undefined || action === 'ALLOW'));
}

const TOLERANT: readonly unknown[] = [undefined, null, 'UNSET', 'DISABLE', 'PERMISSIVE'];

/** Whether it may insist on callers of the mesh, on some port or on all. */
function mayBeStrict(spec: Field): boolean {
  if (spec.isAbsent) return false;
  const { value } = spec;
  if (!hasOnly(value, ['selector', 'mtls', 'portLevelMtls'])) return true;
  const { mtls, portLevelMtls = {} } = value;
  if (portLevelMtls !== null && !isRecord(portLevelMtls)) return true;
  return [mtls, ...Object.values(portLevelMtls ?? {})].some((each) =>
    isRecord(each) ? !TOLERANT.includes(each.mode) : each !== undefined && each !== null,
  );
}

/** A field of a later version may say anything. */
function hasOnly(value: unknown, known: readonly string[]): value is { readonly [key: string]: unknown } {
  return isRecord(value) && Object.keys(value).every((key) => known.includes(key));
}

/** The pods that it selects by labels; undefined where it may mean all: those behind a Gateway or a Service as well. */
function podsIn(spec: Field): Selector | undefined {
  if (!isRecord(spec.value) || 'targetRef' in spec.value || 'targetRefs' in spec.value) return undefined;
  const { selector } = spec.value;
  const labels = isRecord(selector) ? selector.matchLabels : undefined;
  if (!isRecord(labels) || !Object.values(labels).every((value) => typeof value === 'string')) return undefined;
  return selectorOf(requirementsOf(labels as { readonly [key: string]: string }));
}
