import { textOf } from '../../cli/manifest-text';

const WORDS = 'kind: Größe\n';

function utf16(words: string): Buffer {
  return Buffer.from(`\ufeff${words}`, 'utf16le');
}

test.each([
  ['UTF-8', Buffer.from(WORDS)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${WORDS}`)],
  ['UTF-16, the low byte first', utf16(WORDS)],
  ['UTF-16, the high byte first', utf16(WORDS).swap16()],
])('%s is read, without its mark', (_name, bytes) => {
  expect(textOf(bytes)).toBe(WORDS);
});

test('what is no text has letters that no name has', () => {
  expect(textOf(Buffer.from([0x61, 0xff, 0x62]))).toBe('a\ufffdb');
});

test('nothing is no letters', () => {
  expect(textOf(Buffer.alloc(0))).toBe('');
});
