import type { Connectivity } from '../../lib/analysis';
import { valueError } from '../../lib/errors';

/** What is said of namespaces: which are drawn as one box, and which never. */
export interface Folding {
  readonly collapse: readonly string[];
  readonly expand: readonly string[];
}

/** What is drawn as one box. */
export interface Collapsed {
  readonly namespaces: ReadonlySet<string>;
  /** Where nobody asked for it: which, why, and how to draw them otherwise. Empty where there is nothing to tell. */
  readonly note: string;
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
): Collapsed {
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
  const collapsed = namespaces.filter(isCollapsed);
  const unasked = collapse.includes(ALL) ? [] : collapsed.filter((name) => !collapse.includes(name));
  return { namespaces: new Set(collapsed), note: unasked.length > 0 ? noteOf(unasked, drawn) : '' };
}

/** More names are left out of the note. */
const MOST_NAMED = 12;

function noteOf(names: readonly string[], drawn: { readonly workloads: number; readonly connections: number }): string {
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return (
    `Collapsed, each namespace to one box: ${names.slice(0, MOST_NAMED).join(', ')}${more}. ` +
    `There are ${drawn.workloads} workloads and ${drawn.connections} connections to draw, and a picture is readable up to ` +
    `${MOST_WORKLOADS} and ${MOST_CONNECTIONS}. --expand ${names[0]} draws the workloads of one, --expand '*' of all, ` +
    `--focus '${names[0]}/*' what concerns one.\n`
  );
}

function unknownOne(name: string, namespaces: readonly string[]): Error {
  return valueError({
    law: 'a namespace must be one of the manifests',
    got: name,
    remedy: namespaces.length > 0 ? `there is ${namespaces.slice(0, 12).join(', ')}; * means all` : 'they have none',
  });
}
