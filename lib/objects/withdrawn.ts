import type { IConstruct } from 'constructs';

/** Takes a construct out of the tree whose constructor fails: whoever catches the error goes on without half of it. */
export function withdrawn(construct: IConstruct, error: unknown): unknown {
  construct.node.scope?.node.tryRemoveChild(construct.node.id);
  return error;
}
