import type { Duration, Size } from 'cdk8s';
import { BackendProtocol, type IngressRateLimit, type IngressRequest } from '../../cluster';
import { valueError } from '../../errors';
import { millisecondsOf } from '../../objects';
import { Cidr, checkDnsSubdomain, checkKnownOptions, checkObject } from '../../traffic';
import { cors } from '../http/http-cors';
import { checkPathText } from '../paths';
import type { BasicAuthOptions, IngressOptions, StickySessionOptions } from './ingress-options';

/** The options as plain values, but for those that need the app. */
export type OptionValues = Pick<
  IngressRequest,
  | 'timeout'
  | 'maxBodySize'
  | 'stickySession'
  | 'sourceRanges'
  | 'cors'
  | 'backendProtocol'
  | 'rewritePrefix'
  | 'rateLimit'
  | 'basicAuthSecret'
>;

const WHAT = 'the `options` of an Ingress';
const KNOWN = [
  'timeout',
  'maxBodySize',
  'stickySession',
  'sourceRanges',
  'cors',
  'backendProtocol',
  'rewritePrefix',
  'rateLimit',
  'basicAuth',
  'externalAuth',
];

/** What browsers allow by themselves, where nothing is said: some controllers would allow more. */
const SIMPLE_METHODS = ['GET', 'HEAD', 'POST'];
const SIMPLE_HEADERS = ['Accept', 'Accept-Language', 'Content-Language'];
const SIMPLE_AGE = 5;

/** The greatest number that every controller can read. */
const MAX_NUMBER = 2_147_483_647;

/** Checks options, and returns them as a controller is asked. */
export function optionValues(options: IngressOptions): OptionValues {
  checkObject(WHAT, options);
  checkKnownOptions(WHAT, options, KNOWN);
  const { timeout, maxBodySize, stickySession, sourceRanges, backendProtocol, rewritePrefix } = options;
  return {
    timeout: timeout === undefined ? undefined : secondsOf('timeout', timeout),
    maxBodySize: maxBodySize === undefined ? undefined : bytesOf(maxBodySize),
    stickySession: stickySession === undefined ? undefined : sticky(stickySession),
    sourceRanges: sourceRanges === undefined ? undefined : ranges(sourceRanges),
    cors: options.cors === undefined ? undefined : crossOrigin(options.cors),
    backendProtocol: protocol(backendProtocol),
    rewritePrefix: rewritePrefix === undefined ? undefined : path(rewritePrefix),
    rateLimit: options.rateLimit === undefined ? undefined : limit(options.rateLimit),
    basicAuthSecret: options.basicAuth === undefined ? undefined : secretOf(options.basicAuth),
  };
}

function secondsOf(option: string, duration: Duration): number {
  const seconds = millisecondsOf(duration) / 1000;
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_NUMBER) return seconds;
  throw valueError({
    law: `the \`${option}\` of an Ingress must be a Duration of whole seconds, from 1 to ${MAX_NUMBER}`,
    got: Number.isNaN(seconds) ? duration : `${seconds} seconds`,
    remedy: 'write it as in Duration.seconds(30)',
  });
}

/** A Size is known by what it can do: one of another copy of cdk8s is no instance of this one's class. */
function bytesOf(size: Size): number {
  const isSize = typeof (size as Partial<Size> | null)?.toKibibytes === 'function';
  const kibibytes = isSize ? size.toKibibytes() : Number.NaN;
  const bytes = kibibytes * 1024;
  if (Number.isInteger(kibibytes) && kibibytes >= 1 && Number.isSafeInteger(bytes)) return bytes;
  throw valueError({
    law: 'the `maxBodySize` of an Ingress must be a Size of at least one KiB, and less than 8 PiB',
    got: isSize ? `${kibibytes} KiB` : size,
    remedy: 'write it as in Size.mebibytes(10)',
  });
}

function sticky(options: StickySessionOptions) {
  checkObject('the `stickySession` of an Ingress', options, 'write { } for the defaults');
  checkKnownOptions('the `stickySession` of an Ingress', options, ['cookieName', 'duration']);
  const { cookieName, duration } = options;
  if (cookieName !== undefined && !(typeof cookieName === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(cookieName))) {
    throw valueError({
      law: 'the `cookieName` of a `stickySession` must have 1 to 64 letters, digits, "-" and "_" only',
      got: cookieName,
      remedy: "write it as in 'shop-session'",
    });
  }
  return { cookieName, seconds: duration === undefined ? undefined : secondsOf('stickySession.duration', duration) };
}

function ranges(texts: string[]): string[] {
  if (Array.isArray(texts) && texts.length > 0) return texts.map((text) => `${Cidr.of(text)}`);
  throw valueError({
    law: 'the `sourceRanges` of an Ingress must be a list with at least one network',
    got: texts,
    remedy: "write it as in ['203.0.113.0/24'], or leave it out for all clients",
  });
}

function crossOrigin(options: NonNullable<IngressOptions['cors']>) {
  const said = cors(options);
  return {
    allowOrigins: said.allowOrigins,
    allowMethods: said.allowMethods ?? SIMPLE_METHODS,
    allowHeaders: said.allowHeaders ?? SIMPLE_HEADERS,
    exposeHeaders: said.exposeHeaders ?? [],
    allowCredentials: said.allowCredentials ?? false,
    maxAge: said.maxAge ?? SIMPLE_AGE,
  };
}

function protocol(given: BackendProtocol | undefined): BackendProtocol | undefined {
  if (given === undefined || Object.values(BackendProtocol).includes(given)) return given;
  throw valueError({
    law: `the \`backendProtocol\` of an Ingress must be one of BackendProtocol: ${Object.values(BackendProtocol).join(', ')}`,
    got: given,
    remedy: 'write it as in BackendProtocol.HTTPS',
  });
}

function path(prefix: string): string {
  checkPathText('the `rewritePrefix` of an Ingress', prefix);
  return prefix;
}

function limit(given: IngressRateLimit): IngressRateLimit {
  checkObject('the `rateLimit` of an Ingress', given);
  checkKnownOptions('the `rateLimit` of an Ingress', given, ['requestsPerSecond', 'burst']);
  const { requestsPerSecond, burst } = given;
  for (const [option, number] of Object.entries({ requestsPerSecond, burst })) {
    if (option === 'burst' && number === undefined) continue;
    if (Number.isInteger(number) && (number as number) >= 1 && (number as number) <= MAX_NUMBER) continue;
    throw valueError({
      law: `the \`${option}\` of a \`rateLimit\` must be a whole number from 1 to ${MAX_NUMBER}`,
      got: number,
      remedy: 'write it as in { requestsPerSecond: 10 }',
    });
  }
  return { requestsPerSecond, burst };
}

function secretOf(options: BasicAuthOptions): string {
  checkObject('the `basicAuth` of an Ingress', options);
  checkKnownOptions('the `basicAuth` of an Ingress', options, ['secret']);
  checkDnsSubdomain('the name of a Secret', options.secret);
  return options.secret;
}
