import type { Network } from '../../../lib/analysis/network/network';
import { readSources } from '../../../lib/analysis/read/read';

/** What is understood of a text with manifests, which may have no fault. */
export function networkOf(text: string): Network {
  const { network, problems } = readSources([{ name: 'shop.yaml', text }]);
  if (problems.length > 0) throw new Error(JSON.stringify(problems, undefined, 2));
  return network;
}
