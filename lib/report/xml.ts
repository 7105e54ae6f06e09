const ENTITIES: { readonly [letter: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text in XML, which has no way at all to write most control characters, nor half of a pair of surrogates. */
export function xmlText(words: string): string {
  return words
    .replace(/[&<>"']/g, (letter) => ENTITIES[letter])
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, '\ufffd');
}
