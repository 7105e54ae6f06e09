import { NetworkPlugin } from '../../lib/cluster';

test.each([
  ['calico', NetworkPlugin.calico(), true],
  ['cilium', NetworkPlugin.cilium(), true],
  ['kindnet', NetworkPlugin.kindnet(), true],
  ['flannel', NetworkPlugin.flannel(), false],
  ['own', NetworkPlugin.of({ name: 'own', enforcesNetworkPolicies: false }), false],
])('%s says whether it enforces policies', (name, plugin, enforces) => {
  expect({ ...plugin }).toEqual({ name, enforcesNetworkPolicies: enforces });
});
