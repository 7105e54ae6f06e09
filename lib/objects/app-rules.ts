import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { printNotices } from './notices';
import { duplicateWorkloads } from './workload-register';

const RULED = new WeakSet<IConstruct>();

/**
 * Sets up, once per app, what must hold for the app as a whole.
 *
 * cdk8s runs validations once per chart and once more: these change nothing, and cost one walk of the tree.
 */
export function ensureRules(scope: IConstruct): void {
  const root = scope.node.root;
  if (RULED.has(root)) return;
  RULED.add(root);
  root.node.addValidation({
    validate: () => {
      const problems = [...duplicateObjects(root), ...duplicateWorkloads(root)];
      if (problems.length === 0) printNotices(root);
      return problems;
    },
  });
}

/** Two objects of one kind and name in a namespace: the later apply would overwrite the earlier one. */
function duplicateObjects(root: IConstruct): string[] {
  const seen = new Map<string, ApiObject>();
  const problems: string[] = [];
  for (const object of root.node.findAll().filter(isApiObject)) {
    // A Namespace in a chart with a namespace has one in its metadata too, and is in none.
    const namespace = object.kind === 'Namespace' ? '' : (object.metadata.namespace ?? '');
    const key = `${object.apiGroup} ${object.kind} ${namespace} ${object.name}`;
    const earlier = seen.get(key);
    if (earlier) {
      const home = namespace ? ` in namespace ${namespace}` : '';
      problems.push(
        `[${object.node.path}] a namespace has one object of a kind and name, but ${object.kind} ${object.name}${home} ` +
          `is also written by [${earlier.node.path}]; give one of them another id or \`name\`, or use NameScope.of()`,
      );
    } else {
      seen.set(key, object);
    }
  }
  return problems;
}

function isApiObject(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct) && !Chart.isChart(construct);
}
