import { networkPolicy, podsEverywhere, tcp } from '../manifests';
import type { Random } from '../random';
import type { Shape } from './shape';

const WORKLOADS_PER_NAMESPACE = 20;
const BLOCKS_PER_POLICY = 4;

/** Many blocks of addresses, with exceptions, overlapping each other. */
export const blocks: Shape = {
  name: 'blocks',
  about:
    'N Deployments in N/20 namespaces; each has a policy of its own, which lets it out to 4 random blocks of ' +
    'addresses, every other one with an exception and every fourth of IPv6: 4 N blocks.',
  options: [],
  listedUpTo: 10_000,
  draw(size, random) {
    const workloads = Array.from({ length: size }, (_, i) => ({
      namespace: `area-${Math.floor(i / WORKLOADS_PER_NAMESPACE)}`,
      name: `app-${i}`,
      labels: { app: `app-${i}` },
      port: 8080,
    }));
    const others = workloads.map(({ namespace, name, labels }, i) => {
      const peers = Array.from({ length: BLOCKS_PER_POLICY }, (_, n) => ({ ipBlock: blockOf(n, random) }));
      const caller = `app-${(i + 1) % size}`;
      return networkPolicy(namespace, name, labels, {
        ingress: [{ from: [podsEverywhere({ app: caller })], ports: [tcp(8080)] }],
        egress: [
          { to: peers, ports: [tcp(443)] },
          { to: [podsEverywhere({ app: `app-${(i + size - 1) % size}` })], ports: [tcp(8080)] },
        ],
      });
    });
    return { namespaces: [...new Set(workloads.map(({ namespace }) => namespace))], workloads, others };
  },
};

/** Blocks from /16 to /24 in a part of the address space that pods don't have, so that many overlap. */
function blockOf(n: number, random: Random): { readonly cidr: string; readonly except?: readonly string[] } {
  if (n === 3) return { cidr: `2001:db8:${random.below(65536).toString(16)}::/48` };
  const bits = 16 + random.below(9);
  const address = 64 * 2 ** 24 + random.below(16) * 2 ** 16 + random.below(2 ** 16);
  const first = address - (address % 2 ** (32 - bits));
  const cidr = `${dotted(first)}/${bits}`;
  return n % 2 === 0 ? { cidr } : { cidr, except: [`${dotted(first + 2 ** (30 - bits))}/${bits + 2}`] };
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
