import { plainText } from '../../lib/report/plain-text';

test.each([
  ['shop/web -> 203.0.113.0/24', 'shop/web -> 203.0.113.0/24'],
  ['größe, 大きさ, \\', 'größe, 大きさ, \\'],
  ['a\nb\r\n\tc', 'a\\nb\\r\\n\\tc'],
  ['\u001b[2J\u0000\u007f\u009b', '\\u001b[2J\\u0000\\u007f\\u009b'],
  ['\u2028\u2029', '\\u2028\\u2029'],
  ['\u202eold\u2066', '\\u202eold\\u2066'],
])('%j is printed as %j', (words, plain) => {
  expect(plainText(words)).toBe(plain);
});
