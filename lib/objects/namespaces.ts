import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** Something that stands in a namespace. */
export interface Homed {
  /** Where it stands in the tree, below a chart. */
  readonly construct: IConstruct;
  /** Its namespace; undefined where its chart names none. */
  readonly namespace?: string;
}

/** Tells whether two things are in one namespace. Charts that name none need not be in the same. */
export function homeOf({ construct, namespace }: Homed): string {
  return namespace === undefined ? `chart ${Chart.of(construct).node.path}` : `namespace ${namespace}`;
}

/** The Namespace objects that an app writes, in the order of its tree. */
export function namespaceObjects(root: IConstruct): ApiObject[] {
  return root.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter(({ kind }) => kind === 'Namespace');
}
