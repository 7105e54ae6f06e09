import { scriptJson, xmlText } from '../../../cli/drawing/xml';

test.each([
  ['shop/web', 'shop/web'],
  ['<b>&"\'`', '&#60;b&#62;&#38;&#34;&#39;&#96;'],
  [']]>--></title>', ']]&#62;--&#62;&#60;/title&#62;'],
  ['a\nb\u0000\u202ec', 'a\\nb\\u0000\\u202ec'],
  ['\ud800x\uffff', '\ufffdx\ufffd'],
  ['übergang 网 😀', 'übergang 网 😀'],
])('%j is written as %s', (words, written) => {
  expect(xmlText(words)).toBe(written);
});

test('JSON in a script element means the same, and ends no element', () => {
  const value = { name: '</script><!--<script>&\u2028\u2029' };
  const written = scriptJson(value);
  expect(written).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(written)).toEqual(value);
});
