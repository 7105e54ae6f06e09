import { ClusterProfile, Clusters, type Entry } from '../lib/cluster';
import { valueError } from '../lib/errors';

const PROFILES: { [name: string]: () => ClusterProfile } = {
  default: () => ClusterProfile.DEFAULT,
  kind: () => Clusters.kind(),
  kubeadm: () => Clusters.kubeadm(),
  k3s: () => Clusters.k3s(),
  eks: () => Clusters.eks(),
  gke: () => Clusters.gke(),
  aks: () => Clusters.aks(),
  openshift: () => Clusters.openshift(),
};

/** The Gateway that stands for all in what is printed. */
const ANY_GATEWAY = { name: 'the-gateway', namespace: 'its-namespace' };

/** The profiles that can be asked for. */
export function profileNames(): string[] {
  return Object.keys(PROFILES);
}

/**
 * A profile by its name, or by the file that says it.
 *
 * @throws when there is none of that name, or the file says what nobody knows
 */
export function profileNamed(name: string): ClusterProfile {
  if (Object.hasOwn(PROFILES, name)) return PROFILES[name]();
  if (/\.ya?ml$/.test(name)) return ClusterProfile.fromFile(name);
  throw valueError({
    law: `a profile must be one of ${profileNames().join(', ')}`,
    got: name,
    remedy: 'or name the file with the facts of a cluster, such as cluster.yaml',
  });
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

/** All that a profile knows: each fact with where it comes from, and the command that finds it where nobody has said it. */
export function factsWithSources(profile: ClusterProfile): string {
  return profile
    .facts()
    .map(({ name, value, source, command }) => {
      const found = source === 'assumed' || source === 'not given' ? [`  found by:   ${command}`] : [];
      return [`${name}: ${value}`, `  source:     ${source}`, ...found].join('\n');
    })
    .join('\n');
}

function entryFacts({ name, controller, implementation }: Entry): [string, string][] {
  if (controller) {
    const { ingressClassName, dataPlane } = controller;
    return [
      ['entry', `${name}, IngressClass ${ingressClassName}`],
      ['  data plane', `${dataPlane}`],
    ];
  }
  if (!implementation) return [];
  const { gatewayClassName, features } = implementation;
  const dataPlane = implementation.dataPlane(ANY_GATEWAY);
  const [plain, secure] = [80, 443].map((port) => implementation.podPort(port));
  return [
    ['entry', `${name}, GatewayClass ${gatewayClassName}`],
    ['  data plane', `${dataPlane}`],
    ...(dataPlane.selections.length > 0
      ? [['  80 and 443', `${plain} and ${secure} on those pods`] as [string, string]]
      : []),
    ...(features ? [['  features', `as in the report of ${features.readFrom}`] as [string, string]] : []),
  ];
}
