/**
 * The method of an HTTP request.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-methods
 */
export enum HttpMethod {
  /** Asks for what is there. */
  GET = 'GET',
  /** Asks for its headers alone. */
  HEAD = 'HEAD',
  /** Gives something to be worked on. */
  POST = 'POST',
  /** Puts something in the place of what is there. */
  PUT = 'PUT',
  /** Changes a part of what is there. */
  PATCH = 'PATCH',
  /** Removes what is there. */
  DELETE = 'DELETE',
  /** Asks what one may do; a browser does so before requests to another origin. */
  OPTIONS = 'OPTIONS',
  /** Asks a proxy for a tunnel. */
  CONNECT = 'CONNECT',
  /** Asks for the request itself, as it arrived. */
  TRACE = 'TRACE',
}
