import { valueError } from '../../errors';
import { Cidr, checkDnsSubdomain, checkObject, checkText } from '../../traffic';
import type { ResolverOptions } from './pod-dns-options';

/** What the resolver of a container takes; the node drops the rest. */
export const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const MOST_SEARCH_CHARACTERS = 2048;
const MOST_NDOTS = 15;

/** Checks name servers by their address. */
export function checkNameservers(nameservers: unknown = [], most: number = MOST_NAMESERVERS): void {
  checkTexts('nameservers', nameservers, "['192.0.2.53']", most);
  for (const address of nameservers as string[]) {
    if (isAddress(address)) continue;
    throw valueError({
      law: 'a name server must be an IP address',
      got: address,
      remedy: 'write it as in 192.0.2.53',
    });
  }
}

/** Checks search domains. */
export function checkSearches(searches: unknown = []): void {
  checkTexts('searches', searches, "['example.com']", MOST_SEARCHES);
  const list = searches as string[];
  for (const domain of list) checkDnsSubdomain('a search domain', domain.replace(/(?<=.)\.$/, ''));
  const length = list.join(' ').length;
  if (length <= MOST_SEARCH_CHARACTERS) return;
  throw valueError({
    law: `the search domains of a pod must have at most ${MOST_SEARCH_CHARACTERS} characters together`,
    got: length,
    remedy: 'leave some out',
  });
}

/** Checks what the resolver is told. */
export function checkResolver({ ndots, options = {} }: ResolverOptions): void {
  if (ndots !== undefined && !(Number.isInteger(ndots) && ndots >= 0 && ndots <= MOST_NDOTS)) {
    throw valueError({
      law: `\`ndots\` must be a whole number from 0 to ${MOST_NDOTS}`,
      got: ndots,
      remedy: 'give 1 where names outside the cluster are looked up most',
    });
  }
  checkObject('`options`', options, "write it as in { timeout: '2' }");
  for (const [name, value] of Object.entries(options)) {
    checkText(`the resolver option ${name}`, value, "'2'");
    if (name !== '' && (name !== 'ndots' || ndots === undefined)) continue;
    throw valueError({
      law: 'a resolver option must have a name, and `ndots` be said once',
      got: name,
      remedy: 'leave it out, or use `ndots`',
    });
  }
}

function checkTexts(field: string, list: unknown, example: string, most: number): void {
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string')) {
    throw valueError({
      law: `\`${field}\` must be a list of texts`,
      got: list,
      remedy: `write it as in ${field}: ${example}`,
    });
  }
  if (list.length <= most) return;
  throw valueError({
    law: `a pod must have at most ${most} \`${field}\``,
    got: list.length,
    remedy: 'leave some out; the node would use no more',
  });
}

/** The one spelling of an address that every cluster takes, which is that of a network of one address. */
function isAddress(text: string): boolean {
  try {
    Cidr.of(`${text}/${text.includes(':') ? 128 : 32}`);
    return true;
  } catch {
    return false;
  }
}
