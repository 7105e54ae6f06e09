import type { IConstruct } from 'constructs';

/** Whether a construct is still in the tree of its app, from which it may have been taken out. */
export function isPresent(construct: IConstruct): boolean {
  let each = construct;
  for (;;) {
    const { scope, id } = each.node;
    if (scope === undefined) return true;
    if (scope.node.tryFindChild(id) !== each) return false;
    each = scope;
  }
}
