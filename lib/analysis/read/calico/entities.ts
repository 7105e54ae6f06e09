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
  const keys = onlyKnown(field, [...SELECTORS, ...NETWORKS, 'domains', ...portFields]).filter(
    (key) => !SELECTORS.includes(key) || isSaid(field.at(key)),
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

const FAMILIES = ['0.0.0.0/0', '::/0'];

/** Networks without others, which may be of both families where they stand alone. */
function networksIn(field: Field): BlockFacts[] {
  const nets = listed(field.at('nets')).map(networkIn);
  const notNets = listed(field.at('notNets')).map(networkIn);
  if (!field.at('nets').isAbsent && nets.length === 0) throw new NotUnderstood(field.at('nets'), 'is empty');
  return (nets.length > 0 ? nets : FAMILIES).map((cidr) => ({
    cidr,
    except: notNets.filter((each) => each.includes(':') === cidr.includes(':')),
  }));
}

/** A network, or one address. */
export function networkIn(field: Field): string {
  const text = textIn(field);
  if (!isNetwork(text) && !isAddress(text)) throw new NotUnderstood(field);
  return text;
}
