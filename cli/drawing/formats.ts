import type { Picture } from './picture';
import { svg } from './svg';

/** What turns a picture into text, by the ending of the file that it is written to. */
export const DRAWING_FORMATS: { readonly [ending: string]: (picture: Picture) => string } = { svg };
