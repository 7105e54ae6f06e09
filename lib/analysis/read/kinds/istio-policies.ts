import type { IdentityPolicyFacts, PeerAuthenticationFacts, TlsMode } from '../../network/mesh';
import type { ObjectRef } from '../../network/place';
import type { OpaquePolicy } from '../../network/policies';
import type { Reference } from '../../network/routes';
import { EVERYTHING, type Selector, selectorOf } from '../../network/selector';
import type { Contribution } from '../draft';
import type { Field } from '../fields/field';
import { labelsIn } from '../fields/labels';
import { requirementsOf } from '../fields/selectors';
import { rulesIn } from '../istio/rules';
import type { KindReader } from '../kind-reader';
import { ISTIO_ROOT_NAMESPACE } from '../opaque-kinds';
import { referenceIn } from '../references';

/**
 * AuthorizationPolicy and PeerAuthentication of Istio.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 * @see https://github.com/istio/istio/issues/61023
 */
export const istioPolicyReaders: readonly KindReader[] = [
  reader('AuthorizationPolicy', authorizationIn),
  reader('PeerAuthentication', authenticationIn),
];

function reader(kind: string, read: (object: ObjectRef, spec: Field) => Contribution): KindReader {
  return {
    group: 'security.istio.io',
    kind,
    versions: ['v1', 'v1beta1'],
    scope: 'Namespaced',
    isPolicy: true,
    read: (object, body) => read(object, body.at('spec')),
  };
}

const SOMEBODY_ELSE = 'somebody else decides, by the action CUSTOM';

const ACTIONS = ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'] as const;

function authorizationIn(object: ObjectRef, spec: Field): Contribution {
  spec.only('the spec of an AuthorizationPolicy', [
    'selector',
    'targetRef',
    'targetRefs',
    'action',
    'rules',
    'provider',
  ]);
  const pods = podsIn(spec.at('selector'));
  const action = spec.at('action').oneOf('action', ACTIONS, 'ALLOW');
  if (action === 'AUDIT') return {};
  const targets = targetsIn(spec, object);
  if (targets.length > 0) {
    const rules = rulesIn(spec.at('rules'), action === 'ALLOW' ? 'Allow' : 'Deny');
    const isolates = action === 'ALLOW';
    return {
      waypointPolicies: [
        action === 'CUSTOM'
          ? { object, targets, isolates, rules: [], doubt: SOMEBODY_ELSE }
          : { object, targets, isolates, rules },
      ],
    };
  }
  if (action === 'CUSTOM') {
    return { opaquePolicies: [doubt(object, pods, SOMEBODY_ELSE)] };
  }
  const policy: IdentityPolicyFacts = {
    object,
    namespaces: isForAll(object) ? 'all' : 'own',
    pods,
    isolates: action === 'ALLOW',
    rules: rulesIn(spec.at('rules'), action === 'ALLOW' ? 'Allow' : 'Deny'),
  };
  return { identityPolicies: [policy] };
}

/** What a policy is for that isn't for pods; of these, waypoints and Gateways know. The older field has one of them. */
function targetsIn(spec: Field, { namespace }: ObjectRef): Reference[] {
  const own = spec.at('targetRef');
  const fields = [...spec.at('targetRefs').mappings('targetRefs', 'a target'), ...(own.isAbsent ? [] : [own])];
  return fields.map((field) => referenceIn(field, { group: '', kind: 'Service', namespace }));
}

/** In the namespace of Istio itself it is for all. */
function isForAll({ namespace }: ObjectRef): boolean {
  return namespace === ISTIO_ROOT_NAMESPACE;
}

function doubt(object: ObjectRef, pods: Selector, why: string): OpaquePolicy {
  return {
    object,
    ...(!isForAll(object) && { namespace: object.namespace }),
    ...(pods !== EVERYTHING && { pods }),
    onlyDenies: true,
    direction: 'identity',
    why,
  };
}

/** A selector of Istio has labels only. */
function podsIn(selector: Field): Selector {
  selector.only('a selector of Istio', ['matchLabels']);
  const labels = labelsIn(selector.at('matchLabels'));
  return Object.keys(labels).length === 0 ? EVERYTHING : selectorOf(requirementsOf(labels));
}

function authenticationIn(object: ObjectRef, spec: Field): Contribution {
  spec.only('the spec of a PeerAuthentication', ['selector', 'mtls', 'portLevelMtls']);
  const pods = podsIn(spec.at('selector'));
  const mode = modeIn(spec.at('mtls'));
  const ports = spec
    .at('portLevelMtls')
    .entries()
    .flatMap(([key, field]) => {
      const port = Number(key);
      const ofPort = modeIn(field);
      if (!Number.isInteger(port) || port < 1 || port > 65535) {
        field.complain({ law: 'a port of portLevelMtls must be a number from 1 to 65535', remedy: 'correct it' });
      }
      return ofPort === undefined ? [] : [{ port, mode: ofPort, path: field.path }];
    });
  // For some pods there is none in the namespace that is for all.
  if (pods !== EVERYTHING && isForAll(object)) return {};
  const policy: PeerAuthenticationFacts = {
    object,
    scope: pods !== EVERYTHING ? 'pods' : isForAll(object) ? 'mesh' : 'namespace',
    pods,
    ...(mode && { mode }),
    // Without a selector they are for nobody.
    ports: pods === EVERYTHING ? [] : ports,
  };
  return { peerAuthentications: [policy] };
}

const MODES: { readonly [mode: string]: TlsMode | undefined } = {
  STRICT: 'strict',
  PERMISSIVE: 'permissive',
  DISABLE: 'disabled',
};

function modeIn(mtls: Field): TlsMode | undefined {
  mtls.only('mutual TLS', ['mode']);
  return MODES[mtls.at('mode').oneOf('a mode of mutual TLS', ['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT'], 'UNSET')];
}
