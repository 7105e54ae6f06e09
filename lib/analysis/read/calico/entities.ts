import type { BlockFacts, PolicyPeer } from '../../network/policies';
import type { Field } from '../fields/field';
import { isAddress, isNetwork } from '../fields/networks';
import { listed, NotUnderstood, onlyKnown, textIn } from '../not-understood';
import { isSaid, selectedBy } from './selectors';

const SELECTORS = ['selector', 'notSelector', 'namespaceSelector'];
const NETWORKS = ['nets', 'notNets'];

/**
 * Who is at the other end: all that an entity rule says of it must hold.
 *
 * @param portFields - the fields with ports that it may have
 */
export function peersIn(
  field: Field,
  portFields: readonly string[],
  namespace: string,
): readonly PolicyPeer[] | 'everyone' {
  if (field.isAbsent) return 'everyone';
  const keys = onlyKnown(field, [...SELECTORS, ...NETWORKS, 'domains', ...portFields]).filter((key) =>
    isGiven(field.at(key), key),
  );
  const sorts = [SELECTORS, NETWORKS, ['domains']].filter((sort) => sort.some((key) => keys.includes(key)));
  if (sorts.length > 1) throw new NotUnderstood(field, 'asks for labels and for addresses');
  if (sorts.length === 0) return 'everyone';
  if (sorts[0] === NETWORKS) return networksIn(field).map((block) => ({ kind: 'block', block, holds: 'pods' }));
  if (sorts[0] !== SELECTORS) return [{ kind: 'domains', names: listed(field.at('domains')).map(textIn) }];

  // Without a namespace around it, it means whoever isn't selected: the outside as well.
  const not = field.at('notSelector');
  if (namespace === '' && SELECTORS.every((key) => keys.includes(key) === (key === 'notSelector'))) {
    throw new NotUnderstood(not);
  }
  const { pods, sets } = selectedBy([field.at('selector')], not, {
    namespace,
    namespaces: field.at('namespaceSelector'),
  });
  return [...pods.map((each) => ({ kind: 'pods' as const, ...each })), ...sets];
}

/** An empty selector is none, and so are networks that aren't left out. */
function isGiven(field: Field, key: string): boolean {
  if (key === 'notNets') return listed(field).length > 0;
  return !SELECTORS.includes(key) || isSaid(field);
}

const EVERY_ADDRESS = ['0.0.0.0/0', '::/0'];

/**
 * Networks without others. A list without a network of one family makes that the rule isn't there for this family: this
 * goes for those that are left out as well.
 */
function networksIn(field: Field): BlockFacts[] {
  const nets = listed(field.at('nets')).map(networkIn);
  const notNets = listed(field.at('notNets')).map(networkIn);
  if (!field.at('nets').isAbsent && nets.length === 0) throw new NotUnderstood(field.at('nets'), 'is empty');
  return (nets.length > 0 ? nets : EVERY_ADDRESS)
    .map((cidr) => ({ cidr, except: notNets.filter((each) => isIpv6(each) === isIpv6(cidr)) }))
    .filter(({ except }) => notNets.length === 0 || except.length > 0);
}

function isIpv6(network: string): boolean {
  return network.includes(':');
}

/** A network, or one address. */
export function networkIn(field: Field): string {
  const text = textIn(field);
  if (!isNetwork(text) && !isAddress(text)) throw new NotUnderstood(field);
  return text;
}
