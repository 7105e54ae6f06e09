import type { BlockFacts, EntityName, PolicyPeer } from '../../network/policies';
import { ENTITY_NAMES } from '../../network/policies';
import type { Field } from '../fields/field';
import { isAddress, isNetwork } from '../fields/networks';
import { listed, NotUnderstood, onlyKnown, textIn } from '../not-understood';
import { endpointsIn } from './endpoints';

/** The fields of a rule that say who is at the other end, of which it has one. */
export const PEER_FIELDS: { readonly [side in 'from' | 'to']: readonly string[] } = {
  from: ['fromEndpoints', 'fromEntities', 'fromCIDR', 'fromCIDRSet'],
  to: ['toEndpoints', 'toEntities', 'toCIDR', 'toCIDRSet', 'toFQDNs'],
};

/** Who is at the other end; undefined where the rule doesn't say. */
export function peersIn(
  rule: Field,
  side: 'from' | 'to',
  namespace: string,
): readonly PolicyPeer[] | 'everyone' | undefined {
  const [field, ...more] = PEER_FIELDS[side].map((key) => rule.at(key)).filter(({ isAbsent }) => !isAbsent);
  if (!field) return undefined;
  if (more.length > 0) throw new NotUnderstood(rule, 'names peers of two sorts, which Cilium refuses');
  const items = listed(field);
  // Some versions of Cilium take it for nobody, others for everyone.
  if (items.length === 0) throw new NotUnderstood(field, 'is empty');
  switch (String(field.path.at(-1)).slice(side.length)) {
    case 'Endpoints':
      return items.map((item) => ({ kind: 'pods', ...endpointsIn(item, namespace) }));
    case 'Entities':
      return entitiesIn(items);
    case 'CIDR':
      return items.map((item) => outside({ cidr: cidrIn(item), except: [] }));
    case 'CIDRSet':
      return items.map((item) => outside(cidrSetIn(item)));
    default:
      return [{ kind: 'domains', names: items.map(nameIn) }];
  }
}

const FAMILIES: { readonly [entity: string]: readonly string[] } = {
  world: ['0.0.0.0/0', '::/0'],
  'world-ipv4': ['0.0.0.0/0'],
  'world-ipv6': ['::/0'],
};

function entitiesIn(items: readonly Field[]): PolicyPeer[] | 'everyone' {
  const words = items.map((item) => textIn(item));
  const entities = ENTITY_NAMES.filter((each) => words.includes(each));
  items.forEach((item, i) => {
    const isKnown = ['all', 'none', ...Object.keys(FAMILIES), ...ENTITY_NAMES].includes(words[i] as EntityName);
    if (!isKnown) throw new NotUnderstood(item);
  });
  if (words.includes('all')) return 'everyone';
  const networks = words.flatMap((word) => FAMILIES[word] ?? []);
  return [
    ...(entities.length > 0 ? [{ kind: 'entities' as const, entities }] : []),
    ...[...new Set(networks)].map((cidr) => outside({ cidr, except: [] })),
  ];
}

/** To Cilium, what it manages has no address: neither pods nor nodes are in a network. */
function outside(block: BlockFacts): PolicyPeer {
  return { kind: 'block', block, holds: 'outside' };
}

function cidrSetIn(field: Field): BlockFacts {
  onlyKnown(field, ['cidr', 'except']);
  return { cidr: networkIn(field.at('cidr')), except: listed(field.at('except')).map(networkIn) };
}

function cidrIn(field: Field): string {
  const text = textIn(field);
  if (!isNetwork(text) && !isAddress(text)) throw new NotUnderstood(field);
  return text;
}

function networkIn(field: Field): string {
  const text = textIn(field);
  if (!isNetwork(text)) throw new NotUnderstood(field);
  return text;
}

function nameIn(field: Field): string {
  const [key, ...more] = onlyKnown(field, ['matchName', 'matchPattern']);
  if (key === undefined || more.length > 0) throw new NotUnderstood(field);
  return textIn(field.at(key));
}
