import type { Labels } from './kinds';
import type { Fact } from './worlds';

/** What is asked of the labels of something. */
export type Ask = (key: string, holds: (value: string | undefined) => boolean) => Fact;

/**
 * Whether a selector of Calico matches, read from left to right and decided on the way.
 *
 * @param isGlobal - whether the thing is in no namespace
 */
export function matches(text: string, ask: Ask, isGlobal = false): Fact {
  let rest = text.trim();
  const eat = (pattern: RegExp): string | undefined => {
    const [found] = pattern.exec(rest) ?? [];
    if (found !== undefined) rest = rest.slice(found.length).trimStart();
    return found;
  };
  const either = (): Fact => {
    let fact = every();
    while (eat(/^\|\|/)) fact = or(fact, every());
    return fact;
  };
  const every = (): Fact => {
    let fact = one();
    while (eat(/^&&/)) fact = not(or(not(fact), not(one())));
    return fact;
  };
  const one = (): Fact => {
    if (eat(/^!(?!=)/)) return not(one());
    if (eat(/^\(/)) {
      const fact = either();
      eat(/^\)/);
      return fact;
    }
    if (eat(/^all\(\)/)) return true;
    if (eat(/^global\(\)/)) return isGlobal;
    const has = eat(/^has\([^)]*\)/);
    if (has) return ask(has.slice(4, -1).trim(), (value) => value !== undefined);
    const key = eat(/^[\w./-]+/) ?? '';
    if (eat(/^==/)) return among(key, [literal()]);
    if (eat(/^!=/)) return not(among(key, [literal()]));
    const isNot = eat(/^not /) !== undefined;
    eat(/^in/);
    const values = (eat(/^\{[^}]*\}/) ?? '').match(/'[^']*'/g) ?? [];
    const fact = among(
      key,
      values.map((value) => value.slice(1, -1)),
    );
    return isNot ? not(fact) : fact;
  };
  const literal = () => (eat(/^'[^']*'/) ?? '').slice(1, -1);
  // Whatever its labels are, nothing is in an empty set.
  const among = (key: string, values: readonly string[]) =>
    values.length === 0 ? false : ask(key, (value) => value !== undefined && values.includes(value));
  return rest === '' ? true : either();
}

export function or(one: Fact, other: Fact): Fact {
  if (one === true || other === true) return true;
  return one === 'open' || other === 'open' ? 'open' : false;
}

function not(fact: Fact): Fact {
  return fact === 'open' ? 'open' : !fact;
}

/** Asks labels that are all known. */
export function askKnown(labels: Labels): Ask {
  return (key, holds) => holds(Object.hasOwn(labels, key) ? labels[key] : undefined);
}
