import type { ICheck } from '../check';
import type { Evidence, Listener } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { unservedAt } from '../listener-stakes';
import { Severity } from '../severity';
import { fewOf } from '../stakes';

/**
 * Finds listeners that can't be told from an earlier one of the same Gateway and its ListenerSets: HTTP and HTTPS on one
 * port, or the same hostname on the same port twice. Those of the Gateway come before those of its ListenerSets.
 *
 * It is silent about ListenerSets whose Gateway wasn't read, or doesn't admit them.
 */
export class ListenerConflict implements ICheck {
  public readonly id = 'listener-conflict';
  public readonly severity = Severity.ERROR;
  public readonly summary =
    'listeners that share a port, and differ neither in hostname nor by a protocol that can share it';
  public readonly condition = 'Conflicted=True ProtocolConflict or HostnameConflict';
  public readonly harm = 'of such listeners at most one is served';
  public readonly remedy = 'give one of them another port; those of one protocol may have another hostname instead';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const conflicts = evidence.conflicts();
    return familiesIn(evidence).flatMap((family) => {
      const distinct: Listener[] = [];
      return family.flatMap((listener) => {
        const rival = conflicts.has(listener.facts) && distinct.find((earlier) => isRival(earlier, listener));
        if (!rival) {
          distinct.push(listener);
          return [];
        }
        const lines = [rival, listener].flatMap((each) => unservedAt(each, evidence, 'may not be served'));
        return [inspection._at(listener.owner, listener.facts.path, textFor(listener, rival, evidence), fewOf(lines))];
      });
    });
  }
}

/** The listeners of each Gateway and its ListenerSets, in the order in which they count. */
function familiesIn(evidence: Evidence): Listener[][] {
  const families = new Map<string, Listener[]>();
  for (const listener of evidence.allListeners()) {
    const key = JSON.stringify(listener.gateway);
    families.set(key, [...(families.get(key) ?? []), listener]);
  }
  return [...families.values()];
}

/** What protocols are on the wire: those of one family can share a port where their hostnames differ. */
const FAMILIES = new Map([
  ['HTTP', 'HTTP'],
  ['HTTPS', 'TLS'],
  ['TLS', 'TLS'],
  ['TCP', 'TCP'],
  ['UDP', 'UDP'],
]);

function isRival({ facts: one }: Listener, { facts: other }: Listener): boolean {
  const [family, otherFamily] = [FAMILIES.get(one.protocol), FAMILIES.get(other.protocol)];
  if (family === undefined || otherFamily === undefined || one.port !== other.port) return false;
  if (family !== otherFamily) return family !== 'UDP' && otherFamily !== 'UDP';
  return one.hostname.toLowerCase() === other.hostname.toLowerCase();
}

function textFor(listener: Listener, rival: Listener, evidence: Evidence): string {
  const { name, port, protocol, hostname } = listener.facts;
  const other = rival.owner === listener.owner ? `listener "${rival.facts.name}"` : evidence.listenerText(rival);
  const isSameFamily = FAMILIES.get(protocol) === FAMILIES.get(rival.facts.protocol);
  const text = `listener "${name}" can't be told from ${other}`;
  if (!isSameFamily) return `${text}: one port, ${port}, can't serve both ${rival.facts.protocol} and ${protocol}`;
  const shared = protocol === rival.facts.protocol ? protocol : `${rival.facts.protocol} and ${protocol}`;
  return `${text}: both are ${shared} on port ${port} for ${hostname || 'every host'}`;
}
