import { ChangeKind } from '../../lib/analysis';
import type { Picture } from './picture';

/** A picture in one sentence, for those who don't see it: how much there is of what. */
export function summaryOf({ boxes, links, implied, against }: Picture): string {
  const of = (...kinds: string[]) => boxes.filter(({ kind }) => kinds.includes(kind)).length;
  const namespaces = new Set(
    boxes.flatMap(({ kind, label, namespace }) => (kind === 'namespace' ? label : (namespace ?? []))),
  );
  const parts = [
    ...counted(namespaces.size, 'namespace'),
    ...counted(of('workload'), 'workload'),
    ...counted(of('entry', 'caller'), 'way in', 'ways in'),
    links.length === 0 ? 'no connection' : counted(links.length, 'connection').join(),
    ...(implied > 0 ? [`${implied} more between what is marked as open`] : []),
  ];
  return against === undefined
    ? parts.join(', ')
    : `${parts.join(', ')}; compared with ${against}: ${changesText(links)}`;
}

function changesText(links: Picture['links']): string {
  const of = (kind: ChangeKind) => links.filter(({ change }) => change === kind).length;
  return `${of(ChangeKind.OPENED)} opened, ${of(ChangeKind.CLOSED)} closed, ${of(ChangeKind.CHANGED)} changed`;
}

/** What there is none of isn't told. */
function counted(count: number, one: string, many = `${one}s`): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
}
