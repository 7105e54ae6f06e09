import { valueError } from '../../lib/errors';
import type { Picture } from './picture';

/** The layout of more takes minutes, and no eye follows them. */
const MOST_LINKS = 1500;

/**
 * Refuses a picture that is too large to be laid out.
 *
 * @throws with the ways to draw less of it, or to have it drawn by others
 */
export function checkSize({ links }: Pick<Picture, 'links'>): void {
  if (links.length <= MOST_LINKS) return;
  throw valueError({
    law: `a picture must have at most ${MOST_LINKS} connections to draw`,
    got: links.length,
    remedy:
      'expand fewer namespaces, draw one workload or namespace with --focus, or write a .dot or .mmd file, which has no limit',
  });
}
