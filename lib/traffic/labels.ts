import { valueError } from '../errors';
import { checkText, isDnsSubdomain } from './dns-label';
import { isObject } from './objects';

/** A name of at most 63 characters, as keys end with and values consist of. */
const NAME = /^(?=.{1,63}$)[A-Za-z0-9]([-_.A-Za-z0-9]*[A-Za-z0-9])?$/;

/** The keys that were looked at already: there are few of them, on everything. */
const WELL_FORMED = new Set<string>();

const NAME_LAW = 'at most 63 letters, digits, "-", "_" and ".", the first and the last of them a letter or digit';

/**
 * Checks every key and every value.
 *
 * @param labels - the values by their keys
 * @throws when these are no labels, or a key or value is one that Kubernetes would refuse
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function checkLabels(labels: { readonly [key: string]: string }): void {
  if (!isObject(labels)) {
    throw valueError({
      law: 'labels must be texts by their keys',
      got: labels,
      remedy: "write them as in { app: 'web' }",
    });
  }
  for (const [key, value] of Object.entries(labels)) {
    checkLabelKey(key);
    checkLabelValue(key, value);
  }
}

/**
 * Checks a label key, which is a qualified name.
 *
 * @param key - what is checked
 * @throws when it is no qualified name
 */
export function checkLabelKey(key: string): void {
  checkQualifiedName('a label key', key, 'app or app.kubernetes.io/name');
}

/**
 * Checks a qualified name: a name, with an optional DNS subdomain and "/" before it.
 *
 * @param what - the subject of the error, such as `a label key`
 * @param text - what is checked
 * @param example - what to write, such as `app`
 * @throws when it is no qualified name
 */
export function checkQualifiedName(what: string, text: string, example: string): void {
  if (WELL_FORMED.has(text)) return;
  checkText(what, text, example);
  if (isQualifiedName(text)) {
    WELL_FORMED.add(text);
    return;
  }
  throw valueError({
    law: `${what} must be ${NAME_LAW}, optionally after a lower case DNS name and "/"`,
    got: text,
    remedy: `write it as in ${example}`,
  });
}

/**
 * Checks a label value: a name, or empty.
 *
 * @param key - the label's key, for the error
 * @param value - the value
 * @throws when it is no label value
 */
export function checkLabelValue(key: string, value: string): void {
  // A number or a boolean that YAML has made of an unquoted value gets as far as this.
  if (isLabelValue(value)) return;
  const isText = typeof value === 'string';
  throw valueError({
    law: `the label ${key} must be empty or ${NAME_LAW}`,
    got: value,
    remedy: isText ? 'shorten or replace it; free text belongs in an annotation' : `write it as the text "${value}"`,
  });
}

/** Whether a text is a label key, and a value one that it may have. */
export function isLabel(key: string, value: unknown): value is string {
  return isLabelValue(value) && isQualifiedName(key);
}

function isQualifiedName(text: string): boolean {
  const slash = text.indexOf('/');
  return NAME.test(text.slice(slash + 1)) && (slash < 0 || isDnsSubdomain(text.slice(0, slash)));
}

function isLabelValue(value: unknown): boolean {
  return typeof value === 'string' && (value === '' || NAME.test(value));
}

/**
 * A copy in the order of the keys, which nobody can change.
 *
 * @param labels - the values by their keys
 */
export function sortedLabels(labels: { readonly [key: string]: string }): { readonly [key: string]: string } {
  const keys = Object.keys(labels).sort();
  return Object.freeze(Object.fromEntries(keys.map((key) => [key, labels[key]])));
}
