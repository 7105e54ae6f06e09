import { valueError } from '../../errors';
import { checkKnownOptions, checkObject, checkText } from '../../traffic';
import { type FieldMatch, fieldsManifest, headerTexts, withHeader } from '../http/field-match';
import { checkPattern } from '../http/http-fields';

const GRPC_MATCH = Symbol.for('cdk8s-networking.GrpcMatch');
const MAX_NAME = 1024;
const SERVICE = /^\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$/i;
const METHOD = /^[A-Za-z_][A-Za-z_0-9]*$/;

/** Regular expressions for calls; at least one of them. */
export interface GrpcPattern {
  /**
   * For the service, such as `acme\.(Orders|Carts)`; at most 1024 characters.
   *
   * @default - any service
   */
  readonly service?: string;

  /**
   * For the method, such as `Get[A-Z].*`; at most 1024 characters.
   *
   * @default - any method
   */
  readonly method?: string;
}

interface Parts {
  readonly service?: string;
  readonly method?: string;
  readonly isPattern: boolean;
  readonly headers: readonly FieldMatch[];
}

/**
 * Which calls a rule of a GrpcRoute is for.
 *
 * A call that several matches fit goes to the one with the longest service, then with the longest method, and with the
 * most headers.
 *
 * @example
 * GrpcMatch.service('acme.Orders');
 * GrpcMatch.method('acme.Orders', 'Place').header('x-beta', 'yes');
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/grpcroute/#matches
 */
export class GrpcMatch {
  /** Every call. */
  public static everything(): GrpcMatch {
    return new GrpcMatch({ isPattern: false, headers: [] });
  }

  /**
   * Calls of all methods of a service.
   *
   * @param service - its full name, such as `acme.Orders`
   * @throws when it is no name of a service
   */
  public static service(service: string): GrpcMatch {
    checkService(service);
    return new GrpcMatch({ service, isPattern: false, headers: [] });
  }

  /**
   * Calls of one method of a service.
   *
   * @param service - its full name, such as `acme.Orders`
   * @param method - the method, such as `Place`; case counts
   * @throws when one of them is no such name
   */
  public static method(service: string, method: string): GrpcMatch {
    checkService(service);
    checkMethod(method);
    return new GrpcMatch({ service, method, isPattern: false, headers: [] });
  }

  /**
   * Calls of methods with a name, whichever service has them. Not all implementations know it.
   *
   * @param method - the method, such as `Check`; case counts
   * @throws when it is no name of a method
   */
  public static methodOfAnyService(method: string): GrpcMatch {
    checkMethod(method);
    return new GrpcMatch({ method, isPattern: false, headers: [] });
  }

  /**
   * Calls that regular expressions fit. Their syntax, whether they have to fit the whole name, and which of several
   * matches then wins are up to the implementation; some know none.
   *
   * @param pattern - the expressions for the service, the method or both
   * @throws when there is none, or one is empty or too long
   */
  public static regex(pattern: GrpcPattern): GrpcMatch {
    const what = 'the pattern of a match';
    checkObject(what, pattern);
    checkKnownOptions(what, pattern, ['service', 'method']);
    const { service, method } = pattern;
    if (service === undefined && method === undefined) {
      throw valueError({
        law: `${what} must have a \`service\` or a \`method\``,
        got: pattern,
        remedy: 'for every call, write GrpcMatch.everything()',
      });
    }
    if (service !== undefined) checkPattern('the pattern of a service', service, MAX_NAME);
    if (method !== undefined) checkPattern('the pattern of a method', method, MAX_NAME);
    return new GrpcMatch({ service, method, isPattern: true, headers: [] });
  }

  /**
   * Whether this is a GrpcMatch, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isGrpcMatch(x: unknown): boolean {
    return typeof x === 'object' && x !== null && GRPC_MATCH in x;
  }

  private constructor(private readonly parts: Parts) {
    Object.defineProperty(this, GRPC_MATCH, { value: true });
  }

  /**
   * Of these calls, those with a header that says exactly this.
   *
   * @param name - the header, such as `x-beta`; upper and lower case are alike
   * @param value - what it says: visible characters of ASCII, with single spaces between them; case counts
   * @throws when name or value is malformed, when the header was named before, and for the 17th
   */
  public header(name: string, value: string): GrpcMatch {
    const header = { name, value, isPattern: false };
    return new GrpcMatch({ ...this.parts, headers: withHeader(this.parts.headers, header) });
  }

  /**
   * Of these calls, those with a header that a regular expression fits; its syntax is up to the implementation.
   *
   * @param name - the header, such as `x-version`; upper and lower case are alike
   * @param pattern - the expression, such as `v[0-9]+`; at most 4096 characters
   * @throws when name or pattern is malformed, when the header was named before, and for the 17th
   */
  public headerRegex(name: string, pattern: string): GrpcMatch {
    const header = { name, value: pattern, isPattern: true };
    return new GrpcMatch({ ...this.parts, headers: withHeader(this.parts.headers, header) });
  }

  /**
   * What it takes of a host: two that read alike are alike.
   *
   * @internal
   */
  public get _claim(): string {
    const { service, method, isPattern, headers } = this.parts;
    const asked = headerTexts(headers);
    const calls =
      service === undefined && method === undefined ? 'every gRPC call' : `/${service ?? '*'}/${method ?? '*'}`;
    const which = calls.startsWith('/') ? `gRPC ${isPattern ? 'like ' : ''}${calls}` : calls;
    return asked.length > 0 ? `${which} with ${asked.join(', ')}` : which;
  }

  /**
   * The match as it is written.
   *
   * @internal
   */
  public get _manifest(): any {
    const { service, method, isPattern, headers } = this.parts;
    const isEvery = service === undefined && method === undefined;
    const call = {
      type: isPattern ? 'RegularExpression' : 'Exact',
      ...(service === undefined ? {} : { service }),
      ...(method === undefined ? {} : { method }),
    };
    return {
      ...(isEvery ? {} : { method: call }),
      ...(headers.length > 0 ? { headers: fieldsManifest(headers) } : {}),
    };
  }
}

function checkService(service: string): void {
  checkText('the service of a match', service, '"acme.Orders"');
  if (SERVICE.test(service) && service.length <= MAX_NAME) return;
  throw valueError({
    law:
      `the service of a match must be the full name of a gRPC service: letters, digits and "_" with "." between the ` +
      `parts, none of which starts with a digit, and at most ${MAX_NAME} characters`,
    got: service,
    remedy: 'write it as in "acme.Orders"',
  });
}

function checkMethod(method: string): void {
  checkText('the method of a match', method, '"Place"');
  if (METHOD.test(method) && method.length <= MAX_NAME) return;
  throw valueError({
    law:
      'the method of a match must be the name of a gRPC method: letters, digits and "_", not starting with a digit, and ' +
      `at most ${MAX_NAME} characters`,
    got: method,
    remedy: 'write it as in "Place"',
  });
}
