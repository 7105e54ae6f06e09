import type { Size } from './measures';
import type { Box, Link } from './picture';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box with its place: of its middle. */
export interface PlacedBox extends Size {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
}

/** A link with its way, from the side of one box to the side of the other. */
export interface PlacedLink {
  readonly link: Link;
  readonly points: readonly Point[];
  /** Where its label is: the middle. */
  readonly label: Point;
}

/** A frame around the boxes of a namespace. */
export interface Frame extends Size {
  readonly namespace: string;
  readonly left: number;
  readonly top: number;
}

export interface Placed extends Size {
  readonly boxes: readonly PlacedBox[];
  readonly links: readonly PlacedLink[];
  readonly frames: readonly Frame[];
}
