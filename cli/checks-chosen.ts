import { Checks, type ICheck } from '../lib/checks';

/**
 * The checks to run.
 *
 * @throws when one isn't there
 */
export function checksChosen({
  only,
  skip = [],
}: {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
}): ICheck[] {
  const checks = only?.map((id) => Checks.find(id)) ?? Checks.recommended();
  const skipped = skip.map((id) => Checks.find(id).id);
  return checks.filter(({ id }) => !skipped.includes(id));
}
