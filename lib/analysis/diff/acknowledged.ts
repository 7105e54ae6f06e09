import { merged, rangeOf, tryRangeOf, without } from '../evaluate/address-range';
import type { PortSets } from '../evaluate/port-sets';
import { EndKind, type ListedEnd } from '../graph/connection-list';
import { portsAsked } from '../graph/port-query';
import { OUTSIDE } from '../question/party';
import type { Acknowledgement, ConnectionChange } from './diff-report';

/** The changes with the reasons of those openings that are meant: an acknowledgement must cover all that was opened. */
export function acknowledged(
  changes: readonly ConnectionChange[],
  meant: readonly Acknowledgement[],
  ports: PortSets,
): ConnectionChange[] {
  return changes.map((change) => {
    const found = meant.find((each) => covers(each, change, ports));
    return found ? { ...change, acknowledged: found.reason } : change;
  });
}

function covers({ from, to, port }: Acknowledgement, change: ConnectionChange, ports: PortSets): boolean {
  const opened = Object.entries(change.opened).reduce(
    (sum, [protocol, text]) =>
      text.split(',').reduce((all, run) => ports.union(all, portsAsked(ports, `${protocol}/${run}`)), sum),
    ports.none,
  );
  if (opened === ports.none || !ports.contains(portsAsked(ports, port), opened)) return false;
  return isNamed(from, change.source) && isNamed(to, change.destination);
}

/** Whether an end is meant by a text; a `*` means workloads, never the outside or what lets it in. */
function isNamed(text: string, { kind, name, cidrs }: ListedEnd): boolean {
  const range = tryRangeOf(text.replace(/^external:/, ''));
  if (cidrs) return range !== undefined && without(merged(cidrs.map(rangeOf)), [range]).length === 0;
  if (text === OUTSIDE) return kind === EndKind.ENTRY;
  if (!text.endsWith('*')) return name === text;
  if (kind !== EndKind.WORKLOAD) return false;
  return text === '*' || text === '*/*' || name.startsWith(text.slice(0, -1));
}
