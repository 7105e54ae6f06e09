import * as ipaddr from 'ipaddr.js';
import { valueError } from '../errors';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SERVICE_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const LABEL_LENGTH = 63;
const SUBDOMAIN_LENGTH = 253;

const SUBDOMAIN_LAW =
  'a DNS-1123 subdomain (lower case letters, digits, "-" and ".", each part starting and ending with a letter or digit, at most 253 characters)';

/**
 * Checks a DNS-1123 label: the name of a namespace, or of a port of a Service.
 *
 * @param what - the subject of the error, such as `a namespace name`
 * @param text - what is checked
 * @throws when it is no such label
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names
 */
export function checkDnsLabel(what: string, text: string): void {
  checkText(what, text, '"shop"');
  if (isDnsLabel(text)) return;
  const better = hyphenated(text);
  throw valueError({
    law: `${what} must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a letter or digit, at most 63 characters)`,
    got: text,
    remedy: isDnsLabel(better) ? `write "${better}"` : 'choose one such as "shop"',
  });
}

/**
 * Checks a DNS-1035 label, which must not start with a digit: the name of a Service.
 *
 * @param what - the subject of the error, such as `a Service name`
 * @param text - what is checked
 * @throws when it is no such label
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names
 */
export function checkServiceName(what: string, text: string): void {
  checkText(what, text, '"web"');
  if (isServiceName(text)) return;
  const better = hyphenated(text.replace(/^[^a-z]+/i, ''));
  throw valueError({
    law: `${what} must be a DNS-1035 label (lower case letters, digits and "-", starting with a letter, ending with a letter or digit, at most 63 characters)`,
    got: text,
    remedy: isServiceName(better) ? `write "${better}"` : 'choose one such as "web"',
  });
}

/**
 * Checks a DNS-1123 subdomain: the name of most objects.
 *
 * @param what - the subject of the error, such as `a Deployment name`
 * @param text - what is checked
 * @throws when it is no such subdomain
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
export function checkDnsSubdomain(what: string, text: string): void {
  checkText(what, text, '"web"');
  if (isDnsSubdomain(text)) return;
  const better = dotted(text);
  throw valueError({
    law: `${what} must be ${SUBDOMAIN_LAW}`,
    got: text,
    remedy: isDnsSubdomain(better) ? `write "${better}"` : 'choose one such as "web"',
  });
}

/**
 * Checks the hostname of a route: a DNS-1123 subdomain, with "*." in front to mean every host below it.
 *
 * @param text - what is checked
 * @throws when it is no hostname, or an IP address
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#hostname
 */
export function checkHostname(text: string): void {
  checkText('a hostname', text, '"shop.example.com"');
  if (isIpAddress(text)) {
    throw valueError({
      law: 'a hostname must not be an IP address',
      got: text,
      remedy: 'use a DNS name that resolves to it',
    });
  }
  if (isHostname(text)) return;
  const better = hostOf(text);
  throw valueError({
    law: `a hostname must be ${SUBDOMAIN_LAW}, with an optional "*." in front`,
    got: text,
    remedy: isHostname(better) && !isIpAddress(better) ? `write "${better}"` : 'write it as in "shop.example.com"',
  });
}

/**
 * Checks that there is a text at all: from JavaScript, anything may come.
 *
 * @param what - the subject of the error, such as `a namespace name`
 * @param text - what is checked
 * @param example - what to write, such as `"shop"`
 * @throws when it is no text
 */
export function checkText(what: string, text: unknown, example: string): void {
  if (typeof text === 'string') return;
  throw valueError({ law: `${what} must be a text`, got: text, remedy: `write it as in ${example}` });
}

/**
 * Whether the text is a DNS-1123 subdomain, as the prefix of a label key must be.
 *
 * @param text - what is asked about
 */
export function isDnsSubdomain(text: string): boolean {
  return SUBDOMAIN.test(text) && text.length <= SUBDOMAIN_LENGTH;
}

function isDnsLabel(text: string): boolean {
  return LABEL.test(text) && text.length <= LABEL_LENGTH;
}

function isServiceName(text: string): boolean {
  return SERVICE_NAME.test(text) && text.length <= LABEL_LENGTH;
}

function isHostname(text: string): boolean {
  return isDnsSubdomain(text.replace(/^\*\./, '')) && text.length <= SUBDOMAIN_LENGTH;
}

function isIpAddress(text: string): boolean {
  // The parser answers by an error that it catches, which is slow where it is the rule.
  return (/^[\d.]+$/.test(text) && ipaddr.IPv4.isValidFourPartDecimal(text)) || ipaddr.IPv6.isValid(text);
}

/** The nearest label: `My_Shop` becomes `my-shop`. */
function hyphenated(text: string): string {
  const name = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return name.replace(/^-/, '').slice(0, LABEL_LENGTH).replace(/-$/, '');
}

/** The nearest subdomain: `My_Shop.V1.` becomes `my-shop.v1`. */
function dotted(text: string): string {
  return text.split('.').map(hyphenated).filter(Boolean).join('.');
}

/** The host inside what people paste: `https://Shop.example.com:8443/cart` becomes `shop.example.com`. */
function hostOf(text: string): string {
  const host = text.replace(/^[a-z]+:\/\//i, '').replace(/[:/].*$/, '');
  return host.startsWith('*.') ? `*.${dotted(host)}` : dotted(host);
}
