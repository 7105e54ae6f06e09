import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type Problem, validateApp } from './app-validation';
import { tellNotices } from './notices';
import { duplicateWorkloads } from './workload-register';

const RULED = new WeakSet<IConstruct>();

/** Sets up, once per app, what must hold for the app as a whole, and what is told when it does. */
export function ensureRules(scope: IConstruct): void {
  const root = scope.node.root;
  if (RULED.has(root)) return;
  RULED.add(root);
  validateApp(root, () => [...duplicateObjects(root), ...duplicateWorkloads(root)]);
  tellNotices(root);
}

/** Two objects of one kind and name in a namespace: the later apply would overwrite the earlier one. */
function duplicateObjects(root: IConstruct): Problem[] {
  const seen = new Map<string, ApiObject>();
  const problems: Problem[] = [];
  for (const object of root.node.findAll().filter(isApiObject)) {
    // A Namespace in a chart with a namespace has one in its metadata too, and is in none.
    const namespace = object.kind === 'Namespace' ? '' : (object.metadata.namespace ?? '');
    const key = `${object.apiGroup} ${object.kind} ${namespace} ${object.name}`;
    const earlier = seen.get(key);
    if (earlier) {
      const home = namespace ? ` in namespace ${namespace}` : '';
      problems.push({
        construct: object,
        text:
          `a namespace has one object of a kind and name, but ${object.kind} ${object.name}${home} is also ` +
          `written by [${earlier.node.path}]; give one of them another id or \`name\`, or use NameScope.of()`,
      });
    } else {
      seen.set(key, object);
    }
  }
  return problems;
}

function isApiObject(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct);
}
