import { valueError } from '../../errors';
import type { PortSet } from '../../traffic';

/** As many as one can still read. */
const MOST_PORTS = 64;
const LAST_PORT = 65535;

/** Whether all of TCP is meant, which is said without any number. */
export function isAllTcp({ ports }: PortSet): boolean {
  return ports.length === 1 && ports[0]?.first === 1 && ports[0].last === LAST_PORT;
}

/**
 * Some TCP ports one by one: identity policies have no ranges.
 *
 * @throws when they are too many
 */
export function portNumbers({ ports }: PortSet): number[] {
  const numbers = ports.flatMap(({ first, last }) => (first && last ? [{ first, count: last - first + 1 }] : []));
  const all = numbers.reduce((sum, { count }) => sum + count, 0);
  if (all > MOST_PORTS) {
    throw valueError({
      law: `a policy of a mesh names each port, so the TCP ports of connections to one workload must be at most ${MOST_PORTS}`,
      got: ports.join(', '),
      remedy: 'name those that are used',
    });
  }
  return numbers.flatMap(({ first, count }) => Array.from({ length: count }, (_, index) => first + index));
}
