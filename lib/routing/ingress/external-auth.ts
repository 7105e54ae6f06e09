import type { IConstruct } from 'constructs';
import type { ExternalAuthRequest } from '../../cluster';
import { constructError, type Located, located, valueError } from '../../errors';
import { checkKnownOptions, checkObject } from '../../traffic';
import { podPort } from '../backend';
import { checkBackend } from '../backend-laws';
import { checkFieldName } from '../http/http-fields';
import { checkPathText } from '../paths';
import type { ExternalAuthOptions } from './ingress-options';

const WHAT = 'the `externalAuth` of an Ingress';
const KNOWN = ['url', 'backend', 'port', 'path', 'responseHeaders', 'signInUrl'];

/** Without quotes, spaces and whatever else would mean something in the configuration of a proxy. */
const URL = /^https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?(\/[A-Za-z0-9/._~%-]*)?(\?[A-Za-z0-9=&._~%:/-]*)?$/;

/** Checks who is asked before each request, and returns it as a controller is told. */
export function externalAuthRequest(
  place: Located,
  scope: IConstruct,
  options: ExternalAuthOptions,
): ExternalAuthRequest {
  located(place, () => checkOptions(options));
  const { url, backend, responseHeaders = [], signInUrl } = options;
  if (backend !== undefined) {
    checkBackend(place, scope, backend);
    podPort(place, backend, options.port);
  }
  return { url: url ?? addressOf(place, options), responseHeaders: [...responseHeaders], signInUrl };
}

function checkOptions(options: ExternalAuthOptions): void {
  checkObject(WHAT, options);
  checkKnownOptions(WHAT, options, KNOWN);
  const { url, backend, path, port, responseHeaders, signInUrl } = options;
  if ((url === undefined) === (backend === undefined)) {
    throw valueError({
      law: `${WHAT} must have either a \`url\` or a \`backend\``,
      remedy: 'name a `backend` where it is in the app, so that its policy lets the controller in',
    });
  }
  if (url !== undefined && (path !== undefined || port !== undefined)) {
    throw valueError({
      law: `${WHAT} must have \`${path === undefined ? 'port' : 'path'}\` beside a \`backend\` only`,
      remedy: 'write it into the `url`',
    });
  }
  for (const [option, text] of Object.entries({ url, signInUrl })) {
    if (text !== undefined) checkUrl(option, text);
  }
  if (path !== undefined) checkAuthPath(path);
  if (responseHeaders !== undefined) checkHeaders(responseHeaders);
}

/** The same in a path as in a URL. */
function checkAuthPath(path: string): void {
  const what = `the \`path\` of ${WHAT}`;
  checkPathText(what, path);
  if (/^[A-Za-z0-9/._~%-]+$/.test(path)) return;
  throw valueError({
    law: `${what} must have no characters but letters, digits, "/", "-", ".", "_", "~" and "%"`,
    got: path,
    remedy: "write it as in '/check'",
  });
}

function checkUrl(option: string, url: unknown): void {
  if (typeof url === 'string' && URL.test(url)) return;
  throw valueError({
    law: `the \`${option}\` of ${WHAT} must be "http://" or "https://" with a host, and perhaps a port, a path and a query`,
    got: url,
    remedy: "write it as in 'https://auth.example.com/check'",
  });
}

function checkHeaders(headers: string[]): void {
  if (!Array.isArray(headers) || headers.length === 0) {
    throw valueError({
      law: `the \`responseHeaders\` of ${WHAT} must be a list with at least one header`,
      got: headers,
      remedy: "write it as in ['X-User'], or leave it out",
    });
  }
  for (const header of headers) checkFieldName('the name of a header', header);
}

/** The controller is in another namespace, so that the whole name is needed. */
function addressOf(place: Located, { backend, port, path = '/' }: ExternalAuthOptions): string {
  const { dnsName, defaultPort } = located(place, () => {
    const { service } = backend as NonNullable<typeof backend>;
    return { dnsName: service.dnsName, defaultPort: port ?? service.defaultPort };
  });
  if (dnsName.namespace === undefined) {
    throw constructError(place, {
      law: `the namespace of the \`backend\` of ${WHAT} must be known, since the controller asks it from another one`,
      remedy: 'give its chart a `namespace`, or use an IsolatedNamespace',
    });
  }
  return `http://${dnsName.full}:${defaultPort}${path}`;
}
