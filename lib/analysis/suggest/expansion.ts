/** A value, and whether a Secret has a part in it. */
export interface Value {
  readonly text: string;
  readonly isSecret: boolean;
}

/** What a variable stands for; undefined where nobody says. */
export type Lookup = (name: string) => Value | undefined;

/** No address is longer than that; values that repeat each other could otherwise fill any memory. */
const LONGEST = 64 * 1024;

/** What stands for something unknown: no letter of a host, so that nothing is made up of the rest. */
const UNKNOWN = '~';

/** A value with its references `$(NAME)` filled in, as the kubelet does; `$$` is a `$`. */
export function expanded(text: string, lookup: Lookup): Value {
  return replaced(text, /\$\$|\$\(([A-Za-z_][\w.-]*)\)/g, lookup);
}

/** A script with its references `$NAME`, `${NAME}` and `${NAME:-other}` filled in, as a shell does. */
export function shellExpanded(text: string, lookup: Lookup): Value {
  return replaced(text, /\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)(?::?-([^}]*))?\}/g, lookup);
}

function replaced(text: string, pattern: RegExp, lookup: Lookup): Value {
  if (!text.includes('$')) return { text, isSecret: false };
  const parts: string[] = [];
  let [end, length, isSecret] = [0, 0, false];
  for (const match of text.matchAll(pattern)) {
    const [whole, first, second, otherwise] = match;
    const name = first ?? second;
    const value = name === undefined ? undefined : lookup(name);
    isSecret ||= value?.isSecret === true;
    const filled = name === undefined ? '$' : (value?.text ?? otherwise ?? UNKNOWN);
    const before = text.slice(end, match.index);
    end = match.index + whole.length;
    length += before.length + filled.length;
    if (length > LONGEST) return { text: parts.join(''), isSecret };
    parts.push(before, filled);
  }
  return { text: [...parts, text.slice(end)].join(''), isSecret };
}
