import type { IConstruct } from 'constructs';
import { type ClusterProfile, PolicyDialect } from '../../cluster';
import { clusterOf } from '../../objects';
import { computedOnce, Direction } from '../../traffic';
import type { Allowance, RulePeer } from '../rules';
import { calico } from './calico';
import { cilium } from './cilium';
import type { Dialect, IntendedPolicy } from './dialect';
import { KUBERNETES } from './kubernetes';

/** The languages that a cluster understands. */
export interface Dialects {
  /** The one in which its policies are written. */
  readonly main: Dialect;
  /** The one that has words where the main one has none; undefined where there is no other. */
  readonly beside?: Dialect;
}

/** The languages in which policies are written for whatever is below a construct. */
export function dialectsOf(scope: IConstruct): Dialects {
  return dialectsIn(clusterOf(scope));
}

const dialectsIn = computedOnce(({ policyDialect, networkPlugin }: ClusterProfile): Dialects => {
  const own = networkPlugin && ownDialect(networkPlugin);
  if (policyDialect === PolicyDialect.NETWORK_POLICY || !own) return { main: KUBERNETES, beside: own };
  return { main: own };
});

/** The language of a network plugin itself. Calico's says no more than Kubernetes' own, unless it knows names. */
function ownDialect({ name, matchesEntities, matchesHostnames }: NonNullable<ClusterProfile['networkPlugin']>) {
  if (matchesEntities) return cilium(matchesHostnames);
  return /^calico\b/.test(name) ? calico(matchesHostnames) : undefined;
}

/** As much of a policy as a dialect has words for. */
export function saidIn(dialect: Dialect, policy: IntendedPolicy): IntendedPolicy {
  return filtered(policy, (peer) => dialect.names(peer));
}

/** As much of a policy as a dialect has no words for; undefined where there is nothing of that kind. */
export function unsaidIn(dialect: Dialect, policy: IntendedPolicy): IntendedPolicy | undefined {
  const isUnsaid = (peer: RulePeer) => !dialect.names(peer);
  const isAnyUnsaid = ({ peers }: Allowance) => peers.some(isUnsaid);
  if (!policy.ingress.some(isAnyUnsaid) && !policy.egress.some(isAnyUnsaid)) return undefined;
  const rest = filtered(policy, isUnsaid);
  const isLeft = { [Direction.INGRESS]: rest.ingress.length > 0, [Direction.EGRESS]: rest.egress.length > 0 };
  const directions = policy.directions.filter((direction) => isLeft[direction]);
  return directions.length > 0 ? { ...rest, directions } : undefined;
}

function filtered(policy: IntendedPolicy, isMeant: (peer: RulePeer) => boolean): IntendedPolicy {
  const some = (allowances: Allowance[]) =>
    allowances
      .map(({ peers, ports }) => ({ peers: peers.filter(isMeant), ports }))
      .filter(({ peers }) => peers.length > 0);
  return { ...policy, ingress: some(policy.ingress), egress: some(policy.egress) };
}
