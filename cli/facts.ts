import { ClusterProfile, Clusters, type Entry } from '../lib/cluster';
import { valueError } from '../lib/errors';

const PROFILES: { [name: string]: () => ClusterProfile } = {
  default: () => ClusterProfile.DEFAULT,
  kind: () => Clusters.kind(),
  kubeadm: () => Clusters.kubeadm(),
};

/** The Gateway that stands for all in what is printed. */
const ANY_GATEWAY = { name: 'the-gateway', namespace: 'its-namespace' };

/** The profiles that can be asked for. */
export function profileNames(): string[] {
  return Object.keys(PROFILES);
}

/**
 * A profile by its name.
 *
 * @throws when there is none of that name
 */
export function profileNamed(name: string): ClusterProfile {
  if (Object.hasOwn(PROFILES, name)) return PROFILES[name]();
  throw valueError({ law: `a profile must be one of ${profileNames().join(', ')}`, got: name });
}

/** What a profile says of a cluster, a line for each fact. */
export function factsOf(profile: ClusterProfile): string {
  const { dns, networkPlugin, entries, addressHint } = profile;
  const facts: [string, string][] = [
    ['profile', profile.name],
    ['dns', `${dns.peer}, ${dns.ports.join(', ')}`],
    ['cluster domain', dns.clusterDomain],
    ['network plugin', networkPlugin?.name ?? 'not known; taken for one that enforces network policies'],
    ...entries.flatMap(entryFacts),
    ...(addressHint ? [['addresses', addressHint] as [string, string]] : []),
  ];
  return facts.map(([what, fact]) => `${`${what}:`.padEnd(16)}${fact}`).join('\n');
}

function entryFacts({ name, controller, implementation }: Entry): [string, string][] {
  if (controller) {
    return [
      ['entry', `${name}, IngressClass ${controller.ingressClassName}`],
      ['  its pods', `${controller.dataPlane}`],
    ];
  }
  if (!implementation) return [];
  return [
    ['entry', `${name}, GatewayClass ${implementation.gatewayClassName}`],
    ['  its pods', `${implementation.dataPlane(ANY_GATEWAY)}`],
    ['  80 and 443', `${implementation.podPort(80)} and ${implementation.podPort(443)} on those pods`],
  ];
}
