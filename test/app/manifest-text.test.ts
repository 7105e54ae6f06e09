import * as fs from 'node:fs';
import * as path from 'node:path';
import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import * as yaml from 'yaml';
import { ManifestText } from '../../lib/app/manifest-text';
import { EXAMPLES } from '../examples/variants';

/** Texts that YAML would read as something else, or that take quotes, escapes or lines of their own. */
const TREACHEROUS = [
  ...[
    '',
    ' ',
    '~',
    'null',
    'Null',
    'NULL',
    'nULL',
    'yes',
    'No',
    'y',
    'n',
    'on',
    'OFF',
    'true',
    'False',
    'tRUE',
    '<<',
    '=',
  ],
  ...[
    '0',
    '-1',
    '+1',
    '007',
    '0o17',
    '0x1F',
    '0b101',
    '1_000',
    '1e3',
    'e5',
    'E10',
    '-e5',
    '.5',
    '5.',
    '.',
    '1.2.3',
    '-0',
  ],
  ...['.inf', '-.INF', '.nan', '.NaN', '+.inf', '1:30', '1:75', '190:20:30.15', '12:30:45', '10.0.0.0/8', '1e', '0x'],
  ...['2001-12-14', '2001-1-1', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43 Z', '2001-12-14T21:59:43', '2001'],
  ...[
    '&anchor',
    '*alias',
    '!tag',
    '@at',
    '`tick',
    '%percent',
    '#hash',
    'a #b',
    'a#b',
    'a: b',
    'a:b',
    'a:',
    ':a',
    ': a',
  ],
  ...[
    '- a',
    '-a',
    '-',
    '--',
    '---',
    '--- a',
    '...',
    '....',
    '? a',
    '?a',
    '?',
    '|',
    '>',
    '| a',
    '[a]',
    'a[0]',
    '{a}',
    'a, b',
    ',',
  ],
  ...[
    "it's",
    "'quoted'",
    '"quoted"',
    `"both" and 'both'`,
    'say "hi"',
    '\\n',
    'back\\slash "',
    'a\tb',
    '\ta',
    'a\t',
    'a ',
    ' a',
  ],
  ...[
    'ü',
    '日本',
    '🎉',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\u0085',
    '\u0000',
    '\u001b[0m',
    '\ud800',
    'a\rb',
    'a\r\nb',
    '\u007f',
  ],
  ...[
    'a\nb',
    'a\nb\n',
    'a\nb\n\n',
    'a\n\nb',
    '\na',
    '\n',
    '\n\n',
    ' a\nb',
    'a \nb',
    'a\n b',
    'a\n\tb',
    'a\nb ',
    'a\nb\n ',
    'a\n \nb',
  ],
  ...[
    'a: b\nc: d\n',
    '# no\ncomment',
    '---\na',
    'a\n---\nb',
    '%a\nb',
    '- a\n- b',
    '{a\nb}',
    '"a\nb"',
    'a\n#b',
    "it's\nb",
    'a:\nb',
  ],
  ...[
    '$&',
    'a\n$&b',
    'x'.repeat(200),
    `${'word '.repeat(60)}end`,
    `${'word '.repeat(60)}\n${'word '.repeat(60)}`,
    'k'.repeat(1020),
  ],
];

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TREACHEROUS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...'ab01 \n\t:#-?.,\'"[]{}&*!|>%@\\_eEx+T~') }) },
  { weight: 1, arbitrary: fc.stringMatching(/^[-+]?[0-9._:eExTZ -]{1,12}$/) },
);

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
})).value;

const manifest = fc.dictionary(text, json, { maxKeys: 6 });

const parsed = (written: string) => yaml.parse(written, { version: '1.1', maxAliasCount: -1 });

test('writes 1,000 random objects as cdk8s does', () => {
  fc.assert(
    fc.property(fc.array(manifest, { maxLength: 3 }), (objects) => {
      expect(new ManifestText().of(objects)).toBe(Yaml.stringify(...objects));
    }),
    { numRuns: 1000 },
  );
});

test('writes 1,000 random objects of JSON so that a parser gives them back', () => {
  fc.assert(
    fc.property(fc.dictionary(text, fc.oneof(text, fc.jsonValue()), { maxKeys: 4 }), (object) => {
      const own = new ManifestText().ownOf(object);
      if (own !== undefined) expect(parsed(own)).toEqual({ ...object });
    }),
    { numRuns: 1000 },
  );
});

test.each(TREACHEROUS)('writes %j as cdk8s does, wherever it stands', (each) => {
  const objects = [
    { key: each },
    { [each]: 'value' },
    { list: [each, [each]] },
    { deep: { down: { [each]: [{ key: each }] } } },
  ];
  for (const object of objects) expect(new ManifestText().of([object])).toBe(Yaml.stringify(object));
});

describe('leaves to cdk8s', () => {
  const shared = { a: 'b' };
  test.each<[string, any]>([
    ['what stands in two places', { one: shared, two: shared }],
    ['an undefined field', { a: undefined }],
    ['an undefined manifest', undefined],
    ['a text alone', 'text'],
    ['a list alone', ['a']],
    ['a date', { a: new Date(0) }],
    ['a map of JavaScript', { a: new Map([['b', 'c']]) }],
    ['a set', { a: new Set(['b']) }],
    ['a number that JSON has not', { a: Number.NaN }],
    ['a big number', { a: 10n }],
    ['control characters', { a: '\u0007' }],
    ['a merge', { a: '<<' }],
    ['a mark of byte order', { '\ufeff': 'a' }],
    ['a key of several lines', { 'a\nb': 'c' }],
    ['a long key', { ['k'.repeat(1025)]: 'v' }],
    ['a key like the start of a document', { '---': 'v' }],
  ])('%s', (_, object) => {
    const text = new ManifestText();
    expect(text.ownOf(object)).toBeUndefined();
    expect(text.of([object])).toBe(Yaml.stringify(object));
  });
});

test('writes every manifest of the examples by itself, as it stands there', () => {
  const files = fs
    .readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\bexpected\b.*\.k8s\.yaml$/.test(name));
  expect(files.length).toBeGreaterThan(50);
  const text = new ManifestText();
  for (const file of files) {
    const written = fs.readFileSync(path.join(EXAMPLES, file), 'utf8');
    const objects = yaml.parseAllDocuments(written, { version: '1.1' }).map((each) => each.toJSON());
    for (const object of objects) expect(text.ownOf(object)).toBeDefined();
    expect(text.of(objects)).toBe(written);
  }
});
