import type { AnyBackend, IBackend, IExternalBackend } from '../backend';
import { cors, type HttpCorsOptions } from './http-cors';
import { extension, type HttpExtension } from './http-extension';
import {
  type GrpcExternalAuthOptions,
  grpcExternalAuth,
  type HttpExternalAuthOptions,
  httpExternalAuth,
} from './http-external-auth';
import { type HttpHeaderChanges, requestHeaderChanges, responseHeaderChanges } from './http-header-changes';
import { type HttpMirrorOptions, mirror } from './http-mirror';
import { type HttpRedirectOptions, redirect } from './http-redirect';
import { type HttpRewriteOptions, rewrite } from './http-rewrite';

const HTTP_FILTER = Symbol.for('cdk8s-networking.HttpFilter');

/** The kinds of filters, as the Gateway API calls them. */
export enum FilterType {
  REQUEST_HEADERS = 'RequestHeaderModifier',
  RESPONSE_HEADERS = 'ResponseHeaderModifier',
  MIRROR = 'RequestMirror',
  REDIRECT = 'RequestRedirect',
  REWRITE = 'URLRewrite',
  CORS = 'CORS',
  EXTENSION = 'ExtensionRef',
  EXTERNAL_AUTH = 'ExternalAuth',
}

/** A kind of filter is written under a field of its own. */
const FIELD: Record<FilterType, string> = {
  [FilterType.REQUEST_HEADERS]: 'requestHeaderModifier',
  [FilterType.RESPONSE_HEADERS]: 'responseHeaderModifier',
  [FilterType.MIRROR]: 'requestMirror',
  [FilterType.REDIRECT]: 'requestRedirect',
  [FilterType.REWRITE]: 'urlRewrite',
  [FilterType.CORS]: 'cors',
  [FilterType.EXTENSION]: 'extensionRef',
  [FilterType.EXTERNAL_AUTH]: 'externalAuth',
};

interface Parts {
  readonly type: FilterType;
  readonly says?: any;
  readonly other?: AnyBackend;
  readonly port?: number;
}

/**
 * What happens to a request, or to its answer, beside its delivery.
 *
 * A rule takes any number of mirrors and extensions, and one of each other kind; a redirect delivers nothing, so neither
 * a rewrite nor backends can stand beside it.
 *
 * @example
 * HttpFilter.requestHeaders({ set: { 'x-source': 'shop' }, remove: ['x-debug'] });
 * HttpFilter.rewritePrefix('/');
 * HttpFilter.redirect({ hostname: 'www.example.com', statusCode: 301 });
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#filters-optional
 */
export class HttpFilter {
  /**
   * Changes the headers of requests before they are delivered.
   *
   * @param changes - which headers, and how
   * @throws when no header is named, one twice, `Host`, or more than 16 in one list, or a name or value is malformed
   */
  public static requestHeaders(changes: HttpHeaderChanges): HttpFilter {
    return new HttpFilter({ type: FilterType.REQUEST_HEADERS, says: requestHeaderChanges(changes) });
  }

  /**
   * Changes the headers of answers before the client gets them.
   *
   * @param changes - which headers, and how
   * @throws when no header is named, one twice, or more than 16 in one list, or a name or value is malformed
   */
  public static responseHeaders(changes: HttpHeaderChanges): HttpFilter {
    return new HttpFilter({ type: FilterType.RESPONSE_HEADERS, says: responseHeaderChanges(changes) });
  }

  /**
   * Answers with another address, which the client is to ask instead. A rule that redirects has no backends. Where it
   * leads to what the rule itself matches, as from every path to `/login`, another rule or route must be for that: else it
   * is an error at synth, since browsers would come back for ever.
   *
   * @param options - where it leads
   * @throws when it leads to no other host, port or path, or one of them is malformed
   */
  public static redirect(options: HttpRedirectOptions): HttpFilter {
    return new HttpFilter({ type: FilterType.REDIRECT, says: redirect(options) });
  }

  /**
   * Asks the backend for another host or path than the client did.
   *
   * @param options - what it is asked for
   * @throws when neither is named, or one is malformed
   */
  public static rewrite(options: HttpRewriteOptions): HttpFilter {
    return new HttpFilter({ type: FilterType.REWRITE, says: rewrite(options) });
  }

  /**
   * Asks the backend for another path in the place of the one that was matched: with `/` a request for `/api/orders`,
   * matched by `/api`, arrives as one for `/orders`. The rule must have one match, and that by HttpMatch.path().
   *
   * @param prefix - an absolute path such as `/` or `/v1`
   * @throws when the path is malformed
   */
  public static rewritePrefix(prefix: string): HttpFilter {
    return HttpFilter.rewrite({ prefix });
  }

