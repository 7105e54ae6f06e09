import { nameOf, type ObjectRef } from '../../../lib/analysis/network/place';
import type { Selector } from '../../../lib/analysis/network/selector';
import { type Reading, readSources } from '../../../lib/analysis/read/read';

/** What is read of a text. */
export function read(text: string): Reading {
  return readSources([{ name: 'a.yaml', text }]);
}

/** The facts of a text as plain values, list by list, without the empty ones: objects by name, selectors as text. */
export function factsOf(text: string): { [list: string]: any } {
  const { network, problems } = read(text);
  expect(problems).toEqual([]);
  return factsIn(network);
}

/** The facts of a network as plain values, list by list, without the empty ones. */
export function factsIn(network: Reading['network']): { [list: string]: any } {
  return Object.fromEntries(
    Object.entries(network)
      .filter(([, facts]) => facts.length > 0)
      .map(([list, facts]) => [list, plain(facts)]),
  );
}

/** The problems of a text, each as `line path: message`. */
export function problemsOf(text: string): string[] {
  return read(text).problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);
}

/** The policies of a text that aren't understood, as `Kind ns/name in where: why`. */
export function opaqueIn(text: string): string[] {
  return read(text).network.opaquePolicies.map(
    ({ object, namespace, onlyDenies, why }) =>
      `${nameOf(object)} in ${namespace ?? 'all'}${onlyDenies ? ', denies' : ''}: ${why}`,
  );
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('place' in value) return nameOf(value as ObjectRef);
  if ('requirements' in value) return (value as unknown as Selector).text || '*';
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, plain(inside)]));
}
