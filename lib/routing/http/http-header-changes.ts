import { valueError } from '../../errors';
import { checkKnownOptions, checkObject } from '../../traffic';
import { checkFieldName, checkHeaderValue, MAX_FIELDS } from './http-fields';

/** What is changed in the headers of a request or of its answer. Upper and lower case of names are alike. */
export interface HttpHeaderChanges {
  /**
   * Headers that say this and nothing else from then on, by name; at most 16.
   *
   * @default - none
   */
  readonly set?: { readonly [name: string]: string };

  /**
   * What is added to headers, beside what they say already, by name; at most 16.
   *
   * @default - nothing
   */
  readonly add?: { readonly [name: string]: string };

  /**
   * Headers that are taken out, by name; at most 16.
   *
   * @default - none
   */
  readonly remove?: string[];
}

/**
 * Checks changes of the headers of requests, and returns them as they are written. Of the host, what implementations do
 * differs: some refuse the route.
 */
export function requestHeaderChanges(changes: HttpHeaderChanges): any {
  const what = 'a change of request headers';
  const written = headerChanges(what, changes);
  const { set = {}, add = {}, remove = [] } = changes;
  const host = [...Object.keys(set), ...Object.keys(add), ...remove].find((name) => name.toLowerCase() === 'host');
  if (host === undefined) return written;
  throw valueError({
    law: `${what} must leave the header "${host}" alone`,
    remedy: "write HttpFilter.rewrite({ hostname: 'shop.example.com' })",
  });
}

/** Checks changes of the headers of answers, and returns them as they are written. */
export function responseHeaderChanges(changes: HttpHeaderChanges): any {
  return headerChanges('a change of response headers', changes);
}

function headerChanges(what: string, changes: HttpHeaderChanges): any {
  checkObject(what, changes);
  checkKnownOptions(what, changes, ['set', 'add', 'remove']);
  const { set = {}, add = {}, remove = [] } = changes;
  checkObject(`\`set\` of ${what}`, set);
  checkObject(`\`add\` of ${what}`, add);
  checkRemoved(what, remove);
  const lists = { set: fieldsOf(set), add: fieldsOf(add), remove: [...remove] };
  const names = [...Object.keys(set), ...Object.keys(add), ...remove];
  for (const name of names) checkFieldName('the name of a header', name);
  for (const { name, value } of [...lists.set, ...lists.add]) checkHeaderValue(name, value);
  checkOnce(what, names);
  const given = Object.entries(lists).filter(([, list]) => list.length > 0);
  for (const [part, list] of given) checkCount(what, part, list.length);
  if (given.length > 0) return Object.fromEntries(given);
  throw valueError({
    law: `${what} must name a header`,
    got: changes,
    remedy: "write it as in { set: { 'x-a': 'b' } }",
  });
}

function fieldsOf(headers: { readonly [name: string]: string }): { name: string; value: string }[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

/** A single text would be taken for a list of its letters. */
function checkRemoved(what: string, remove: unknown): void {
  if (Array.isArray(remove)) return;
  throw valueError({ law: `\`remove\` of ${what} must be a list`, got: remove, remedy: "write it as in ['x-a']" });
}

function checkOnce(what: string, names: string[]): void {
  const lower = names.map((name) => name.toLowerCase());
  const twice = names.find((_, index) => lower.indexOf(lower[index] as string) !== index);
  if (twice === undefined) return;
  throw valueError({
    law: `${what} must name a header once`,
    got: twice,
    remedy: 'leave one of them out; which one would count first is nowhere said',
  });
}

function checkCount(what: string, part: string, count: number): void {
  if (count <= MAX_FIELDS) return;
  throw valueError({
    law: `\`${part}\` of ${what} must name at most ${MAX_FIELDS} headers`,
    got: count,
    remedy: 'leave some of them out',
  });
}
