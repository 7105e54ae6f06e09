import { Addressing } from '../../../lib/analysis/addressing/addressing';
import { type EntryFacts, entryFactsOf } from '../../../lib/analysis/entry/entry-facts';
import type { WayIn } from '../../../lib/analysis/entry/way-in';
import { waysIn } from '../../../lib/analysis/entry/ways-in';
import { nameOf } from '../../../lib/analysis/network/place';
import { networkOf } from './network-of';

/** Nobody says where the pods of an entry are. */
export const NOBODY_KNOWS: EntryFacts = entryFactsOf(undefined, undefined);

export function waysOf(yaml: string, facts: EntryFacts = NOBODY_KNOWS): WayIn[] {
  const network = networkOf(yaml);
  return waysIn(network, Addressing.of(network), facts);
}

/** Each way as a line, with the steps that don't hold or aren't known below it. */
export function told(yaml: string, facts?: EntryFacts): string[] {
  return waysOf(yaml, facts).flatMap((way) => [lineOf(way), ...doubtsOf(way)]);
}

/** All steps of the first way. */
export function steps(yaml: string, facts?: EntryFacts): string[] {
  return (waysOf(yaml, facts)[0]?.legs ?? []).map(({ leg, answer, text }) => `${leg} ${answer}: ${text}`);
}

function lineOf({ entry, url, answer, targets }: WayIn): string {
  const ends = targets.map(({ workload, protocol, port, isCertain }) => {
    return `${nameOf(workload.object)} ${protocol} ${port}${isCertain ? '' : '?'}`;
  });
  return [`${answer} ${entry.name} ${url}`, ...(ends.length > 0 ? [ends.join(', ')] : [])].join(' -> ');
}

function doubtsOf({ legs }: WayIn): string[] {
  return legs
    .filter(({ answer }) => answer !== 'allowed')
    .map(({ leg, answer, text }) => `  ${leg} ${answer}: ${text}`);
}
