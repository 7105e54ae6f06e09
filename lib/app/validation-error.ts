import type { App } from 'cdk8s';
import type { Problem } from '../objects';

/** What the validations of an app say, each at its construct. */
export function validated(app: App): Problem[] {
  const problems: Problem[] = [];
  for (const construct of app.node.findAll()) {
    for (const text of construct.node.validate()) problems.push({ construct, text });
  }
  return problems;
}

/** The error of a synth that finds problems, in the words of cdk8s for those of its validations. */
export function validationError(problems: readonly Problem[]): Error {
  const lines = problems.map(({ construct, text }) => `[${construct.node.path}] ${text}`);
  return new Error(`Validation failed with the following errors:\n  ${lines.join('\n  ')}`);
}
