import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { NAMESPACE_NAME } from '../traffic';

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

/** The labels of the namespaces that an app writes, patches included, by name; of others, the name alone is known. */
export function namespaceLabels(root: IConstruct): Map<string, { readonly [key: string]: string }> {
  const objects = root.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter(({ kind }) => kind === 'Namespace');
  return new Map(
    objects.map((object) => [object.name, { ...object.toJson().metadata.labels, [NAMESPACE_NAME]: object.name }]),
  );
}
