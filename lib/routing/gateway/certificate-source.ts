import type { IGatewayImplementation, Tls } from '../../cluster';
import { constructError, type Located } from '../../errors';

/** Checks that the listeners of an implementation can take a certificate from where it comes. */
export function checkSource(place: Located, implementation: IGatewayImplementation, tls: Tls): void {
  const { name, takesSecrets } = implementation;
  if (tls.cloudCertificate !== undefined) {
    if (implementation.cloudCertificate(tls.cloudCertificate) !== undefined) return;
    throw constructError(place, {
      law: `a certificate that the cloud keeps must be left to implementations whose load balancer ends TLS, and ${name} takes none`,
      got: `${tls}`,
      remedy: 'give Tls.secret() or Tls.certManager(), or use one that takes it, such as aws or gke',
    });
  }
  if (tls.isNone || takesSecrets !== false) return;
  throw constructError(place, {
    law: `a certificate of a Gateway by ${name} must be one that the cloud keeps, since it reads no Secret`,
    got: `${tls}`,
    remedy: "give its name there: Tls.cloud('arn:aws:acm:...')",
  });
}
