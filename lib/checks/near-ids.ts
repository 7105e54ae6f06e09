/** As many are named. */
const MOST = 3;

/** The ids that somebody may have meant who wrote another one, nearest first. */
export function nearIds(text: string, ids: readonly string[]): string[] {
  const farthest = Math.max(2, Math.ceil(text.length / 3));
  return [...new Set(ids)]
    .map((id) => ({ id, far: distance(text, id) }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far || (a.id < b.id ? -1 : 1))
    .slice(0, MOST)
    .map(({ id }) => id);
}

/** How many letters have to be put in, left out or changed to make one of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] as number) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, changed));
    }
    row = next;
  }
  return row[other.length] as number;
}
