import type { Judgement } from '../evaluate/judgement';
import type { Member, StandIn } from '../evaluate/population';
import type { Model } from '../model';
import { EndKind } from './connection-list';
import type { Edge } from './edge';
import type { Focus } from './focus';
import { ListedEnds } from './listed-ends';
import { memberDoubts } from './workload-edges';

const ELSEWHERE = 'any pod in any other namespace';

/** Pods that anyone might start: one for each namespace with workloads, and one for all others. */
function arbitraryPods(model: Model): StandIn[] {
  const namespaces = [...new Set(model.population.workloads.map(({ namespace }) => namespace as string))].sort();
  return [
    ...namespaces.map((namespace) => ({ name: nameOf(namespace), namespace, labels: {}, hostNetwork: false })),
    { name: ELSEWHERE, isElsewhere: true, labels: {}, hostNetwork: false },
  ];
}

/** What arbitrary pods could reach: for certain whatever their labels, else with the labels that policies ask for. */
export function* exposureEdges(model: Model, focus: Focus): Generator<Edge> {
  const standIns = arbitraryPods(model);
  const exposed = model.with(standIns);
  const ends = new ListedEnds(exposed.reach);
  const { pairs } = exposed;
  for (const { name } of standIns) {
    const from = exposed.population.standIn(name);
    const row = pairs.from(from);
    const reached = [...row.members.keys()].filter((to) => focus.covers(undefined, memberIn(model, to)));
    for (const to of reached.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      yield {
        source: ends.of(EndKind.ANY_POD, name),
        destination: ends.of(EndKind.WORKLOAD, to.name),
        ...(row.members.get(to) as Judgement),
        doubts: () => memberDoubts(exposed, from, to),
      };
    }
  }
}

function nameOf(namespace: string): string {
  return `any pod in namespace ${namespace}`;
}

function memberIn({ population }: Model, { name }: Member): Member | undefined {
  return population.workload(name);
}
