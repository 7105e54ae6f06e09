import type { ListedConnection } from '../../lib/analysis';

/** Numbers and runs of numbers by protocol, as a list has them. */
export type Ports = ListedConnection['ports'];

/** The protocols in the order in which lists name them. */
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

/** All ports of several connections. */
export function allPorts(sets: readonly Ports[]): Ports {
  const found = PROTOCOLS.map((protocol) => [protocol, joined(sets.flatMap((set) => runsOf(set[protocol])))]);
  return Object.fromEntries(found.filter(([, text]) => text));
}

type Run = readonly [first: number, last: number];

function runsOf(text: string | undefined): Run[] {
  return (text?.split(',') ?? []).map((run) => {
    const [first, last = first] = run.split('-').map(Number);
    return [first, last];
  });
}

function joined(runs: readonly Run[]): string {
  const disjoint: [number, number][] = [];
  for (const [first, last] of [...runs].sort(([a], [b]) => a - b)) {
    const before = disjoint.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else disjoint.push([first, last]);
  }
  return disjoint.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join();
}
