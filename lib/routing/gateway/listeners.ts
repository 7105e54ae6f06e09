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

/** A listener's name. */
export function listenerName(hostname: string): string {
  return `https-${nameable(hostname)}`;
}

/** The Secret that cert-manager fills for a host. Its dots stay: `a-b.example.com` and `a.b.example.com` differ. */
export function issuedSecretName(hostname: string): string {
  return `${nameable(hostname)}-tls`;
}

/** A hostname in a name, where no `*` can stand; no host ends like a wildcard's. */
function nameable(hostname: string): string {
  return hostname.startsWith('*.') ? `${hostname.slice(2)}-wildcard` : hostname;
}

/** Whether a listener's hostname accepts a route's: the same, or one below a wildcard, however deep. */
export function accepts(listener: string, host: string): boolean {
  return listener === host || (listener.startsWith('*.') && host.endsWith(listener.slice(1)));
}

/** Orders hostnames that accept one host: itself first, then the wildcard with the longest domain. */
export function bySpecificity(a: string, b: string): number {
  return Number(a.startsWith('*.')) - Number(b.startsWith('*.')) || b.length - a.length;
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
