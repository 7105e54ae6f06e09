import { Challenge, type Tls } from '../cluster';
import { constructError, type Located } from '../errors';

/** Whose certificate is asked for, and who could have given it. */
export interface Asked {
  readonly host: string;
  readonly tls?: Tls;
  /** Who gave none, for the error: `neither the app nor the entry of the cluster profile`. */
  readonly silent: string;
}

/** The certificate of a host: without one it would be served in clear text, and nobody said so. */
export function givenTls(place: Located, { host, tls, silent }: Asked): Tls {
  if (tls) return tls;
  throw constructError(place, {
    law: `a host must have a certificate, but ${silent} gives one for ${host}`,
    remedy: "give `tls`: Tls.secret('name'), Tls.certManager({ ... }), or Tls.none({ reason: '...' }) for clear text",
  });
}

/**
 * Checks that a certificate authority would take the challenge for a host.
 *
 * @see https://letsencrypt.org/docs/challenge-types/
 */
export function checkChallenge(place: Located, host: string, { challenge }: Tls): void {
  if (!host.startsWith('*.') || challenge !== Challenge.HTTP01) return;
  throw constructError(place, {
    law: `the challenge for a wildcard certificate must be DNS01, but ${host} asks for HTTP01`,
    remedy: 'use Challenge.DNS01 with an issuer that can, or name the hosts one by one',
  });
}
