import { valueError } from '../errors';
import { Cidr, IpRange } from '../traffic';

/**
 * Networks that a profile is told of, as they are given: a single text would be taken for a list of its letters.
 *
 * @param what - the subject of the error: `the \`nodeRanges\` of a cluster profile`
 * @param texts - networks in CIDR notation; nothing where nothing is said
 * @throws when one is no network, or the network of every address: whoever is let in by it would be everyone
 */
export function networksOf(what: string, texts: string[] | undefined): IpRange[] {
  if (texts === undefined || texts === null) return [];
  if (!Array.isArray(texts)) {
    throw valueError({ law: `${what} must be a list`, got: texts, remedy: "write it as in ['10.0.0.0/16']" });
  }
  const ranges = texts.map((text) => IpRange.of(Cidr.of(text)));
  checkNarrow(what, ranges, "name the networks themselves, as in ['10.0.0.0/16']");
  return frozen(ranges);
}

/**
 * Addresses, or networks of them, each once.
 *
 * @param what - the subject of the error: `KubernetesApi.at()`
 * @param texts - addresses such as `10.0.0.4`, or networks such as `10.0.0.0/28`
 * @param remedy - how they are found
 * @throws when there is none, or one that is no address, or the network of every address
 */
export function addressRanges(what: string, texts: string[], remedy: string): IpRange[] {
  if (!Array.isArray(texts) || texts.length === 0) {
    throw valueError({ law: `${what} must have a list of addresses`, got: texts, remedy });
  }
  const ranges = texts.map((text) => IpRange.of(`${text}`.includes('/') ? Cidr.of(text) : Cidr.host(text)));
  checkNarrow(what, ranges, remedy);
  return distinct(ranges);
}

/** Ranges, each once, in the order in which they were given; frozen. */
export function distinct(ranges: IpRange[]): IpRange[] {
  return frozen([...new Map(ranges.map((range) => [range.toString(), range])).values()]);
}

function checkNarrow(what: string, ranges: IpRange[], remedy: string): void {
  const wide = ranges.find(({ cidr }) => cidr.prefixLength === 0);
  if (wide) throw valueError({ law: `${what} must not have every address`, got: `${wide}`, remedy });
}

function frozen(ranges: IpRange[]): IpRange[] {
  Object.freeze(ranges);
  return ranges;
}
