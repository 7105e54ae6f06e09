import { Answer } from '../answer';
import { byText } from '../by-text';
import type { EntryTarget, WayIn } from '../entry/way-in';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import type { Model } from '../model';
import { nameOf } from '../network/place';
import { EndKind } from './connection-list';
import type { Edge } from './edge';
import { EntryJudge } from './entry-judge';
import type { Focus } from './focus';
import type { ListedEnds } from './listed-ends';

/** What routes bring in, and which of them bring nothing. */
export interface EntryEdges {
  readonly edges: readonly EntryEdge[];
  /** Sentences about ways that don't lead to a pod. */
  readonly notes: readonly string[];
}

/** An edge from an entry. */
export interface EntryEdge extends Edge {
  readonly to: Member;
  /** The URLs that lead there, sorted. */
  readonly urls: readonly string[];
}

/** An edge while further routes of the same entry to the same workload are added. */
interface Growing {
  readonly entry: string;
  readonly to: Member;
  allowed: PortSetId;
  possible: PortSetId;
  readonly urls: Set<string>;
  readonly doubts: Set<string>;
}

/** The edges from entry points to workloads, each with the URLs that lead there: route and policy both let them pass. */
export function entryEdges(model: Model, ends: ListedEnds, focus: Focus): EntryEdges {
  const { ports } = model.reach;
  const judge = new EntryJudge(model);
  const growing = new Map<string, Growing>();
  const notes: string[] = [];
  for (const way of model.waysIn) {
    if (way.answer === Answer.DENIED) notes.push(brokenNote(way));
    for (const target of way.answer === Answer.DENIED ? [] : way.targets) {
      const to = model.population.memberOf(target.workload);
      if (!focus.covers(undefined, to)) continue;
      const { allowed, possible } = judge.of(way, target);
      if (possible === ports.none) {
        notes.push(
          `${nameOf(way.origin)}: ${way.url} leads to ${target.protocol} ${target.port} of ${to.name}, where policies ` +
            `don't let ${way.entry.name} in`,
        );
        continue;
      }
      const key = `${way.entry.name}\n${to.name}`;
      const edge = growing.get(key) ?? {
        entry: way.entry.name,
        to,
        allowed: ports.none,
        possible: ports.none,
        urls: new Set<string>(),
        doubts: new Set<string>(),
      };
      growing.set(key, edge);
      edge.allowed = ports.union(edge.allowed, allowed);
      edge.possible = ports.union(edge.possible, possible);
      edge.urls.add(way.url);
      if (allowed !== ports.none) continue;
      const nodesAlone = judge.nodesAlone(way, target);
      for (const doubt of nodesAlone ? [nodesAlone] : doubtsOf(judge, way, target, to)) edge.doubts.add(doubt);
    }
  }
  const edges = [...growing.values()].map(({ entry, to, allowed, possible, urls, doubts }) => ({
    source: ends.of(EndKind.ENTRY, entry),
    destination: ends.of(EndKind.WORKLOAD, to.name),
    allowed,
    possible,
    to,
    urls: [...urls].sort(),
    via: [...urls].sort().join(', '),
    doubts: () => [...doubts],
  }));
  for (const { object } of model.network.opaqueRoutes) {
    notes.push(`${nameOf(object)}: ${object.kind} is not analysed: it may bring requests to more than is listed here`);
  }
  return { edges: edges.sort(byEnds), notes: [...new Set(notes)].sort() };
}

function doubtsOf(judge: EntryJudge, way: WayIn, target: EntryTarget, to: Member): string[] {
  const unclear = way.legs.filter(({ answer }) => answer === Answer.UNKNOWN).map(({ text }) => text);
  if (!target.isCertain) unclear.push(`whether the Service selects ${to.name} depends on labels added at run time`);
  return [...unclear, ...judge.doubts(way, target)];
}

function brokenNote({ origin, legs, url }: WayIn): string {
  const broken = legs.find(({ answer }) => answer === Answer.DENIED);
  return `${nameOf(origin)}: ${url}: ${broken?.text ?? 'it leads nowhere'}`;
}

function byEnds(a: EntryEdge, b: EntryEdge): number {
  return byText(a.source.name, b.source.name) || byText(a.destination.name, b.destination.name);
}
