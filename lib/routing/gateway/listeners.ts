import type { Tls } from '../../cluster';
import { NAMESPACE_NAME } from '../../traffic';

/** The port of plain HTTP, for redirects, certificate challenges and hosts without TLS. */
export const HTTP_PORT = 80;
/** The port of HTTPS. */
export const HTTPS_PORT = 443;
/** The name of the listener for plain HTTP. */
export const HTTP_LISTENER = 'http';

/** A listener for HTTPS: one for each host, since each host has its certificate. */
export interface HttpsListener {
  readonly hostname: string;
  readonly tls: Tls;
  /** The namespaces whose routes it admits. */
  readonly namespaces: Set<string>;
}

/** A listener's name. What a wildcard's starts with no host's does, so `*.corp` and `wildcard.corp` differ. */
export function listenerName(hostname: string): string {
  return isWildcard(hostname) ? `wildcard-https-${hostname.slice(2)}` : `https-${hostname}`;
}

/**
 * The Secret that cert-manager fills for a host. Its dots stay: `a-b.example.com` and `a.b.example.com` differ. What a
 * wildcard's ends with no host's does.
 */
export function issuedSecretName(hostname: string): string {
  return isWildcard(hostname) ? `${hostname.slice(2)}-tls-wildcard` : `${hostname}-tls`;
}

function isWildcard(hostname: string): boolean {
  return hostname.startsWith('*.');
}

/** Whether a listener's hostname accepts a route's: the same, or one below a wildcard, however deep. */
export function accepts(listener: string, host: string): boolean {
  return listener === host || (isWildcard(listener) && host.endsWith(listener.slice(1)));
}

/** Orders hostnames that accept one host: itself first, then the wildcard with the longest domain. */
export function bySpecificity(a: string, b: string): number {
  return Number(isWildcard(a)) - Number(isWildcard(b)) || b.length - a.length;
}

/** The listener for plain HTTP as it is written. */
export function httpManifest(namespaces: Iterable<string>): any {
  return { name: HTTP_LISTENER, port: HTTP_PORT, protocol: 'HTTP', allowedRoutes: allowedRoutes(namespaces) };
}

/** A listener for HTTPS as it is written to a Gateway of a namespace. */
export function httpsManifest({ hostname, tls, namespaces }: HttpsListener, home: string): any {
  const namespace = tls.secretNamespace === home ? undefined : tls.secretNamespace;
  const certificate = {
    kind: 'Secret',
    name: tls.secretName ?? issuedSecretName(hostname),
    ...(namespace === undefined ? {} : { namespace }),
  };
  return {
    name: listenerName(hostname),
    hostname,
    port: HTTPS_PORT,
    protocol: 'HTTPS',
    tls: { mode: 'Terminate', certificateRefs: [certificate] },
    allowedRoutes: allowedRoutes(namespaces),
  };
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
