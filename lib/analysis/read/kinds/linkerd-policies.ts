import { Protocol } from '../../../traffic';
import type { LinkerdReference } from '../../network/mesh';
import type { ObjectRef } from '../../network/place';
import type { PolicyPort } from '../../network/policies';
import type { Contribution } from '../draft';
import type { Field } from '../fields/field';
import { portIn } from '../fields/ports';
import { selectorIn } from '../fields/selectors';
import type { KindReader } from '../kind-reader';
import { meshCallersIn, networkCallersIn } from '../linkerd/callers';

const GROUP = 'policy.linkerd.io';

/**
 * Who may connect to pods of Linkerd's mesh.
 *
 * @see https://linkerd.io/2/reference/authorization-policy/
 */
export const linkerdPolicyReaders: readonly KindReader[] = [
  policy('Server', ['v1beta3', 'v1beta2', 'v1beta1'], serverIn),
  policy('AuthorizationPolicy', ['v1alpha1'], authorizationIn),
  authentication('MeshTLSAuthentication', (object, spec) => ({
    linkerdAuthentications: [{ object, callers: meshCallersIn(spec, object.namespace) }],
  })),
  authentication('NetworkAuthentication', (object, spec) => ({
    linkerdAuthentications: [{ object, callers: networkCallersIn(spec) }],
  })),
];

type Read = (object: ObjectRef, spec: Field) => Contribution;

function policy(kind: string, versions: readonly string[], read: Read): KindReader {
  return {
    group: GROUP,
    kind,
    versions,
    scope: 'Namespaced',
    isPolicy: true,
    read: (object, body) => read(object, body.at('spec')),
  };
}

/** It decides nothing by itself: without it, nobody knows whom the policies mean that name it. */
function authentication(kind: string, read: Read): KindReader {
  return {
    group: GROUP,
    kind,
    versions: ['v1alpha1'],
    scope: 'Namespaced',
    whenTwice: 'neither counts',
    read: (object, body) => read(object, body.at('spec')),
  };
}

function serverIn(object: ObjectRef, spec: Field): Contribution {
  spec.only('the spec of a Server', [
    'podSelector',
    'externalWorkloadSelector',
    'port',
    'proxyProtocol',
    'accessPolicy',
  ]);
  const port = serverPortIn(spec.at('port'));
  const access = spec.at('accessPolicy').optionalText('an access policy') ?? 'deny';
  const selector = spec.at('podSelector');
  // What runs outside of the cluster is no pod.
  if (selector.isAbsent && !spec.at('externalWorkloadSelector').isAbsent) return {};
  if (selector.isAbsent) {
    selector.complain({ law: 'a Server must select pods', remedy: 'write podSelector: {} for all of its namespace' });
  }
  return { linkerdServers: [{ object, pods: selectorIn(selector), port, access }] };
}

function serverPortIn(field: Field): PolicyPort {
  const port = portIn(field);
  return typeof port === 'string'
    ? { protocol: Protocol.TCP, name: port }
    : { protocol: Protocol.TCP, first: port, last: port };
}

function authorizationIn(object: ObjectRef, spec: Field): Contribution {
  spec.only('the spec of an AuthorizationPolicy', ['targetRef', 'requiredAuthenticationRefs']);
  const target = spec.at('targetRef');
  const kind = `${target.at('group').optionalText('a group') ?? ''}/${target.at('kind').text('a kind')}`;
  const name = target.at('name').text('a name');
  const required = spec
    .at('requiredAuthenticationRefs')
    .mappings('requiredAuthenticationRefs', 'a reference')
    .map((each) => referenceIn(each, object.namespace));
  if (kind === `${GROUP}/Server`) return { linkerdAuthorizations: [{ object, server: name, required }] };
  if (NAMESPACE.test(kind) && name === object.namespace) return { linkerdAuthorizations: [{ object, required }] };
  const { namespace } = object;
  const why = 'what it says of anything but a Server or its own Namespace is not analysed';
  return { opaquePolicies: [{ object, namespace, onlyDenies: false, direction: 'identity', why }] };
}

const NAMESPACE = /^(core)?\/Namespace$/;

function referenceIn(field: Field, own: string): LinkerdReference {
  const group = field.at('group').optionalText('a group') ?? '';
  const kind = field.at('kind').text('a kind');
  const isKnown = kind === 'ServiceAccount' ? group === '' || group === 'core' : group === GROUP;
  return {
    kind: isKnown ? kind : `${group}/${kind}`,
    namespace: field.at('namespace').optionalText('a namespace') ?? own,
    name: field.at('name').text('a name'),
  };
}
