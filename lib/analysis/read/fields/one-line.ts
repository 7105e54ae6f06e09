/** Ends of lines, what moves the cursor or colours a terminal, and what turns the direction of letters. */
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** What nearly all texts consist of, asked first since it is found sooner. */
const PRINTED = /^[ -~]*$/;
const EVERY_CONTROL = new RegExp(CONTROL, 'gu');

/** Whether a text can be printed as a part of a line, and looks like what it is. */
export function isOneLine(text: string): boolean {
  return PRINTED.test(text) || !CONTROL.test(text);
}

/** A text that can be: what can't is replaced. */
export function plainly(text: string): string {
  return isOneLine(text) ? text : text.replace(EVERY_CONTROL, '\ufffd');
}
