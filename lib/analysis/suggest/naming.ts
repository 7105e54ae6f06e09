import { nameOf, type ObjectRef } from '../network/place';

/** How objects are called in what is told: `Service shop/orders`. */
export type Naming = (object: ObjectRef) => string;

/** The name of a namespace, where objects that name none are in another than `default`. */
export function called(namespace: string, home: string): string {
  return namespace === 'default' ? home : namespace;
}

/** Objects with their namespaces as they are called. */
export function namingIn(home: string): Naming {
  return (object) => nameOf({ ...object, namespace: called(object.namespace, home) });
}
