import type { ApiObject } from 'cdk8s';
import type { ClusterProfile } from '../cluster';
import { valueError } from '../errors';
import { isPresent, PerApp, type Problem, validateApp } from '../objects';
import { Address } from './address';
import type { LoadBalancing } from './load-balancing';
import type { ServicePort } from './service-port';
import type { ServiceType } from './service-type';

/** What a Service takes of its cluster by number or address. */
interface Claim {
  readonly service: ApiObject;
  readonly profile: ClusterProfile;
  /** In the words of an error: `node port TCP 30080`. */
  readonly what: string;
}

const CLAIMS = new PerApp<Claim[]>((root) => {
  const claims: Claim[] = [];
  validateApp(root, () => problems(claims));
  return claims;
});

/**
 * Notes what only one Service of a cluster may have: the API server or the load balancer refuses the second that asks
 * for it.
 */
export function claim(
  service: ApiObject,
  { type, ports, balancing }: { type: ServiceType; ports: ServicePort[]; balancing?: LoadBalancing },
  profile: ClusterProfile,
): void {
  const { clusterIp, healthCheckNodePort } = type._options;
  const numbers = ports.flatMap(({ nodePort, target }) =>
    nodePort === undefined ? [] : [`node port ${target.protocol} ${nodePort}`],
  );
  const whats = [
    ...numbers,
    ...(healthCheckNodePort === undefined ? [] : [`node port TCP ${healthCheckNodePort}`]),
    ...(clusterIp === undefined ? [] : [`cluster IP ${Address.of('the cluster IP of a Service', clusterIp).text}`]),
    ...(balancing?.answer.claims ?? []).map((what) => `${what} of load balancer ${balancing?.provider.name}`),
  ];
  if (whats.length > 0) CLAIMS.of(service).push(...whats.map((what) => ({ service, profile, what })));
}

/** Charts for different clusters may well have the same numbers. */
function problems(claims: Claim[]): Problem[] {
  const seen: Claim[] = [];
  return claims
    .filter(({ service }) => isPresent(service))
    .flatMap((each) => {
      const earlier = seen.find(({ what, profile }) => what === each.what && profile === each.profile);
      if (!earlier) seen.push(each);
      return earlier ? [{ construct: each.service, text: taken(each, earlier) }] : [];
    });
}

function taken({ what }: Claim, { service }: Claim): string {
  const law = 'the Services of a cluster must not share a number or address';
  return valueError({
    law: `${law}, but ${what} is also that of [${service.node.path}]`,
    remedy: 'give one of them another, or leave it out and the cluster chooses',
  }).message;
}
