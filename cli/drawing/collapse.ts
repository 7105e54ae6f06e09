import type { Connectivity } from '../../lib/analysis';
import { valueError } from '../../lib/errors';

/** What is said of namespaces: which are drawn as one box, and which never. */
export interface Folding {
  readonly collapse: readonly string[];
  readonly expand: readonly string[];
}

/** More are no picture that anyone reads. */
const MOST_WORKLOADS = 60;
const MOST_CONNECTIONS = 200;

const ALL = '*';

/**
 * The namespaces that are drawn as one box: those that are named, and in a large network all that aren't named otherwise.
 *
 * @param drawn - how many workloads would be drawn, and how many connections
 * @throws when a namespace has no workload, or is named for both
 */
export function collapsedOf(
  { workloads }: Connectivity['_scenery'],
  drawn: { readonly workloads: number; readonly connections: number },
  { collapse, expand }: Folding,
): ReadonlySet<string> {
  const namespaces = [...new Set(workloads.map(({ namespace }) => namespace))].sort();
  for (const name of [...collapse, ...expand])
    if (name !== ALL && !namespaces.includes(name)) throw unknownOne(name, namespaces);
  const both = collapse.find((name) => expand.includes(name));
  if (both !== undefined) {
    throw valueError({
      law: 'a namespace must not be collapsed and expanded at once',
      got: both,
      remedy: 'leave one out',
    });
  }
  const isLarge = drawn.workloads > MOST_WORKLOADS || drawn.connections > MOST_CONNECTIONS;
  const isCollapsed = (name: string) => {
    if (collapse.includes(name) || expand.includes(name)) return collapse.includes(name);
    if (expand.includes(ALL)) return false;
    return collapse.includes(ALL) || isLarge;
  };
  return new Set(namespaces.filter(isCollapsed));
}

function unknownOne(name: string, namespaces: readonly string[]): Error {
  return valueError({
    law: 'a namespace must be one of the manifests',
    got: name,
    remedy: namespaces.length > 0 ? `there is ${namespaces.slice(0, 12).join(', ')}; * means all` : 'they have none',
  });
}
