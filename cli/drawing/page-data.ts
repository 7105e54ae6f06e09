import type { ListedConnection, WhyLeg } from '../../lib/analysis';
import { Report } from '../../lib/report';
import type { PageData, PageLink, PagePart } from './page/data';
import type { Link, Picture } from './picture';
import { allPorts } from './port-runs';

/** What decides about a connection. */
export type Explain = (connection: ListedConnection) => readonly WhyLeg[];

/** Of a link between namespaces, as many connections are told one by one. */
const MOST_PARTS = 12;

/** What the page knows besides the drawing: each connection is asked once for what decides about it. */
export function pageData(picture: Picture, explain: Explain): PageData {
  return {
    boxes: picture.boxes.map(({ id, name, detail, namespace, marks }) => ({
      id,
      name: Report._plain(name),
      detail: Report._plain(detail),
      ...(namespace === undefined ? {} : { namespace }),
      marks,
    })),
    links: [...picture.links, ...picture.loops].map((link) => pageLink(link, explain)),
    otherChanges: picture.otherChanges.map(({ kind, source, destination, causes }) =>
      Report._plain(`${kind}: ${source.name} -> ${destination.name}: ${causes.join('; ')}`),
    ),
    isComparison: picture.against !== undefined,
  };
}

function pageLink({ id, from, to, label, connections, changes, change, isCertain }: Link, explain: Explain): PageLink {
  const parts = [...changes.map(changePart), ...connections.slice(0, MOST_PARTS).map((each) => partOf(each, explain))];
  const shown = parts.slice(0, MOST_PARTS);
  return {
    id,
    from: from.id,
    to: to.id,
    label: label.map(Report._plain),
    ports: allPorts([
      ...connections.map(({ ports }) => ports),
      ...changes.flatMap(({ opened, closed }) => [opened, closed]),
    ]),
    ...(change === undefined ? {} : { change }),
    isCertain,
    parts: shown,
    more: connections.length + changes.length - shown.length,
  };
}

function partOf(connection: ListedConnection, explain: Explain): PagePart {
  const { source, destination, ports, via, reasons } = connection;
  const legs = explain(connection).map(({ leg, text, decidedBy }) => ({
    text: Report._plain(`${leg}: ${text}`),
    by: decidedBy.map(Report._plain),
  }));
  const doubts = reasons.map((text) => ({ text: Report._plain(`unknown: ${text}`), by: [] }));
  const way = via === undefined ? '' : `  ${via}`;
  return {
    text: Report._plain(`${source.name} -> ${destination.name}  ${Report._ports(ports)}${way}`),
    reasons: [...doubts, ...legs],
  };
}

function changePart({ kind, source, destination, causes }: Link['changes'][number]): PagePart {
  return {
    text: Report._plain(`${kind}: ${source.name} -> ${destination.name}`),
    reasons: causes.map((text) => ({ text: Report._plain(text), by: [] })),
  };
}
