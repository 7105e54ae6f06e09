import { Report } from '../../lib/report';

/**
 * A text inside an element or a quoted attribute of XML or HTML. Names come from manifests of whomever: none can end
 * the element it is in, start another, or be no character of XML.
 */
export function xmlText(words: string): string {
  return Report._plain(words)
    .replace(NO_CHARACTERS, '\ufffd')
    .replace(/[&<>"'`]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Halves of characters, and what Unicode keeps for itself. */
const NO_CHARACTERS = /[\p{Cs}\ufffe\uffff]/gu;

/** A text as JSON inside a script element of HTML: nothing in it can end the element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
