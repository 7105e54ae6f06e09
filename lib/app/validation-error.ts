import type { Problem } from '../objects';

/** The error of a synth that finds problems, in the words of cdk8s for those of its validations. */
export function validationError(problems: readonly Problem[]): Error {
  const lines = problems.map(({ construct, text }) => `[${construct.node.path}] ${text}`);
  return new Error(`Validation failed with the following errors:\n  ${lines.join('\n  ')}`);
}
