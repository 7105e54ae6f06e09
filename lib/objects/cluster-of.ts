import type { IConstruct } from 'constructs';
import { ClusterProfile } from '../cluster';
import { notice } from './notices';
import { PerApp } from './per-app';

/** The profile that counts for a construct; what it leaves open is told when the app is synthesized. */
export function clusterOf(scope: IConstruct): ClusterProfile {
  const profile = ClusterProfile.of(scope);
  const told = TOLD.of(scope);
  if (!told.has(profile)) {
    told.add(profile);
    tell(scope, profile);
  }
  return profile;
}

/** Profiles whose notices are among those of their app. */
const TOLD = new PerApp<WeakSet<ClusterProfile>>(() => new WeakSet());

function tell(scope: IConstruct, profile: ClusterProfile): void {
  if (profile === ClusterProfile.DEFAULT) {
    notice(
      scope,
      'cluster',
      () =>
        "no cluster profile was given: taken for a conformant cluster with kubeadm's DNS and Envoy Gateway " +
        '(GatewayClass "eg"); say yours with new Platform({ cluster: Clusters.kubeadm({ ... }) })',
    );
  }
  const plugin = profile.networkPlugin;
  if (plugin && !plugin.enforcesNetworkPolicies) {
    notice(
      scope,
      `network plugin ${plugin.name} enforces nothing`,
      () => `${plugin.name} enforces no network policies: the cluster accepts them, and they change nothing`,
    );
  }
  for (const limit of plugin?.limits ?? []) notice(scope, `network plugin ${limit}`, () => limit);
}
