import type { Tls } from '../../cluster';

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

/** A listener's name; a wildcard can't stand in a name. */
export function listenerName(hostname: string): string {
  return `https-${hostname.replace(/^\*\./, 'wildcard.')}`;
}

/** The Secret that cert-manager fills for a host. */
export function issuedSecretName(hostname: string): string {
  return `${hostname.replace(/^\*\./, 'wildcard.').replaceAll('.', '-')}-tls`;
}

/** Whether a listener's hostname accepts a route's: the same, or one below a wildcard, however deep. */
export function accepts(listener: string, host: string): boolean {
  return listener === host || (listener.startsWith('*.') && host.endsWith(listener.slice(1)));
}

/** Routes of named namespaces only: never `All`, and never the default, which is the Gateway's own. */
export function allowedRoutes(namespaces: Iterable<string>): any {
  return {
    namespaces: {
      from: 'Selector',
      selector: {
        matchExpressions: [
          { key: 'kubernetes.io/metadata.name', operator: 'In', values: [...new Set(namespaces)].sort() },
        ],
      },
    },
  };
}
