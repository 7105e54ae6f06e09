import { appendTo } from '../append-to';
import type { ListenerFacts } from '../network/routes';
import { fails, fieldOf, leavesOpen } from './legs';
import { type Listener, listenerText } from './listener';
import type { EntryLeg } from './way-in';

/** Protocols that can share a port, as long as the hostnames differ. */
const FAMILIES: ReadonlyMap<string, string> = new Map([
  ['HTTP', 'HTTP'],
  ['HTTPS', 'TLS'],
  ['TLS', 'TLS'],
  ['TCP', 'TCP'],
  ['UDP', 'UDP'],
]);

/**
 * The listeners of one Gateway and its ListenerSets that can't be told apart on their port.
 *
 * The Gateway's own come before those of its ListenerSets, and older ListenerSets before younger ones. How old they are
 * isn't in a manifest, so between two of them nobody can say who wins.
 *
 * @param listeners - those of the Gateway first
 */
export function conflictsOf(listeners: readonly Listener[]): ReadonlyMap<ListenerFacts, EntryLeg> {
  const firsts = new Map<string, Map<string, Listener>>();
  const alike = new Map<string, Listener[]>();
  for (const listener of listeners) {
    const family = FAMILIES.get(listener.facts.protocol);
    if (!family) continue;
    const families = firsts.get(portOf(listener)) ?? new Map<string, Listener>();
    firsts.set(portOf(listener), families);
    if (!families.has(family)) families.set(family, listener);
    appendTo(alike, nameOnPort(listener, family), listener);
  }

  const conflicts = new Map<ListenerFacts, EntryLeg>();
  for (const listener of listeners) {
    const family = FAMILIES.get(listener.facts.protocol);
    if (!family) continue;
    const families = firsts.get(portOf(listener)) ?? new Map<string, Listener>();
    // What goes with the Gateway's own protocol is served, whatever else its ListenerSet would have on the port.
    const isBacked = families.get(family)?.owner.kind === 'Gateway';
    const [other] = [...families].filter(
      ([name, rival]) => name !== family && (!isBacked || rival.owner.kind === 'Gateway'),
    );
    const twin = alike.get(nameOnPort(listener, family))?.find((candidate) => candidate !== listener);
    const fault = faultOf(listener, other?.[1]) ?? faultOf(listener, twin);
    if (fault) conflicts.set(listener.facts, fault);
  }
  return conflicts;
}

function faultOf(listener: Listener, rival: Listener | undefined): EntryLeg | undefined {
  if (!rival) return undefined;
  const isOwnRival = rival.owner === listener.owner;
  if (!isOwnRival && listener.owner.kind === 'Gateway') return undefined;
  const field = fieldOf(listener.owner, listener.facts.path);
  const text = `${listenerText(listener)} can't be told from ${listenerText(rival)}: ${sharedText(listener, rival)}`;
  if (isOwnRival || rival.owner.kind === 'Gateway') {
    return fails(
      'listener',
      `${text}; give it another port${isSameFamily(listener, rival) ? ' or hostname' : ''}`,
      field,
    );
  }
  return leavesOpen('listener', `${text}; the older ListenerSet wins, which the manifests don't tell`, field);
}

function sharedText({ facts }: Listener, { facts: other }: Listener): string {
  const { port, protocol, hostname } = facts;
  const family = FAMILIES.get(protocol);
  if (family !== FAMILIES.get(other.protocol)) {
    return `one port, ${port}, can't serve both ${protocol} and ${other.protocol}`;
  }
  return `both serve ${protocol === other.protocol ? protocol : family} on port ${port} for ${hostname || 'every host'}`;
}

function isSameFamily({ facts }: Listener, rival: Listener): boolean {
  return (
    FAMILIES.get(facts.protocol) === FAMILIES.get(rival.facts.protocol) &&
    ['HTTP', 'HTTPS', 'TLS'].includes(facts.protocol)
  );
}

/** UDP has ports of its own. */
function portOf({ facts }: Listener): string {
  return `${facts.protocol === 'UDP' ? 'udp' : 'tcp'} ${facts.port}`;
}

function nameOnPort(listener: Listener, family: string): string {
  const isNamed = family === 'HTTP' || family === 'TLS';
  return `${portOf(listener)} ${family} ${isNamed ? listener.facts.hostname.toLowerCase() : ''}`;
}
