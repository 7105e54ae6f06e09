import { ApiObject, type App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { computedOnce } from '../traffic';

/**
 * Has charts depend on each other as their contents do, and objects as the constructs around them: cdk8s does the same
 * whenever it renders a chart.
 *
 * @returns whether charts depend on each other, so that their files are numbered
 */
export function linkDependencies(app: App): boolean {
  const all = app.node.findAll();
  const isNested = linkNested(all);
  const isAcross = linkAcross(all);
  linkObjects(all);
  return isNested || isAcross;
}

/** Whoever has a chart inside comes after it. */
function linkNested(all: readonly IConstruct[]): boolean {
  const nested = all
    .filter(Chart.isChart)
    .flatMap((chart) => chart.node.children.filter(Chart.isChart).map((inner) => [chart, inner] as const));
  for (const [chart, inner] of nested) chart.node.addDependency(inner);
  return nested.length > 0;
}

function linkAcross(all: readonly IConstruct[]): boolean {
  const across = dependenciesOf(all)
    .map(([from, to]) => [Chart.of(from), Chart.of(to)] as const)
    .filter(([from, to]) => from !== to);
  for (const [from, to] of across) from.node.addDependency(to);
  return across.length > 0;
}

function linkObjects(all: readonly IConstruct[]): void {
  const objectsOf = computedOnce(objectsIn);
  for (const [from, to] of dependenciesOf(all)) {
    const targets = objectsOf(to);
    for (const target of targets) {
      for (const source of objectsOf(from)) if (source !== target) source.node.addDependency(target);
    }
  }
}

function dependenciesOf(all: readonly IConstruct[]): (readonly [IConstruct, IConstruct])[] {
  return all.flatMap((each) => each.node.dependencies.map((other) => [each, other] as const));
}

/** The objects of a construct that are in the same chart as it. */
function objectsIn(scope: IConstruct): ApiObject[] {
  const chart = Chart.of(scope);
  return scope.node
    .findAll()
    .filter((each): each is ApiObject => ApiObject.isApiObject(each))
    .filter((each) => Chart.of(each) === chart);
}
