import { valueError } from '../../errors';
import { checkKnownOptions, checkObject } from '../../traffic';
import { checkPathText } from '../paths';
import { checkFieldName } from './http-fields';

/** What a backend that is asked by gRPC is told of a request. */
export interface GrpcExternalAuthOptions {
  /**
   * The port of its Service.
   *
   * @default - its first port
   */
  readonly port?: number;

  /**
   * The headers of the request that it gets, from 1 to 64.
   *
   * @default - all of them
   */
  readonly allowedHeaders?: string[];

  /**
   * How much of the body it gets, in bytes, from 1 to 65535; whether a longer body is cut or refused, implementations differ.
   *
   * @default - nothing of it
   */
  readonly maxBodyBytes?: number;
}

/** What a backend that is asked by HTTP is told of a request. */
export interface HttpExternalAuthOptions {
  /**
   * The port of its Service.
   *
   * @default - its first port
   */
  readonly port?: number;

  /**
   * What stands before the path of the request when it is asked, such as `/check`.
   *
   * @default - nothing
   */
  readonly path?: string;

  /**
   * The headers of the request that it gets beside Host, Content-Length and Authorization, from 1 to 64.
   *
   * @default - no others
   */
  readonly allowedHeaders?: string[];

  /**
   * The headers of its answer that are added to the request which is delivered, from 1 to 64.
   *
   * @default - all but Host
   */
  readonly allowedResponseHeaders?: string[];

  /**
   * How much of the body it gets, in bytes, from 1 to 65535; whether a longer body is cut or refused, implementations differ.
   *
   * @default - nothing of it
   */
  readonly maxBodyBytes?: number;
}

const WHAT = 'an external authorization';
const MAX_HEADERS = 64;
/** The Gateway API keeps the size in 16 bits: an implementation couldn't read the route with more. */
const MAX_BODY = 65_535;

/** Checks what is told by gRPC, and returns it as it is written; without the port, which is the backend's. */
export function grpcExternalAuth(options: GrpcExternalAuthOptions): any {
  checkObject(WHAT, options);
  checkKnownOptions(WHAT, options, ['port', 'allowedHeaders', 'maxBodyBytes']);
  const { allowedHeaders, maxBodyBytes } = options;
  return { protocol: 'GRPC', grpc: lists({ allowedHeaders }), ...body(maxBodyBytes) };
}

/** Checks what is told by HTTP, and returns it as it is written; without the port, which is the backend's. */
export function httpExternalAuth(options: HttpExternalAuthOptions): any {
  checkObject(WHAT, options);
  checkKnownOptions(WHAT, options, ['port', 'path', 'allowedHeaders', 'allowedResponseHeaders', 'maxBodyBytes']);
  const { path, allowedHeaders, allowedResponseHeaders, maxBodyBytes } = options;
  if (path !== undefined) checkPathText(`the \`path\` of ${WHAT}`, path);
  const http = { ...(path === undefined ? {} : { path }), ...lists({ allowedHeaders, allowedResponseHeaders }) };
  return { protocol: 'HTTP', http, ...body(maxBodyBytes) };
}

function lists(given: { readonly [option: string]: string[] | undefined }): any {
  const said = Object.entries(given).flatMap(([option, headers]) =>
    headers === undefined ? [] : [[option, checked(option, headers)]],
  );
  return Object.fromEntries(said);
}

/** A single text would be taken for a list of its letters, and a list without any may mean all. */
function checked(option: string, headers: string[]): string[] {
  const isSound = Array.isArray(headers) && headers.length > 0 && headers.length <= MAX_HEADERS;
  if (!isSound || new Set(headers).size < headers.length) {
    throw valueError({
      law: `the \`${option}\` of ${WHAT} must be a list of 1 to ${MAX_HEADERS} headers, each once`,
      got: headers,
      remedy: "write it as in ['cookie']",
    });
  }
  for (const header of headers) checkFieldName('the name of a header', header);
  return [...headers];
}

function body(maxBodyBytes: number | undefined): any {
  if (maxBodyBytes === undefined) return {};
  if (Number.isInteger(maxBodyBytes) && maxBodyBytes >= 1 && maxBodyBytes <= MAX_BODY)
    return { forwardBody: { maxSize: maxBodyBytes } };
  throw valueError({
    law: `the \`maxBodyBytes\` of ${WHAT} must be a whole number of bytes from 1 to ${MAX_BODY}`,
    got: maxBodyBytes,
    remedy: 'leave it out where the body is of no matter',
  });
}
