import { selectorOf } from '../../../../lib/analysis/network/selector';
import { type Alternative, alternativesOf } from '../../../../lib/analysis/read/calico/alternatives';
import { parseSelector } from '../../../../lib/analysis/read/calico/selector-language';

/** What a selector says, as alternatives of conditions. */
function said(text: string): string[] | undefined {
  return alternativesOf(parseSelector(text))?.map(textOf);
}

function textOf(alternative: Alternative): string {
  const words = alternative.filter((each) => typeof each === 'string');
  const conditions = alternative.filter((each) => typeof each !== 'string');
  return [...words, selectorOf(conditions).text || '*'].join(' ');
}

test.each<[string, string[]]>([
  ['', ['*']],
  ['all()', ['*']],
  ['!all()', []],
  ['global()', ['global *']],
  ['!global()', ['namespaced *']],
  ["app == 'web'", ['app=web']],
  ['app=="web"', ['app=web']],
  ["app != 'web'", ['app notin (web)']],
  ["app in { 'b', 'a' }", ['app in (a, b)']],
  ["app not in {'a','b'}", ['app notin (a, b)']],
  ['app in {}', []],
  ['app not in {}', ['*']],
  ['has(app.kubernetes.io/name)', ['app.kubernetes.io/name']],
  ['! has( app )', ['!app']],
  ["a == '1' && b == '2'", ['a=1,b=2']],
  ["a == '1' || b == '2'", ['a=1', 'b=2']],
  ["a == '1' || b == '2' && has(c)", ['a=1', 'b=2,c']],
  ["(a == '1' || b == '2') && has(c)", ['a=1,c', 'b=2,c']],
  ["!(a == '1' && has(b))", ['a notin (1)', '!b']],
  ["!(a == '1' || has(b))", ['!b,a notin (1)']],
  ["!!(a == '1')", ['a=1']],
  ["in == 'a'", ['in=a']],
])('%s', (text, expected) => {
  expect(said(text)).toEqual(expected);
});

test.each(["a contains 'b'", "a starts with 'b'", "!(a ends with 'b')"])('%s compares parts of values', (text) => {
  expect(said(text)).toBeUndefined();
});

test('more alternatives than anybody writes are given up', () => {
  const both = "(a == '1' || b == '2')";
  expect(said(Array.from({ length: 6 }, () => both).join(' && '))).toHaveLength(64);
  expect(said(Array.from({ length: 7 }, () => both).join(' && '))).toBeUndefined();
});

test.each([
  'app = web',
  'app == web',
  "app == 'web",
  "== 'web'",
  "app == 'web' &&",
  "(app == 'web'",
  "app == 'web')",
  "app in 'web'",
  "app in {'web' 'api'}",
  "app not {'web'}",
  'has()',
  'some()',
  "app starts 'a'",
  'app',
  "a == '1' b == '2'",
  '€',
])('%s is no selector', (text) => {
  expect(() => parseSelector(text)).toThrow('a selector of Calico must be all()');
});

test('the error says what came and what to do', () => {
  expect(() => parseSelector('app = web')).toThrow(
    "a selector of Calico must be all(), has(key), key == 'value', key in {'a', 'b'} or the like, joined by &&, || and !, but got \"app = web\"; correct it; values stand in quotes",
  );
});

test('however deep it is nested, it is parsed or refused', () => {
  expect(said(`${'('.repeat(50)}all()${')'.repeat(50)}`)).toEqual(['*']);
  expect(() => parseSelector('('.repeat(100_000))).toThrow('a selector of Calico must be');
  expect(() => parseSelector('!'.repeat(100_000))).toThrow('a selector of Calico must be');
});
