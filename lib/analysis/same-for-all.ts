/** The answer that is the same for all; undefined where it isn't, or where one isn't known. All hold where there are none. */
export function sameForAll(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.every((answer) => answer === true)) return true;
  return answers.every((answer) => answer === false) ? false : undefined;
}
