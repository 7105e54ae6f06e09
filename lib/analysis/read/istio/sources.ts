import type { BlockFacts, CallerTest } from '../../network/policies';
import type { Field } from '../fields/field';
import { isAddress, networkOf } from '../fields/networks';
import type { Part } from './part';

const ABOUT_REQUESTS = ['requestPrincipals', 'notRequestPrincipals', 'remoteIpBlocks', 'notRemoteIpBlocks'];

/** Who is meant by a source: whoever passes all of its tests. */
export function sourceIn(source: Field): Part<readonly CallerTest[]> {
  source.only('a source', [
    'principals',
    'notPrincipals',
    'namespaces',
    'notNamespaces',
    'serviceAccounts',
    'notServiceAccounts',
    'ipBlocks',
    'notIpBlocks',
    ...ABOUT_REQUESTS,
  ]);
  return {
    value: [
      ...textTest(source.at('principals'), 'principal', false),
      ...textTest(source.at('notPrincipals'), 'principal', true),
      ...textTest(source.at('namespaces'), 'namespace', false),
      ...textTest(source.at('notNamespaces'), 'namespace', true),
      ...addressTest(source.at('ipBlocks'), false),
      ...addressTest(source.at('notIpBlocks'), true),
    ],
    // An account without a namespace is one of the policy's own; it is left to whoever reads the policy itself.
    isWhole: [...ABOUT_REQUESTS, 'serviceAccounts', 'notServiceAccounts'].every((key) => source.at(key).isAbsent),
  };
}

/** A test of a text; none where there are no values. */
export function textTest(field: Field, of: 'principal' | 'namespace', isNegated: boolean): CallerTest[] {
  const values = field.items(`${of}s`).map((item) => item.text(`a ${of}`));
  return values.length > 0 ? [{ of, values, isNegated }] : [];
}

/** A test of addresses, of which one may stand without the length of a prefix. */
export function addressTest(field: Field, isNegated: boolean): CallerTest[] {
  const blocks = field.items('networks').map((item): BlockFacts => {
    const text = item.text('a network');
    const cidr = isAddress(text) ? `${text}/${text.includes(':') ? 128 : 32}` : text;
    if (text !== '') networkOf(item, cidr);
    return { cidr, except: [] };
  });
  return blocks.length > 0 ? [{ of: 'address', blocks, isNegated }] : [];
}
