import { ApiObject, type App, Chart, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { valueError } from '../errors';
import { type Problem, validateApp } from './app-validation';
import { homeOf } from './namespaces';
import { tellNotices } from './notices';

const RULED = new WeakSet<IConstruct>();

/** Sets up, once per app, what must hold for the app as a whole, and what is told when it does. */
export function ensureRules(scope: IConstruct): void {
  const root = scope.node.root;
  if (RULED.has(root)) return;
  RULED.add(root);
  validateApp(root, () => [...duplicateObjects(root), ...duplicateFiles(root)]);
  tellNotices(root);
}

/** Two objects of one kind and name in a namespace: the later apply would overwrite the earlier one. */
function duplicateObjects(root: IConstruct): Problem[] {
  return clashes(root, (object) => `${object.apiGroup} ${object.kind} ${object.name} in ${placeOf(object)}`).map(
    ({ object, earlier }) => ({
      construct: object,
      text: valueError({
        law:
          `the objects of a namespace must differ in kind and name, but ${object.kind} ${object.name}` +
          `${placeOf(object).startsWith('namespace') ? ` in ${placeOf(object)}` : ''} is also written by [${earlier.node.path}]`,
        remedy: 'give one of them another id or `name`, or use NameScope.of()',
      }).message,
    }),
  );
}

/** Kinds of objects that this library writes and that are in no namespace, whatever their chart says. */
const OF_THE_CLUSTER = [
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ClusterNetworkPolicy',
  'ClusterRole',
  'ClusterRoleBinding',
  'GatewayClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
];

/** An object of the cluster in a chart with a namespace has one in its metadata too, and is in none. */
function placeOf(object: ApiObject): string {
  return OF_THE_CLUSTER.includes(object.kind)
    ? 'the cluster'
    : homeOf({ construct: object, namespace: object.metadata.namespace });
}

/** cdk8s names such files by kind and name alone: one namespace's default deny would be lost to that of another. */
function duplicateFiles(root: IConstruct): Problem[] {
  const { yamlOutputType: type } = root as Partial<App>;
  const hasFolders = type === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
  if (!hasFolders && type !== YamlOutputType.FILE_PER_RESOURCE) return [];
  const folderOf = (object: ApiObject) => (hasFolders ? Chart.of(object).node.path : '');
  return clashes(root, (object) => `${folderOf(object)} ${object.kind}.${object.name}`).map(({ object, earlier }) => {
    const isNear = Chart.of(object) === Chart.of(earlier);
    return {
      construct: object,
      text: valueError({
        law:
          'with one file for each object, objects must differ in kind and name, but the file of ' +
          `${object.kind} ${object.name} is also that of [${earlier.node.path}]`,
        remedy: isNear ? 'use YamlOutputType.FILE_PER_CHART' : 'use YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE',
      }).message,
    };
  });
}

/** The objects of an app whose key an earlier one has. */
function clashes(root: IConstruct, keyOf: (object: ApiObject) => string): { object: ApiObject; earlier: ApiObject }[] {
  const seen = new Map<string, ApiObject>();
  return root.node.findAll().flatMap((object) => {
    if (!ApiObject.isApiObject(object)) return [];
    const key = keyOf(object);
    const earlier = seen.get(key);
    if (earlier) return [{ object, earlier }];
    seen.set(key, object);
    return [];
  });
}
