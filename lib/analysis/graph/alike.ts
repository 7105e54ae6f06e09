import type { Judgement } from '../evaluate/judgement';
import type { EndId } from '../evaluate/peer-sets';

/** Classes of addresses of which the same is judged, as one: with 600 networks in policies, few edges remain. */
export function alike(addresses: ReadonlyMap<EndId, Judgement>): [ends: EndId[], judgement: Judgement][] {
  const groups = new Map<string, [EndId[], Judgement]>();
  for (const [end, judgement] of [...addresses].sort(([a], [b]) => a - b)) {
    const key = `${judgement.allowed} ${judgement.possible}`;
    const group = groups.get(key);
    if (group) group[0].push(end);
    else groups.set(key, [[end], judgement]);
  }
  return [...groups.values()];
}
