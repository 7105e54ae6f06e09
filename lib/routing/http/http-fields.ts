import { valueError } from '../../errors';
import { checkText } from '../../traffic';

const MAX_NAME = 256;
/** The longest value of a header. */
export const MAX_HEADER_VALUE = 4096;
/** The longest value of a query parameter. */
export const MAX_QUERY_VALUE = 1024;
const NAME = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/;
const HEADER_VALUE = /^[!-~]+([\t ][!-~]+)*$/;

/** The limit of the Gateway API on the headers, or the query parameters, that one list names. */
export const MAX_FIELDS = 16;

/**
 * Checks the name of a header or of a query parameter.
 *
 * @param what - the subject of the error: `the name of a header`
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httpheadername
 */
export function checkFieldName(what: string, name: string): void {
  checkText(what, name, '"x-version"');
  if (NAME.test(name) && name.length <= MAX_NAME) return;
  throw valueError({
    law: `${what} must have 1 to ${MAX_NAME} characters, which are letters, digits and !#$%&'*+-.^_\`|~ only`,
    got: name,
    remedy: 'write it as in "x-version"',
  });
}

/** Checks the value of a header: what a proxy would refuse, or cut, is in no manifest. */
export function checkHeaderValue(name: string, value: string): void {
  const what = `the value of the header "${name}"`;
  checkText(what, value, '"yes"');
  if (HEADER_VALUE.test(value) && value.length <= MAX_HEADER_VALUE) return;
  throw valueError({
    law:
      `${what} must have 1 to ${MAX_HEADER_VALUE} characters, which are visible ones of ASCII with single spaces ` +
      'between them',
    got: value,
    remedy: 'write it as in "yes"',
  });
}

/** Checks the value of a query parameter. */
export function checkQueryValue(name: string, value: string): void {
  const what = `the value of the query parameter "${name}"`;
  checkText(what, value, '"2"');
  if (value.length > 0 && value.length <= MAX_QUERY_VALUE) return;
  throw valueError({
    law: `${what} must have 1 to ${MAX_QUERY_VALUE} characters`,
    got: value,
    remedy: 'write it as in "2"',
  });
}

/** Checks a regular expression. Which ones there are is for implementations to say, so little can be known of it here. */
export function checkPattern(what: string, pattern: string, longest: number): void {
  checkText(what, pattern, '"^v[0-9]+$"');
  if (pattern.length > 0 && pattern.length <= longest) return;
  throw valueError({
    law: `${what} must be a regular expression of 1 to ${longest} characters`,
    got: pattern,
    remedy: 'write it as in "^v[0-9]+$"',
  });
}
