import { valueError } from '../../lib/errors';
import type { Picture } from './picture';

/** The layout of more takes minutes, and no eye follows them. */
const MOST_LINKS = 1500;
const MOST_BOXES = 1500;

/**
 * Refuses a picture that is too large to be laid out.
 *
 * @throws with the ways to draw less of it, or to have it drawn by others
 */
export function checkSize({ boxes, links }: Pick<Picture, 'boxes' | 'links'>): void {
  check(links.length, MOST_LINKS, 'connections to draw');
  check(boxes.length, MOST_BOXES, 'boxes to draw, of workloads, collapsed namespaces and what is outside');
}

function check(count: number, most: number, what: string): void {
  if (count <= most) return;
  throw valueError({
    law: `a picture must have at most ${most} ${what}`,
    got: count,
    remedy:
      'expand fewer namespaces, draw one workload or namespace with --focus, or write a .dot or .mmd file, which has no limit',
  });
}
