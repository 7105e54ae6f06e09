import { valueError } from '../../errors';
import {
  checkFieldName,
  checkHeaderValue,
  checkPattern,
  checkQueryValue,
  MAX_FIELDS,
  MAX_HEADER_VALUE,
  MAX_QUERY_VALUE,
} from './http-fields';

/** A header or a query parameter, and what it must say. */
export interface FieldMatch {
  readonly name: string;
  readonly value: string;
  /** Whether the value is a regular expression. */
  readonly isPattern: boolean;
}

/** Headers of a match, with one more. */
export function withHeader(headers: readonly FieldMatch[], header: FieldMatch): FieldMatch[] {
  const { name, value, isPattern } = header;
  checkFieldName('the name of a header', name);
  if (isPattern) checkPattern(`the pattern of the header "${name}"`, value, MAX_HEADER_VALUE);
  else checkHeaderValue(name, value);
  const earlier = headers.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (earlier) throw namedTwice('header', earlier.name);
  checkCount('headers', headers);
  return [...headers, header];
}

/** Query parameters of a match, with one more. */
export function withParameter(query: readonly FieldMatch[], parameter: FieldMatch): FieldMatch[] {
  const { name, value, isPattern } = parameter;
  checkFieldName('the name of a query parameter', name);
  if (isPattern) checkPattern(`the pattern of the query parameter "${name}"`, value, MAX_QUERY_VALUE);
  else checkQueryValue(name, value);
  if (query.some((each) => each.name === name)) throw namedTwice('query parameter', name);
  checkCount('query parameters', query);
  return [...query, parameter];
}

/** What headers must say, in words that are alike for what is alike. */
export function headerTexts(headers: readonly FieldMatch[]): string[] {
  return headers.map((header) => fieldText('header', { ...header, name: header.name.toLowerCase() })).sort();
}

/** What query parameters must say, in words that are alike for what is alike. */
export function parameterTexts(query: readonly FieldMatch[]): string[] {
  return query.map((parameter) => fieldText('query', parameter)).sort();
}

/** Fields as they are written. */
export function fieldsManifest(fields: readonly FieldMatch[]): any[] {
  return fields.map(({ name, value, isPattern }) => ({
    type: isPattern ? 'RegularExpression' : 'Exact',
    name,
    value,
  }));
}

function fieldText(what: string, { name, value, isPattern }: FieldMatch): string {
  return `${what} ${name} ${isPattern ? 'like ' : ''}${JSON.stringify(value)}`;
}

function checkCount(what: string, fields: readonly FieldMatch[]): void {
  if (fields.length < MAX_FIELDS) return;
  throw valueError({ law: `a match must name at most ${MAX_FIELDS} ${what}`, remedy: 'leave one of them out' });
}

function namedTwice(what: string, name: string): Error {
  return valueError({
    law: `a match must name a ${what} once, but this one names "${name}" twice`,
    remedy: 'leave one of them out, or make a second match where either value will do',
  });
}
