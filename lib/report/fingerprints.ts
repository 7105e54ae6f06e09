import { createHash } from 'node:crypto';
import type { Remark } from './remark';

/**
 * By what services know a remark again in the next run: what it is about and what it says, and of equal ones the first,
 * the second. Neither the line nor the file counts, so that a remark that moves isn't a new one.
 */
export function fingerprintsOf(remarks: readonly Remark[]): readonly string[] {
  const seen = new Map<string, number>();
  return remarks.map(({ rule, about, message }) => {
    const hash = createHash('sha256').update([rule.id, about, message].join('\n')).digest('hex').slice(0, 16);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}
