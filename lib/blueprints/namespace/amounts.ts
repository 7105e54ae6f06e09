import { type Located, located } from '../../errors';
import { checkKnownOptions, checkObject } from '../../traffic';
import { bytes, quantity } from '../../workload';

/** What containers ask for, that is counted. */
export enum Resource {
  CPU = 'cpu',
  MEMORY = 'memory',
}

export const RESOURCES = Object.values(Resource);

/** An amount of CPU and memory, in CPUs and bytes. */
export type Amounts = { readonly [resource in Resource]?: number };

/** An amount of CPU and memory. */
export interface ResourceAmounts {
  /**
   * The CPU, such as `250m`.
   *
   * @default - not said
   */
  readonly cpu?: string;

  /**
   * The memory, such as `128Mi`.
   *
   * @default - not said
   */
  readonly memory?: string;
}

/** A quantity that users give, checked. */
export function checkedAmount(place: Located, what: string, resource: Resource, text: string): number {
  return located(place, () => (resource === Resource.CPU ? quantity(what, text) : bytes(what, text)));
}

/** Both amounts that users give, checked. */
export function checkedAmounts(place: Located, what: string, amounts: ResourceAmounts = {}): Amounts {
  located(place, () => {
    checkObject(`\`${what}\``, amounts, "write it as in { cpu: '100m', memory: '128Mi' }");
    checkKnownOptions(`\`${what}\``, amounts, RESOURCES);
  });
  return amountsOf((resource) => {
    const text = amounts[resource];
    return text === undefined ? undefined : checkedAmount(place, `\`${what}.${resource}\``, resource, text);
  });
}

/** Amounts of which those that there are not are left out. */
export function amountsOf(amount: (resource: Resource) => number | undefined): Amounts {
  const found = RESOURCES.flatMap((resource) => {
    const value = amount(resource);
    return value === undefined ? [] : [[resource, value]];
  });
  return Object.fromEntries(found);
}

/** The amount of a quantity as anybody may have written it; undefined where it is none. */
export function readAmount(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  if (/^\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value)) return Number(value);
  try {
    return quantity('a quantity', value);
  } catch {
    return undefined;
  }
}

const UNITS: [string, number][] = [
  ['Ti', 2 ** 40],
  ['Gi', 2 ** 30],
  ['Mi', 2 ** 20],
  ['Ki', 2 ** 10],
];

/** An amount as Kubernetes writes it: `500m`, `1.5`, `3`; `512Mi`, `40Gi`. */
export function amountText(resource: Resource, amount: number): string {
  if (resource === Resource.CPU) {
    const milli = Math.round(amount * 1000);
    return milli % 1000 === 0 || milli > 1000 ? String(milli / 1000) : `${milli}m`;
  }
  const [suffix, unit] = UNITS.find(([, size]) => amount >= size && amount % size === 0) ?? ['', 1];
  return `${Math.round(amount / unit)}${suffix}`;
}

/** Whether an amount is above another one, by more than what adding up fractions makes of it. */
export function isAbove(amount: number, most: number): boolean {
  return amount > most * (1 + 1e-9);
}
