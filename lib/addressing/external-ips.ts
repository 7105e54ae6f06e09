import type { IConstruct } from 'constructs';
import { isPresent, notice } from '../objects';
import type { ServiceType } from './service-type';
import { addresses } from './type-laws';

/** Says at synth why external IPs are dangerous: nothing in a manifest shows it. */
export function warnOfExternalIps(service: IConstruct, type: ServiceType): void {
  const { externalIps } = type._options;
  if (!externalIps) return;
  const { path } = service.node;
  const texts = addresses('externalIps', 'an external IP', externalIps).join(', ');
  const warning =
    `[${path}] has external IPs (${texts}): nobody asks whose they are, so whoever may write Services can take the ` +
    'traffic for any address (CVE-2020-8554); prefer a load balancer';
  notice(service, `external IPs of ${path}`, () => (isPresent(service) ? warning : undefined));
}
