import { type ApiObjectMetadata, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { constructError, located, placeOf } from '../errors';
import { checkDnsLabel, checkServiceName } from '../traffic';
import { ensureRules } from './app-rules';
import { NameScope } from './name-scope';

/** The tool that `app.kubernetes.io/managed-by` names on everything written here. */
const MANAGED_BY = 'cdk8s-networking';
const MAX_LABEL = 63;

/** The labels by which pods are selected: stable, since they come from a name and a namespace alone. */
export function selectorLabels(name: string, namespace: string | undefined): { [key: string]: string } {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': namespace ?? 'default',
  };
}

/** As much of a name as a label holds: some objects may have longer names than that. */
export function labelValue(name: string): string {
  return name.slice(0, MAX_LABEL).replace(/[^a-z0-9]+$/, '');
}

/** The labels of every object and pod: the selecting ones, and two that tell people where it comes from. */
export function objectLabels(name: string, namespace: string | undefined): { [key: string]: string } {
  // Written out in the order in which they are printed, since each object has them.
  return {
    'app.kubernetes.io/instance': namespace ?? 'default',
    'app.kubernetes.io/managed-by': MANAGED_BY,
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': namespace ?? 'default',
  };
}

/**
 * The namespace in which the objects below a construct are written; undefined when their chart names none.
 *
 * @throws when no chart is above the construct, or the chart's namespace is no DNS-1123 label
 */
export function namespaceOf(scope: Construct): string | undefined {
  const chart = chartOf(scope);
  if (!chart) {
    throw constructError(scope, {
      law: 'an object must be inside a chart, to whose file it is written, but there is no chart above',
      remedy: 'make it inside an IsolatedNamespace, or inside a Chart',
    });
  }
  const { namespace } = chart;
  if (namespace !== undefined && !SOUND.has(namespace)) {
    located(chart, () => checkDnsLabel('the namespace of a chart', namespace));
    SOUND.add(namespace);
  }
  return namespace;
}

/** The namespaces that were looked at already: each object of a chart asks for its own. */
const SOUND = new Set<string>();

function chartOf(scope: IConstruct): Chart | undefined {
  for (let above: IConstruct | undefined = scope; above; above = above.node.scope) {
    if (Chart.isChart(above)) return above;
  }
  return undefined;
}

/** What a name has to be. A Service's is stricter: it is a DNS name that must not start with a digit. */
export enum NameLaw {
  DNS_1123 = 'DNS-1123',
  DNS_1035 = 'DNS-1035',
}

/** How an object is called. */
export interface Naming {
  /** What it is, for errors: `a Service`. */
  readonly kind: string;
  /** The name that the user gave; otherwise the id counts. */
  readonly name?: string;
  /** @default NameLaw.DNS_1123 */
  readonly law?: NameLaw;
}

/**
 * The written name of an object that is about to be made: the user's name, else the id, with the prefixes of the name
 * scopes above. Never the construct path, so moving a construct renames nothing.
 */
export function resourceName(scope: Construct, id: string, naming: Naming): string {
  const place = placeOf(scope, id);
  const given = naming.name ?? id;
  const name = NameScope.nameFor(scope, given);
  const origin = name === given ? '' : `, which is "${given}" after the prefixes of its name scopes,`;
  const what = `the name of ${naming.kind}${origin}`;
  located(place, () => (naming.law === NameLaw.DNS_1035 ? checkServiceName(what, name) : checkDnsLabel(what, name)));
  refuseIntegerId(scope, id);
  return name;
}

/** The metadata of an object that is about to be made; `name` is its written name, `of` the workload it belongs to. */
export function objectMetadata(scope: Construct, name: string, of: string = name): ApiObjectMetadata {
  ensureRules(scope);
  return { name, labels: objectLabels(of, namespaceOf(scope)) };
}

/**
 * JavaScript sorts keys that look like integers before all others, and constructs keeps its children as such keys: an
 * object with the id `10` would be written before its own Namespace.
 */
export function refuseIntegerId(scope: Construct, id: string): void {
  if (/^\d+$/.test(id)) {
    throw constructError(placeOf(scope, id), {
      law: 'an id must not be a whole number, since such ids come first in the file whatever the order of the code',
      got: id,
      remedy: `write the id as "n${id}", and give a \`name\` where the object shall be called ${id}`,
    });
  }
}