  /**
   * Sends a copy of each request, or of a part of them, to another backend, whose answers are dropped.
   *
   * @param backend - who gets the copies; its policy lets the data plane in
   * @param options - of how many requests, and by which port
   * @throws when the part is malformed, or said both in percent and as a fraction
   */
  public static mirror(backend: IBackend | IExternalBackend, options: HttpMirrorOptions = {}): HttpFilter {
    return new HttpFilter({ type: FilterType.MIRROR, other: backend, port: options?.port, says: mirror(options) });
  }

  /**
   * Answers browsers that ask what scripts of other sites may do. It needs Gateway API 1.5, said in the cluster profile.
   *
   * @param options - whose scripts, and what
   * @throws when a list is empty, too long or malformed, or credentials are allowed to every origin
   */
  public static cors(options: HttpCorsOptions): HttpFilter {
    return new HttpFilter({ type: FilterType.CORS, says: cors(options) });
  }

  /**
   * Does what an object of the implementation says. What it connects to, the policies can't know: let it through with
   * the `connections` of whom it reaches.
   *
   * @param reference - an object in the namespace of the route
   * @throws when group, kind or name break Kubernetes' syntax
   */
  public static extension(reference: HttpExtension): HttpFilter {
    return new HttpFilter({ type: FilterType.EXTENSION, says: extension(reference) });
  }

  /**
   * Asks another backend by HTTP whether a request may be delivered: with 200 it is, and any other answer is that of the
   * client. Each request waits for it.
   *
   * It needs the experimental channel of Gateway API 1.4, both said in the cluster profile, and may change or go with any
   * version.
   *
   * @param backend - who is asked; its policy lets the data plane in
   * @param options - what it is told of the request, and by which port
   * @throws when a path, header or size is malformed, or a list is empty or too long
   * @see https://gateway-api.sigs.k8s.io/geps/gep-1494/
   */
  public static httpExternalAuth(
    backend: IBackend | IExternalBackend,
    options: HttpExternalAuthOptions = {},
  ): HttpFilter {
    const says = httpExternalAuth(options);
    return new HttpFilter({ type: FilterType.EXTERNAL_AUTH, other: backend, port: options.port, says });
  }

  /**
   * Asks another backend whether a request may be delivered, by the gRPC protocol that Envoy calls ext_authz. Each
   * request waits for it.
   *
   * It needs the experimental channel of Gateway API 1.4, both said in the cluster profile, and may change or go with any
   * version.
   *
   * @param backend - who is asked; its policy lets the data plane in
   * @param options - what it is told of the request, and by which port
   * @throws when a header or size is malformed, or a list is empty or too long
   * @see https://gateway-api.sigs.k8s.io/geps/gep-1494/
   */
  public static grpcExternalAuth(
    backend: IBackend | IExternalBackend,
    options: GrpcExternalAuthOptions = {},
  ): HttpFilter {
    const says = grpcExternalAuth(options);
    return new HttpFilter({ type: FilterType.EXTERNAL_AUTH, other: backend, port: options.port, says });
  }

  /**
   * Whether this is an HttpFilter, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isHttpFilter(x: unknown): boolean {
    return typeof x === 'object' && x !== null && HTTP_FILTER in x;
  }

  private constructor(private readonly parts: Parts) {
    Object.defineProperty(this, HTTP_FILTER, { value: true });
  }

  /**
   * What kind of filter it is.
   *
   * @internal
   */
  public get _type(): string {
    return this.parts.type;
  }

  /**
   * Whether it connects to another backend. Which one that is isn't checked before a route has it.
   *
   * @internal
   */
  public get _connects(): boolean {
    return 'other' in this.parts;
  }

  /**
   * Another backend that it connects to: who gets copies of the requests, or is asked whether to let them through.
   *
   * @internal
   */
  public get _other(): AnyBackend | undefined {
    return this.parts.other;
  }

  /**
   * The port of the Service of that other backend, where it was given.
   *
   * @internal
   */
  public get _otherPort(): number | undefined {
    return this.parts.port;
  }

  /**
   * What it says, as it is written, but for the other backend that it connects to.
   *
   * @internal
   */
  public get _says(): any {
    return this.parts.says;
  }

  /**
   * The filter as it is written.
   *
   * @param other - the reference to the other backend, where it connects to one
   * @internal
   */
  public _manifest(other?: any): any {
    const { type, says } = this.parts;
    return { type, [FIELD[type]]: { ...(other === undefined ? {} : { backendRef: other }), ...says } };
  }
}
