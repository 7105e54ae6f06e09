import type { Duration } from 'cdk8s';
import { valueError } from '../../errors';
import { millisecondsOf } from '../../objects';
import { checkFlags, checkKnownOptions, checkObject } from '../../traffic';
import { checkFieldName } from './http-fields';
import { HttpMethod } from './http-method';

/** What scripts of other sites may ask for, as far as browsers keep to it; other clients never do. */
export interface HttpCorsOptions {
  /**
   * The sites whose scripts may read the answers, such as `https://www.example.com` or `https://*.example.com`; `*` alone
   * for all of them. From 1 to 64.
   */
  readonly allowOrigins: string[];

  /**
   * The methods that they may use.
   *
   * @default - GET, HEAD and POST, which browsers allow by themselves
   */
  readonly allowMethods?: HttpMethod[];

  /**
   * The headers that they may send, at most 64; `*` alone for all of them.
   *
   * @default - those that browsers allow by themselves
   */
  readonly allowHeaders?: string[];

  /**
   * The headers of answers that they may read, at most 64; `*` alone for all of them.
   *
   * @default - those that browsers allow by themselves
   */
  readonly exposeHeaders?: string[];

  /**
   * Whether their requests carry cookies, and other credentials of the user. Not for every origin.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;

  /**
   * For how long browsers remember the leave, in whole seconds, at least one.
   *
   * @default - 5 seconds
   */
  readonly maxAge?: Duration;
}

const WHAT = 'CORS';
const KNOWN = ['allowOrigins', 'allowMethods', 'allowHeaders', 'exposeHeaders', 'allowCredentials', 'maxAge'];
const ALL = '*';
const MAX_ITEMS = 64;
const MAX_INT32 = 2_147_483_647;
const EVERY_SITE = /^(https?:\/\/)?\*(:|$)/;
const ORIGIN = /^https?:\/\/(\*|(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*)(:[0-9]{1,5})?$/;

/** Checks what is allowed to scripts of other sites, and returns it as it is written. */
export function cors(options: HttpCorsOptions): any {
  checkObject(WHAT, options);
  checkKnownOptions(WHAT, options, KNOWN);
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge } = options;
  checkItems('allowOrigins', allowOrigins);
  for (const origin of allowOrigins) checkOrigin(origin);
  if (allowMethods !== undefined) checkMethods(allowMethods);
  for (const [option, headers] of Object.entries({ allowHeaders, exposeHeaders })) {
    if (headers !== undefined) checkHeaders(option, headers);
  }
  checkFlags({ allowCredentials });
  if (allowCredentials && allowOrigins.some((origin) => EVERY_SITE.test(origin))) throw everySite();
  return {
    allowOrigins: [...allowOrigins],
    ...(allowMethods === undefined ? {} : { allowMethods: [...allowMethods] }),
    ...(allowHeaders === undefined ? {} : { allowHeaders: [...allowHeaders] }),
    ...(exposeHeaders === undefined ? {} : { exposeHeaders: [...exposeHeaders] }),
    ...(allowCredentials ? { allowCredentials } : {}),
    ...(maxAge === undefined ? {} : { maxAge: secondsOf(maxAge) }),
  };
}

/** A single text would be taken for a list of its letters. */
function checkItems(option: string, items: string[]): void {
  if (!Array.isArray(items) || items.length === 0 || items.length > MAX_ITEMS) {
    throw valueError({
      law: `the \`${option}\` of ${WHAT} must be a list of 1 to ${MAX_ITEMS}`,
      got: Array.isArray(items) && items.length > 0 ? items.length : items,
      remedy: `write it as in [${option === 'allowOrigins' ? "'https://www.example.com'" : "'x-a'"}]`,
    });
  }
  const twice = items.find((item, index) => items.indexOf(item) !== index);
  if (twice !== undefined) {
    throw valueError({
      law: `the \`${option}\` of ${WHAT} must name each once`,
      got: twice,
      remedy: 'leave one of them out',
    });
  }
  if (!items.includes(ALL) || items.length === 1) return;
  throw valueError({
    law: `the \`${option}\` of ${WHAT} must have "*" alone`,
    got: items,
    remedy: 'leave it, or the others, out',
  });
}

function checkOrigin(origin: string): void {
  if (origin === ALL) return;
  const [, port] = /:(\d+)$/.exec(`${origin}`) ?? [];
  const isSound =
    typeof origin === 'string' && ORIGIN.test(origin) && Number(port ?? 1) >= 1 && Number(port ?? 1) <= 65535;
  if (isSound) return;
  throw valueError({
    law:
      `an origin of ${WHAT} must be "http://" or "https://" and a host in lower case, perhaps with "*." in front and a ` +
      'port behind, and nothing else',
    got: origin,
    remedy: 'write it as in "https://www.example.com"',
  });
}

function checkMethods(methods: HttpMethod[]): void {
  checkItems('allowMethods', methods);
  const stray = methods.findIndex((method) => !Object.values(HttpMethod).includes(method));
  if (stray < 0) return;
  throw valueError({
    law: `the \`allowMethods\` of ${WHAT} must be HttpMethods`,
    got: methods[stray],
    remedy: 'write them as in HttpMethod.PUT',
  });
}

function checkHeaders(option: string, headers: string[]): void {
  checkItems(option, headers);
  for (const header of headers) checkFieldName('the name of a header', header);
}

function everySite(): Error {
  return valueError({
    law: `${WHAT} must not allow credentials to every origin: any site could act in the name of the user`,
    remedy: 'name the `allowOrigins`, or leave out `allowCredentials`',
  });
}

function secondsOf(maxAge: Duration): number {
  const seconds = millisecondsOf(maxAge) / 1000;
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_INT32) return seconds;
  throw valueError({
    law: `the \`maxAge\` of ${WHAT} must be a Duration of whole seconds, at least one`,
    got: Number.isNaN(seconds) ? maxAge : `${seconds} seconds`,
    remedy: 'write it as in Duration.hours(1)',
  });
}
