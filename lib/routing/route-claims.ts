import { constructError, type Located } from '../errors';
import { type Certificate, certificateText } from './certificate';

/** What one route takes of a host. */
export interface Claim extends Certificate {
  readonly host: string;
  /** `/admin` for a prefix, `exactly /healthz`, `POST /v2 with header x-beta "yes"`: two that read alike are alike. */
  readonly path: string;
  readonly claimedBy: Located;
}

/**
 * What the routes that share a Gateway or an ingress controller have taken: a host has one certificate, and a path of
 * it one route. The cluster would let the oldest win, in silence.
 */
export class RouteClaims {
  private readonly paths = new Map<string, Located>();
  private readonly certificates = new Map<string, Claim>();

  /**
   * Checks all that a route is about to claim.
   *
   * @throws when the path of a host is taken or named twice, or when a host has another certificate
   */
  public check(claims: Claim[]): void {
    const own = new Set<string>();
    for (const claim of claims) {
      const key = keyOf(claim);
      if (own.has(key)) throw namedTwice(claim);
      own.add(key);
      const earlier = this.paths.get(key);
      if (earlier) throw taken(claim, earlier);
      const first = this.certificates.get(claim.host);
      if (first && certificateText(first) !== certificateText(claim)) throw otherCertificate(claim, first);
    }
  }

  /** Notes what a route has, after it was checked. */
  public claim(claims: Claim[]): void {
    for (const claim of claims) {
      this.paths.set(keyOf(claim), claim.claimedBy);
      if (!this.certificates.has(claim.host)) this.certificates.set(claim.host, claim);
    }
  }
}

function keyOf({ host, path }: Claim): string {
  return `${host} ${path}`;
}

function namedTwice({ host, path, claimedBy }: Claim): Error {
  return constructError(claimedBy, {
    law: `a route must name a path of a host once, but this one names ${path} of ${host} twice`,
    remedy: 'leave one of them out',
  });
}

function taken({ host, path, claimedBy }: Claim, earlier: Located): Error {
  return constructError(claimedBy, {
    law: `a path of a host must belong to one route, but [${earlier.node.path}] has ${path} of ${host} already`,
    remedy: 'choose another `path` or `host`',
  });
}

function otherCertificate(claim: Claim, first: Claim): Error {
  const { node } = first.claimedBy;
  return constructError(claim.claimedBy, {
    law: `all routes of a host must have one certificate, and [${node.path}] has ${certificateText(first)} for ${claim.host}`,
    got: certificateText(claim),
    // Each Ingress takes its certificate from its own namespace.
    remedy:
      first.home === claim.home
        ? 'give both the same `tls`'
        : 'make both in one namespace, let a ClusterIssuer issue for both, or serve the host by a Gateway',
  });
}
