import { html } from './html';
import { dot, mermaid } from './languages';
import { checkSize } from './limit';
import type { Explain } from './page-data';
import type { Picture } from './picture';
import { svg } from './svg';

/** What turns a picture into text; pages tell why as well. */
export type Draw = (picture: Picture, explain: Explain) => string;

/** The formats by the ending of the file that a picture is written to. */
export const DRAWING_FORMATS: { readonly [ending: string]: Draw } = {
  svg: laidOut(svg),
  html: laidOut(html),
  dot,
  mmd: mermaid,
};

/** What is laid out here, and not by a program that reads it, has a limit. */
function laidOut(draw: Draw): Draw {
  return (picture, explain) => {
    checkSize(picture);
    return draw(picture, explain);
  };
}
