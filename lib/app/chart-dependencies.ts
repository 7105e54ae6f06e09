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
  const dependencies = dependenciesOf(all);
  const isAcross = linkAcross(dependencies);
  linkObjects(isAcross ? dependenciesOf(all) : dependencies);
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

function linkAcross(dependencies: readonly Dependency[]): boolean {
  const across = dependencies
    .map(([from, to]) => [Chart.of(from), Chart.of(to)] as const)
    .filter(([from, to]) => from !== to);
  for (const [from, to] of across) from.node.addDependency(to);
  return across.length > 0;
}

function linkObjects(dependencies: readonly Dependency[]): void {
  const objectsOf = computedOnce(objectsIn);
  for (const [from, to] of dependencies) {
    const targets = objectsOf(to);
    for (const target of targets) {
      for (const source of objectsOf(from)) if (source !== target) source.node.addDependency(target);
    }
  }
}

/** Who depends on whom. */
type Dependency = readonly [IConstruct, IConstruct];

function dependenciesOf(all: readonly IConstruct[]): Dependency[] {
  const found: Dependency[] = [];
  for (const each of all) for (const other of each.node.dependencies) found.push([each, other]);
  return found;
}

/** The objects of a construct that are in the same chart as it. */
function objectsIn(scope: IConstruct): ApiObject[] {
  const chart = Chart.of(scope);
  return scope.node
    .findAll()
    .filter((each): each is ApiObject => ApiObject.isApiObject(each))
    .filter((each) => Chart.of(each) === chart);
}
