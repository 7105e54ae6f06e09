import type { ValidationViolatingResource, ValidationViolation } from 'cdk8s-cli/plugins';
import type { Connectivity } from '../../lib/analysis';
import { Severity } from '../../lib/checks';
import { type CheckReport, Report } from '../../lib/report';

/** What is told at a line of a file. */
export type PluginRemark = ReturnType<typeof CheckReport._remarks>[number];

/** Of what is about a whole file. */
export const NO_LINE = 0;

/** One violation for each rule, and in it one resource for each object: as cdk8s-cli prints them. */
export function violationsOf(remarks: readonly PluginRemark[], connectivity: Connectivity): ValidationViolation[] {
  const names = resourceNames(connectivity);
  return [...groupedBy(remarks, ({ rule }) => rule.id).values()].map((alike) => {
    const [{ rule }] = alike as [PluginRemark];
    const { severity, harm, remedy } = rule;
    return {
      ruleName: rule.id,
      recommendation: Report._plain(`${severity}: ${harm}`),
      fix: Report._plain(remedy),
      violatingResources: [...groupedBy(alike, ({ file, about }) => `${file} ${about}`).values()].map((same) =>
        resourceOf(same, names),
      ),
    };
  });
}

/** How many there are of each severity, and how many are acknowledged. */
export function countsOf(remarks: readonly PluginRemark[]): { [what: string]: string } {
  const standing = remarks.filter(({ reason }) => reason === undefined);
  const count = (wanted: Severity) => `${standing.filter(({ rule }) => rule.severity === wanted).length}`;
  return {
    Errors: count(Severity.ERROR),
    Warnings: count(Severity.WARNING),
    Notes: count(Severity.INFO),
    Acknowledged: `${remarks.length - standing.length}`,
  };
}

function resourceOf(remarks: readonly PluginRemark[], names: ReadonlyMap<string, string>): ValidationViolatingResource {
  const [{ file, about }] = remarks as readonly [PluginRemark];
  return {
    resourceName: names.get(about) ?? Report._plain(about),
    manifestPath: file,
    locations: remarks.map(({ line, message, evidence }) => {
      const shown = evidence.length === 0 ? '' : ` (${evidence.join('; ')})`;
      return Report._plain(`${line === NO_LINE ? '' : `line ${line}: `}${about}: ${message}${shown}`);
    }),
  };
}

/**
 * What cdk8s-cli calls objects: it finds their constructs by their names alone. Where several objects share a name, it
 * would show the construct of any of them, so these are called by their kinds as well, and it shows none.
 */
function resourceNames(connectivity: Connectivity): ReadonlyMap<string, string> {
  const { objects } = connectivity._evidence;
  const alike = groupedBy(objects, ({ name }) => name);
  return new Map(
    objects
      .filter(({ name }) => alike.get(name)?.length === 1)
      .map(({ kind, namespace, name }) => [`${kind} ${namespace && `${namespace}/`}${name}`, name]),
  );
}

function groupedBy<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group) group.push(thing);
    else groups.set(keyOf(thing), [thing]);
  }
  return groups;
}
