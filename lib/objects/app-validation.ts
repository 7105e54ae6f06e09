import type { IConstruct } from 'constructs';
import { ReadOnce, readAnew } from './reading';
import { addReadingValidation } from './validations';

/** What is wrong with one construct, seen only when the app is looked at as a whole. */
export interface Problem {
  readonly construct: IConstruct;
  /** The problem without the construct's path, which cdk8s puts before it. */
  readonly text: string;
}

/** The problem that an error tells of: that of the construct whose path it starts with, or else of the given one. */
export function problemOf(construct: IConstruct, error: unknown): Problem {
  const text = error instanceof Error ? error.message : String(error);
  const [start = '', path] = /^\[([^\]]+)\] /.exec(text) ?? [];
  const named = start && construct.node.root.node.findAll().find(({ node }) => node.path === path);
  return named ? { construct: named, text: text.slice(start.length) } : { construct, text };
}

/**
 * Validates an app as a whole, and has each problem reported by the construct that it belongs to.
 *
 * cdk8s runs validations once per chart and once more, the root before all others: `inspect` changes nothing, and is
 * asked once in each reading.
 */
export function validateApp(root: IConstruct, inspect: () => Problem[]): void {
  const reports = new Map<IConstruct, string[]>();
  const problems = new ReadOnce(root, inspect);
  const validate = () => {
    readAnew(root);
    for (const report of reports.values()) report.length = 0;
    for (const { construct, text } of problems.value) reportOf(construct).push(text);
    return [];
  };
  const reportOf = (construct: IConstruct): string[] => {
    const report = reports.get(construct) ?? [];
    if (!reports.has(construct)) addReadingValidation(construct, () => [...report]);
    reports.set(construct, report);
    return report;
  };
  addReadingValidation(root, validate);
}
