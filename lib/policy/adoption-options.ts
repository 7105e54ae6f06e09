import { type Fault, valueError } from '../errors';
import { checkLabels, isObject, Port, PortSet } from '../traffic';

/** What an object that somebody else made doesn't say of its pods. */
export interface AdoptionOptions {
  /**
   * The labels by which its pods are selected.
   *
   * They have to be said where a controller makes the pods of a custom resource, and are all that is known of them then.
   * Where the object has a pod template, the labels must be among those of the template; fewer of them outlive an
   * upgrade that changes the others, such as the label with a chart's version.
   *
   * @default - what the object itself selects its pods by, or all labels of its pod template where it selects by none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * More ports on which its pods listen: those that no container declares. They add to the declared ones.
   *
   * @default - those that its long-running containers declare
   */
  readonly ports?: Port[];

  /**
   * More names that its pods give to ports, with the port that each stands for. They add to the declared ones, and can't
   * contradict them.
   *
   * @default - the names that its long-running containers declare
   */
  readonly namedPorts?: { readonly [name: string]: Port };

  /**
   * The ports that are meant when a connection to it names none, such as the one for clients but not the one for
   * metrics.
   *
   * @default - all of its ports, declared or given
   */
  readonly defaultPorts?: Port[];
}

const KEYS = ['labels', 'ports', 'namedPorts', 'defaultPorts'];

/**
 * Checks what was said of an adopted workload.
 *
 * @returns the canonical text of it, to find what is said twice; empty where nothing is
 */
export function checkAdoption(options: AdoptionOptions): string {
  const given: unknown = options;
  const areOptions = isObject(given) && !Port.isPort(given);
  const stray = areOptions ? Object.keys(options).find((key) => !KEYS.includes(key)) : undefined;
  if (!areOptions || stray !== undefined) {
    throw valueError({
      law: 'the options of an adopted workload must be an object with `labels`, `ports`, `namedPorts` or `defaultPorts`',
      got: stray ?? given,
      remedy: "write them as in `{ labels: { app: 'db' }, ports: [Port.tcp(5432)] }`",
    });
  }
  const { labels, namedPorts } = options;
  if (labels !== undefined) checkSomeLabels(labels);
  const lists = [options.ports, options.defaultPorts].map((ports) => ports && checkedPorts(ports));
  const names = namedPorts && checkedNames(namedPorts);
  const said = [labels && sortedText(labels), ...lists, names];
  return said.every((text) => text === undefined) ? '' : JSON.stringify(said);
}

function checkSomeLabels(labels: { readonly [key: string]: string }): void {
  checkLabels(labels);
  if (Object.keys(labels).length > 0) return;
  throw valueError({
    law: 'the labels of an adopted workload must be at least one, since none at all would select every pod',
    remedy: 'leave `labels` out for those that the object has',
  });
}

function checkedPorts(ports: Port[]): string {
  if (Array.isArray(ports) && ports.length > 0) return PortSet.of(...ports).toString();
  throw valueError({
    law: 'the ports of an adopted workload must be a list with a port in it',
    got: ports,
    remedy: 'leave them out for those that are declared, or name them: `[Port.tcp(5432)]`',
  });
}

function checkedNames(namedPorts: { readonly [name: string]: Port }): string {
  if (isObject(namedPorts) && Object.values(namedPorts).every((port) => Port.isPort(port)))
    return sortedText(namedPorts);
  throw valueError({
    law: 'the named ports of an adopted workload must be ports by their names',
    got: namedPorts,
    remedy: 'write them as in `{ http: Port.tcp(8080) }`',
  });
}

function sortedText(values: { readonly [key: string]: unknown }): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
}

/** The error for options that differ from earlier ones. */
export function saidTwice(path: string): Fault {
  return {
    law: `an adopted workload must be described once, but [${path}] was described differently before`,
    remedy: 'give the options where it is adopted first, and none or the same ones elsewhere',
  };
}
