/**
 * The text that bytes are: UTF-8, or UTF-16 where the byte order mark says so, as PowerShell writes what is redirected
 * into a file. The mark itself is dropped.
 *
 * Bytes that are no text become replacement characters, which no name may have: whoever reads the text tells of them.
 */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
