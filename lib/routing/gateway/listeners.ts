import type { Tls } from '../../cluster';
import { NAMESPACE_NAME } from '../../traffic';
import { issuedSecretName } from '../issued-certificates';

/** The usual port of plain HTTP, for redirects, certificate challenges and hosts without TLS. */
export const HTTP_PORT = 80;
/** The usual port of HTTPS. */
export const HTTPS_PORT = 443;
/** The name of the listener for plain HTTP. */
export const HTTP_LISTENER = 'http';

/** A listener for HTTPS: one for each host, since each host has its certificate. */
export interface HttpsListener {
  readonly hostname: string;
  readonly tls: Tls;
  /** The host after which the Secret of an issued certificate is named: itself, or the wildcard that covers it. */
  readonly certificateOf: string;
  /** The namespaces whose routes it admits. */
  readonly namespaces: Set<string>;
}

/** A listener's name. What a wildcard's starts with no host's does, so `*.corp` and `wildcard.corp` differ. */
export function listenerName(hostname: string): string {
  return isWildcard(hostname) ? `wildcard-https-${hostname.slice(2)}` : `https-${hostname}`;
}

function isWildcard(hostname: string): boolean {
  return hostname.startsWith('*.');
}

/** Whether a listener's hostname accepts a route's: the same, or one below a wildcard, however deep. */
export function accepts(listener: string, host: string): boolean {
  return listener === host || (isWildcard(listener) && host.endsWith(listener.slice(1)));
}

/** Whether the certificate of a host is good for another one: a wildcard in it stands for one label. */
export function certifies(certificate: string, host: string): boolean {
  return (
    certificate === host || (isWildcard(certificate) && host.split('.').slice(1).join('.') === certificate.slice(2))
  );
}

/** Orders hostnames that accept one host: itself first, then the wildcard with the longest domain. */
export function bySpecificity(a: string, b: string): number {
  return Number(isWildcard(a)) - Number(isWildcard(b)) || b.length - a.length;
}

/** The listener for plain HTTP as it is written. */
export function httpManifest(port: number, namespaces: Iterable<string>): any {
  return { name: HTTP_LISTENER, port, protocol: 'HTTP', allowedRoutes: allowedRoutes(namespaces) };
}

/** What listeners for HTTPS have in common. */
export interface HttpsContext {
  readonly port: number;
  /** The port that a listener names for one that clients come to. */
  readonly listenerPort: (clientPort: number) => number;
  /** The namespace of the Gateway. */
  readonly home: string;
  /** Further options of TLS, which the implementation knows. */
  readonly options?: { readonly [key: string]: string };
  /** How a listener names a certificate that the cloud keeps. */
  readonly cloudCertificate: (certificate: string) => { readonly [key: string]: string } | undefined;
}

/** A listener for HTTPS as it is written to a Gateway of a namespace. */
export function httpsManifest(listener: HttpsListener, context: HttpsContext): any {
  const { hostname, namespaces } = listener;
  const tls = terminationManifest(listener, context);
  return {
    name: listenerName(hostname),
    hostname,
    port: context.listenerPort(context.port),
    protocol: 'HTTPS',
    ...(tls === undefined ? {} : { tls }),
    allowedRoutes: allowedRoutes(namespaces),
  };
}

/** How a listener ends TLS; undefined where the cloud is told elsewhere which certificate it uses. */
export function terminationManifest(
  { tls, certificateOf }: Pick<HttpsListener, 'tls' | 'certificateOf'>,
  { home, options: more, cloudCertificate }: HttpsContext,
): any {
  const { cloudCertificate: kept } = tls;
  const options = { ...(kept === undefined ? {} : cloudCertificate(kept)), ...more };
  const written = Object.keys(options).length > 0 ? { options } : {};
  if (kept !== undefined) return 'options' in written ? { mode: 'Terminate', ...written } : undefined;
  const namespace = tls.secretNamespace === home ? undefined : tls.secretNamespace;
  const certificate = {
    kind: 'Secret',
    name: tls.secretName ?? issuedSecretName(certificateOf),
    ...(namespace === undefined ? {} : { namespace }),
  };
  return { mode: 'Terminate', certificateRefs: [certificate], ...written };
}

/** Routes of named namespaces only: never `All`, and never the default, which is the Gateway's own. */
export function allowedRoutes(namespaces: Iterable<string>): any {
  return {
    namespaces: {
      from: 'Selector',
      selector: {
        matchExpressions: [{ key: NAMESPACE_NAME, operator: 'In', values: [...new Set(namespaces)].sort() }],
      },
    },
  };
}
