import { DependencyGraph } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * A construct and all below it in the order in which cdk8s writes them: as they stand in the tree, but whoever depends on
 * others comes after them.
 *
 * cdk8s follows every path of dependencies anew, so that layers of them take it exponential time. Here each is followed
 * once, which finds the same order.
 */
export function inOrder(scope: IConstruct): IConstruct[] {
  const all = byPath(scope);
  const waiting = all.filter(({ node }) => node.dependencies.length > 0);
  if (waiting.length === 0) return all;
  const known = new Set(all);
  const dependencies = new Map(
    waiting.map((each) => [each, [...new Set(each.node.dependencies.filter((other) => known.has(other)))]] as const),
  );
  const needed = new Set([...dependencies.values()].flat());
  const order = followed(
    all.filter((each) => !needed.has(each)),
    dependencies,
  );
  // Whoever is never come by is in a cycle, or behind one: cdk8s says which.
  return order.length === all.length ? order : new DependencyGraph(scope.node).topology();
}

/** What paths lead to, each after all that it depends on; those in cycles are left out. */
function followed(
  starts: readonly IConstruct[],
  dependencies: ReadonlyMap<IConstruct, readonly IConstruct[]>,
): IConstruct[] {
  const order: IConstruct[] = [];
  const seen = new Set<IConstruct>();
  const open = new Set<IConstruct>();
  for (const start of starts) {
    const way = [{ each: start, left: (dependencies.get(start) ?? []).values() }];
    seen.add(start);
    for (let step = way.at(-1); step; step = way.at(-1)) {
      open.add(step.each);
      const { value: next } = step.left.next();
      if (next === undefined) {
        order.push(step.each);
        open.delete(step.each);
        way.pop();
      } else if (open.has(next)) {
        return [];
      } else if (!seen.has(next)) {
        seen.add(next);
        way.push({ each: next, left: (dependencies.get(next) ?? []).values() });
      }
    }
  }
  return order;
}

/** In the order of JavaScript, by which cdk8s keeps paths: those that are whole numbers come first. */
function byPath(scope: IConstruct): IConstruct[] {
  const all = scope.node.findAll();
  // Only what stands right below the root can have a number alone as its path.
  const mayBeNumbers = !scope.node.scope && scope.node.children.some(({ node }) => /^\d+$/.test(node.id));
  return mayBeNumbers ? Object.values(Object.fromEntries(all.map((each) => [each.node.path, each]))) : all;
}
