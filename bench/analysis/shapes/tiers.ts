import { networkPolicy, podsEverywhere, tcp } from '../manifests';
import type { Shape } from './shape';

export const TIERS = 5;
const WORKLOADS_PER_NAMESPACE = 20;

/** The block that every workload may reach. */
const PARTNER = '203.0.113.0/24';

/** Few tiers over all namespaces: as many pairs as there may be, a fifth of all. */
export const tiers: Shape = {
  name: 'tiers',
  about:
    'N Deployments of 5 tiers in N/20 namespaces; each has a policy of its own, which lets its tier in from every ' +
    'namespace, and lets it out to its tier and to one block of addresses: N²/5 connections.',
  options: [],
  // Beyond, the list is of millions of lines.
  listedUpTo: 1600,
  draw(size) {
    const workloads = Array.from({ length: size }, (_, i) => ({
      namespace: `area-${Math.floor(i / WORKLOADS_PER_NAMESPACE)}`,
      name: `app-${i}`,
      labels: { app: `app-${i}`, tier: `tier-${i % TIERS}` },
      port: 8000 + (i % TIERS),
    }));
    const others = workloads.map(({ namespace, name, labels, port }) => {
      const peers = [podsEverywhere({ tier: labels.tier })];
      return networkPolicy(
        namespace,
        name,
        { app: labels.app },
        {
          ingress: [{ from: peers, ports: [tcp(port)] }],
          egress: [
            { to: peers, ports: [tcp(port)] },
            { to: [{ ipBlock: { cidr: PARTNER } }], ports: [tcp(443)] },
          ],
        },
      );
    });
    return { namespaces: [...new Set(workloads.map(({ namespace }) => namespace))], workloads, others };
  },
};
