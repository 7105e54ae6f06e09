import { accountTest } from '../../network/mesh';
import type { CallerTest } from '../../network/policies';
import type { Field } from '../fields/field';
import { blockIn } from '../fields/networks';

/** Callers by what they must pass: all tests of any of these; undefined where it isn't understood. */
export type Callers = readonly (readonly CallerTest[])[] | undefined;

/**
 * Callers by the names that they have in the mesh.
 *
 * @param own - the namespace of the object, which references mean that name none
 */
export function meshCallersIn(spec: Field, own: string): Callers {
  spec.only('the spec of a MeshTLSAuthentication', ['identities', 'identityRefs']);
  const identities = spec.at('identities').items('identities');
  const references = spec.at('identityRefs').mappings('identityRefs', 'a reference');
  const found = [
    ...identities.map((item) => identityTest(item.text('an identity'))),
    ...references.map((reference) => referenceTest(reference, own)),
  ];
  return found.length > 0 && found.every((test) => test !== undefined)
    ? found.map((test) => [test as CallerTest])
    : undefined;
}

/** Callers by their addresses. */
export function networkCallersIn(spec: Field): Callers {
  spec.only('the spec of a NetworkAuthentication', ['networks']);
  const blocks = spec.at('networks').mappings('networks', 'a network').map(blockIn);
  if (blocks.length === 0) return undefined;
  const isWhole = EVERYWHERE.every((cidr) => blocks.some((block) => block.cidr === cidr && block.except.length === 0));
  return [isWhole ? [] : [{ of: 'address', blocks, isNegated: false }]];
}

const EVERYWHERE = ['0.0.0.0/0', '::/0'];

/** `web.shop.serviceaccount.identity.linkerd.cluster.local`; whether the domain is the mesh's own isn't known. */
const IDENTITY = /^(?:([^.*]+)\.([^.*]+)|\*\.([^.*]+)|\*)\.serviceaccount\.identity\.([^*/]+)$/;

function identityTest(text: string): CallerTest | undefined {
  if (text === '*') return { of: 'principal', values: ['*'], isNegated: false };
  const [match, account = '*', named, whole, domain] = IDENTITY.exec(text) ?? [];
  if (match === undefined) return undefined;
  const namespace = named ?? whole;
  const place = namespace === undefined ? '*' : `${namespace}/${account === '*' ? '*' : `sa/${account}`}`;
  return { of: 'principal', values: [`${domain}/ns/${place}`], isNegated: false };
}

function referenceTest(reference: Field, own: string): CallerTest | undefined {
  reference.only('a reference', ['group', 'kind', 'name', 'namespace']);
  const group = reference.at('group').optionalText('a group') ?? '';
  const name = reference.at('name').optionalText('a name');
  const namespace = reference.at('namespace').optionalText('a namespace') ?? own;
  if (group !== '' && group !== 'core') return undefined;
  switch (reference.at('kind').text('a kind')) {
    case 'ServiceAccount':
      return name === undefined
        ? { of: 'namespace', values: [namespace], isNegated: false }
        : accountTest(namespace, name);
    case 'Namespace':
      return name === undefined ? undefined : { of: 'namespace', values: [name], isNegated: false };
    default:
      return undefined;
  }
}
