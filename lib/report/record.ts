import { EndKind, type ListedConnection, type ListedEnd } from '../analysis';
import type { ListReportOptions } from './list-report-options';

/** An edge as programs read it: one protocol, and one network where an end is outside the cluster. */
export interface EdgeRecord {
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  readonly ports: string;
  readonly via?: string;
}

/** The records of an edge, in the order of its networks and protocols. */
export function recordsOf({ source, destination, ports, via }: ListedConnection): EdgeRecord[] {
  const records: EdgeRecord[] = [];
  for (const from of endNames(source)) {
    for (const to of endNames(destination)) {
      for (const protocol in ports) {
        const record = { source: from, destination: to, protocol, ports: ports[protocol] };
        records.push(via === undefined ? record : { ...record, via });
      }
    }
  }
  return records;
}

/** What programs call an end: one name, or one for each of its networks. */
export function endNames({ name, cidrs }: ListedEnd): string[] {
  return cidrs ? cidrs.map((cidr) => `external:${cidr}`) : [name];
}

/** Whether programs are told of an edge: of one between the replicas of a workload only when they ask for it. */
export function isForPrograms(
  { source, destination }: ListedConnection,
  { replicas = false }: ListReportOptions,
): boolean {
  const isAmongReplicas =
    source.name === destination.name && source.kind === EndKind.WORKLOAD && destination.kind === EndKind.WORKLOAD;
  return replicas || !isAmongReplicas;
}
