import type { Field } from '../fields/field';

/** Ports from the first to the last. */
export type PortRun = readonly [first: number, last: number];

/** Every port. */
export const allPorts: readonly PortRun[] = [[1, 65535]];

/** Ports as Istio writes them: each as a text. */
export function portRunsIn(field: Field): PortRun[] {
  return field.items('ports').map((item): PortRun => {
    const port = /^[0-9]{1,5}$/.test(item.text('a port')) ? Number(item.value) : 0;
    if (port < 1 || port > 65535) {
      item.complain({ law: 'a port must be a number from 1 to 65535', remedy: 'correct it' });
    }
    return [port, port];
  });
}

/** The ports of both. */
export function common(a: readonly PortRun[], b: readonly PortRun[]): PortRun[] {
  return a.flatMap(([first, last]) =>
    b.flatMap(([start, end]): PortRun[] => {
      const run: PortRun = [Math.max(first, start), Math.min(last, end)];
      return run[0] <= run[1] ? [run] : [];
    }),
  );
}

/** The ports of the one that the other doesn't have. */
export function runsWithout(runs: readonly PortRun[], others: readonly PortRun[]): readonly PortRun[] {
  return others.reduce<readonly PortRun[]>(
    (left, [start, end]) =>
      common(left, [
        [1, start - 1],
        [end + 1, 65535],
      ]),
    runs,
  );
}
