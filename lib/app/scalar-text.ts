/** What plain text can't start with, hold or end with: YAML would read something else. */
const NOT_PLAIN = /^[\t ,[\]{}#&*!|>'"%@`]|^[?-](?:[\t ]|$)|:[\t ]|[\t ]#|[\t :]$/;

/** What YAML 1.1 reads as null, a truth value, a number, a time or a date. */
const READ_AS_OTHER = new RegExp(
  [
    '~|[Nn]ull|NULL|',
    'Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON|N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF',
    '[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)',
    '[-+]?\\.(?:inf|Inf|INF)|\\.nan|\\.NaN|\\.NAN',
    '[-+]?(?:[0-9][0-9_]*)?(?:(?:\\.[0-9_]*)?[eE][-+]?[0-9]+|\\.[0-9_]*)',
    '[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?',
    '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[tT]|[ \\t]+)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\\.[0-9]+)?' +
      '(?:[ \\t]*(?:Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?',
  ]
    .map((each) => `^(?:${each})$`)
    .join('|'),
);

/** What is only written with escapes, and what other programs than parsers of YAML take for a mark of their own. */
const SPECIAL = /[^\P{Cc}\t\n]|\p{Cs}|\uFEFF|^<<$/u;

/** Several lines that start with no blank, and end as text or with line ends alone. */
const LINES = /^[^\t\n ](?:.*[^\t\n ])?\n*$/s;

/** A text of one line as YAML, in the quotes that cdk8s gives it; undefined where it takes more than that. */
export function lineText(value: string): string | undefined {
  if (value.includes('\n') || SPECIAL.test(value)) return undefined;
  if (!NOT_PLAIN.test(value) && !READ_AS_OTHER.test(value)) return value;
  return value.includes('"') && !value.includes("'") ? `'${value}'` : JSON.stringify(value);
}

/** A text of several lines as a block, as cdk8s writes it; undefined where it takes more than that. */
export function blockText(value: string, indent: string): string | undefined {
  if (!LINES.test(value) || SPECIAL.test(value)) return undefined;
  let length = value.length;
  while (value[length - 1] === '\n') length -= 1;
  const text = value.slice(0, length);
  const ends = value.length - length;
  const chomping = ends === 0 ? '-' : ends === 1 ? '' : '+';
  return `|${chomping}\n${indent}${text.replace(/\n+/g, `$&${indent}`)}${'\n'.repeat(Math.max(0, ends - 1))}`;
}
