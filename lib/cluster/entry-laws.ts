import { valueError } from '../errors';
import { Cidr, checkDnsSubdomain, checkFlags, checkKnownOptions, checkObject } from '../traffic';
import type { EntryOptions, ExternalDns } from './entry-options';

/** What one may say of an entry beside the software that serves it. */
export const ENTRY_OPTIONS: readonly (keyof EntryOptions)[] = [
  'name',
  'tls',
  'clientRanges',
  'internal',
  'addresses',
  'trustedHops',
  'proxyProtocol',
  'externalDns',
  'hostNetwork',
];
const FOR_GATEWAYS = ['internal', 'addresses', 'trustedHops', 'proxyProtocol'] as const;
const MAX_ADDRESSES = 16;
const MAX_TTL = 2_147_483_647;

/** Checks who serves an entry: from JavaScript anything may come. */
export function checkServer(factory: string, contract: string, server: unknown, methods: readonly string[]): void {
  const parts = server as { readonly [name: string]: unknown } | null | undefined;
  const isOne = typeof parts?.name === 'string' && methods.every((method) => typeof parts[method] === 'function');
  if (isOne) return;
  throw valueError({
    law: `${factory} must be given an ${contract}`,
    got: server,
    remedy: `take one from ${contract.slice(1)}s`,
  });
}

/** Checks what is said of an entry: from JavaScript anything may come. */
export function checkEntryOptions(name: string, options: EntryOptions, isIngress: boolean): void {
  checkKnownOptions(`the entry "${name}"`, options, ENTRY_OPTIONS);
  const { internal, proxyProtocol, hostNetwork, addresses = [], trustedHops = 0, externalDns } = options;
  checkFlags({ internal, proxyProtocol, hostNetwork });
  if (!Array.isArray(addresses)) {
    throw valueError({
      law: 'the `addresses` of an entry must be a list',
      got: addresses,
      remedy: "write it as in ['203.0.113.10']",
    });
  }
  const texts = addresses.map((address) => `${Cidr.host(address)}`);
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  if (twice !== undefined || addresses.length > MAX_ADDRESSES) {
    throw valueError({
      law: `an entry must have at most ${MAX_ADDRESSES} \`addresses\`, each once`,
      got: twice === undefined ? addresses.length : addresses[texts.lastIndexOf(twice)],
      remedy: 'leave out what is too much',
    });
  }
  if (!Number.isInteger(trustedHops) || trustedHops < 0) {
    throw valueError({
      law: 'the `trustedHops` of an entry must be a whole number, 0 or more',
      got: trustedHops,
      remedy: 'count the proxies between the clients and the data plane that are yours',
    });
  }
  if (externalDns !== undefined) checkExternalDns(externalDns);
  const stray = isIngress ? FOR_GATEWAYS.find((option) => options[option] !== undefined) : undefined;
  if (stray === undefined) return;
  throw valueError({
    law: `an entry by Ingress must have no \`${stray}\`, since its controller is told that where it is installed`,
    got: options[stray],
    remedy: 'set it there, and leave it out here',
  });
}

function checkExternalDns(externalDns: ExternalDns): void {
  const what = 'the `externalDns` of an entry';
  checkObject(what, externalDns);
  checkKnownOptions(what, externalDns, ['target', 'ttlSeconds']);
  const { target, ttlSeconds } = externalDns;
  // An IPv4 address is a DNS-1123 subdomain as well.
  if (typeof target === 'string' && target.includes(':')) Cidr.host(target);
  else if (target !== undefined) checkDnsSubdomain('the `target` of external-dns', target);
  if (ttlSeconds === undefined || (Number.isInteger(ttlSeconds) && ttlSeconds > 0 && ttlSeconds <= MAX_TTL)) return;
  throw valueError({
    law: `the \`ttlSeconds\` of external-dns must be a whole number from 1 to ${MAX_TTL}`,
    got: ttlSeconds,
    remedy: 'leave it out for its own',
  });
}
