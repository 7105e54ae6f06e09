import type { IConstruct } from 'constructs';

const NOTED = new WeakSet<IConstruct>();

/** Notes that what a construct writes says itself what it lets through. */
export function noteSaysItself(construct: IConstruct): void {
  NOTED.add(construct);
}

/**
 * Whether a policy says itself what it lets through, rather than what the connections of a workload are: then it is as
 * good as a declaration. (cdk8s takes every object for an instance of each class of objects, so that this is noted.)
 */
export function saysItself(construct: IConstruct): boolean {
  return construct.node.scopes.some((each) => NOTED.has(each));
}
