import type { IConstruct } from 'constructs';
import { homeOf, notice, type Problem } from '../objects';
import { foreignPods } from './foreign-pods';
import { overlaps, type PodGroup } from './overlaps';
import type { Party } from './party';

/** Workloads whose labels select each other's pods; those of others among themselves are their owners' business. */
export function clashes(root: IConstruct, parties: Party[]): Problem[] {
  const isConnected = ({ declaresAllPorts, policy }: Party) => declaresAllPorts || policy !== undefined;
  const connected = parties.filter(isConnected);
  // What no policy of ours selects by can select nobody by mistake.
  const unconnected = parties
    .filter((party) => !isConnected(party))
    .map((party) => ({ ...podsOf(party), selector: undefined }));
  const foreign = foreignPods(root, new Set(connected.map(homeOf)));
  const found = overlaps([...connected.map(podsOf), ...unconnected, ...foreign]);
  for (const { construct, text } of found.filter(({ isOurs }) => !isOurs)) {
    notice(root, `overlap ${construct.node.path}`, () => `[${construct.node.path}] ${text}`);
  }
  return found.filter(({ isOurs }) => isOurs);
}

function podsOf(party: Party): PodGroup {
  return {
    construct: party.construct,
    home: homeOf(party),
    isOurs: party.declaresAllPorts,
    labels: party.workload().labels,
    selector: party.workload().selector,
  };
}
