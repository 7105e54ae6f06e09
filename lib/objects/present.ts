import type { IConstruct } from 'constructs';

/** Whether a construct is still in the tree of its app, from which it may have been taken out. */
export function isPresent(construct: IConstruct): boolean {
  return construct.node.scopes.every((each) => {
    const { scope, id } = each.node;
    return scope === undefined || scope.node.tryFindChild(id) === each;
  });
}
