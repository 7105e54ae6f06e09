/**
 * A text of one line that does nothing but be read: control characters are written out, `\n` or `\u001b`, and so are
 * those that turn the direction of what follows.
 *
 * Names, URLs and reasons come from manifests of whomever. Printed as they are, one could end its line and forge the
 * next, or move the terminal's cursor over what was said before.
 */
export function plainText(words: string): string {
  return words.replace(
    CONTROLS,
    (letter) => SHORT[letter] ?? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

const SHORT: { readonly [letter: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
