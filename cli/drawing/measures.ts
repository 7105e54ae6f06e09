import type { Box, Link } from './picture';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Sizes of letters, and the heights of their lines, in pixels. */
export const NAME = { size: 13, line: 18 };
export const SMALL = { size: 11, line: 15 };

/** What is left between a box and its words. */
export const PADDING = { x: 14, y: 9 };
/** What a warning sign takes before a mark. */
export const SIGN = 16;
const WIDEST = 230;
const WIDEST_LABEL = 270;
const NARROWEST = 96;

/**
 * About how wide a text is. Which font there will be isn't known: this is a little more than the usual ones take, so that
 * nothing runs over its box.
 */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? 0.62;
  return Math.ceil(width * size);
}

const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[iljI.,:;'|!]/, 0.34],
  [/[ frt()[\]/-]/, 0.42],
  [/[mwMW@%]/, 0.95],
  [/[A-Z]/, 0.72],
  [/[^\u0020-\u024f]/, 1.05],
];

/** A text that is no wider than that: what is too much is an ellipsis. */
export function clipped(text: string, size: number, widest: number): string {
  if (textWidth(text, size) <= widest) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join('')}\u2026`, size) > widest) letters.pop();
  return `${letters.join('')}\u2026`;
}

/** The lines of a box, clipped. */
export function wordsOf({ label, detail, marks }: Box): { label: string; detail: string; marks: string[] } {
  return {
    label: clipped(label, NAME.size, WIDEST),
    detail: clipped(detail, SMALL.size, WIDEST),
    marks: marks.map((mark) => clipped(mark, SMALL.size, WIDEST - SIGN)),
  };
}

export function sizeOfBox(box: Box): Size {
  const { label, detail, marks } = wordsOf(box);
  const widths = [
    textWidth(label, NAME.size) * 1.1, // names are bold
    textWidth(detail, SMALL.size),
    ...marks.map((mark) => SIGN + textWidth(mark, SMALL.size)),
  ];
  return {
    width: Math.max(NARROWEST, Math.ceil(Math.max(...widths)) + 2 * PADDING.x),
    height: NAME.line + SMALL.line * (1 + marks.length) + 2 * PADDING.y,
  };
}

/** The lines of a link's label, clipped. */
export function labelLines({ label }: Link): string[] {
  return label.map((line) => clipped(line, SMALL.size, WIDEST_LABEL));
}

export function sizeOfLabel(link: Link): Size {
  const lines = labelLines(link);
  const widths = lines.map((line) => textWidth(line, SMALL.size));
  return { width: Math.max(0, ...widths) + 12, height: lines.length * SMALL.line + 4 };
}
