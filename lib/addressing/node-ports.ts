import { valueError } from '../errors';
import { isPortNumber } from '../traffic';

/** Which ports a cluster keeps for Services: the `--service-node-port-range` of its API server. */
export interface NodePortRange {
  /** The lowest one. */
  readonly first: number;
  /** The highest one. */
  readonly last: number;
}

const USUAL: NodePortRange = { first: 30000, last: 32767 };

/** The given range, or what API servers keep unless they are told otherwise. */
export function nodePortRange(given: NodePortRange | undefined): NodePortRange {
  if (given === undefined) return USUAL;
  const { first, last } = given ?? {};
  if (isPortNumber(first) && isPortNumber(last) && first <= last) return { first, last };
  throw valueError({
    law: 'a range of node ports must go from one port number to the same or a higher one',
    got: given,
    remedy: 'write it as in { first: 30000, last: 32767 }',
  });
}

/** Checks that a node port is one of the range; another one the API server refuses. */
export function checkNodePort(what: string, port: number, { first, last }: NodePortRange): void {
  if (Number.isInteger(port) && port >= first && port <= last) return;
  throw valueError({
    law: `${what} must be a whole number from ${first} to ${last}`,
    got: port,
    remedy: 'leave it out and the cluster chooses one; where its API server keeps others, give `nodePortRange`',
  });
}
