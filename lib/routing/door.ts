import type { IConstruct } from 'constructs';
import type { Tls } from '../cluster';
import { constructError } from '../errors';

/** What one route takes of a door. */
export interface Claim {
  readonly host: string;
  /** A prefix such as `/admin`, or `exactly /healthz`: two that read alike are alike. */
  readonly path: string;
  readonly tls: Tls;
  readonly claimedBy: IConstruct;
}

/**
 * What the routes that share a Gateway or an ingress controller have taken: a host has one certificate, and a path of
 * it one route. The cluster would let the oldest win, in silence.
 */
export class Door {
  private readonly paths = new Map<string, IConstruct>();
  private readonly certificates = new Map<string, Claim>();

  /** @throws when the path of the host is taken, or when the host has another certificate */
  public claim(claim: Claim): void {
    const { host, path, tls, claimedBy } = claim;
    const key = `${host} ${path}`;
    const earlier = this.paths.get(key);
    if (earlier === claimedBy) {
      throw constructError(claimedBy, {
        law: `a route names a path of a host once, but this one has ${path} of ${host} twice`,
        remedy: 'leave one of them out',
      });
    }
    if (earlier) {
      throw constructError(claimedBy, {
        law: `a path of a host belongs to one route, but [${earlier.node.path}] has ${path} of ${host} already`,
        remedy: 'choose another `path` or `host`',
      });
    }
    const first = this.certificates.get(host);
    if (first && `${first.tls}` !== `${tls}`) {
      throw constructError(claimedBy, {
        law: `all routes of a host have one certificate, and [${first.claimedBy.node.path}] has ${first.tls} for ${host}`,
        got: `${tls}`,
        remedy: 'give both the same `tls`',
      });
    }
    this.paths.set(key, claimedBy);
    this.certificates.set(host, first ?? claim);
  }
}
