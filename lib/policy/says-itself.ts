import type { IConstruct } from 'constructs';

const NOTED = new WeakSet<IConstruct>();

/** Notes that an object says itself what it lets through. */
export function noteSaysItself(object: IConstruct): void {
  NOTED.add(object);
}

/**
 * Whether a policy says itself what it lets through, rather than what the connections of a workload are: then it is as
 * good as a declaration. (cdk8s takes every object for an instance of each class of objects, so that this is noted.)
 */
export function saysItself(object: IConstruct): boolean {
  return NOTED.has(object);
}
