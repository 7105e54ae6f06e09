import { networkPolicy, tcp } from '../manifests';
import type { Shape } from './shape';

const MOST_NAMESPACES = 200;
const FEWEST_PER_NAMESPACE = 5;
const MOST_CALLERS = 3;

/** Many teams that mostly keep to themselves, as in a large company: nearly all is denied. */
export const teams: Shape = {
  name: 'teams',
  about:
    'N Deployments in 200 namespaces (N/5 where that is fewer), each namespace closed by a default deny; each ' +
    'workload has a policy of its own, which lets in one to three workloads of its namespace and all of another one.',
  options: [],
  listedUpTo: 10_000,
  draw(size, random) {
    const count = Math.max(1, Math.min(MOST_NAMESPACES, Math.floor(size / FEWEST_PER_NAMESPACE)));
    const namespaces = Array.from({ length: count }, (_, i) => `team-${i}`);
    const workloads = Array.from({ length: size }, (_, i) => ({
      namespace: `team-${i % count}`,
      name: `app-${i}`,
      labels: { app: `app-${i}`, part: `part-${random.below(4)}` },
      port: 8000 + random.below(8),
    }));
    const policies = workloads.map(({ namespace, name, labels, port }, i) => {
      const own = Math.ceil((size - (i % count)) / count);
      const callers = Array.from({ length: 1 + random.below(MOST_CALLERS) }, () => ({
        podSelector: { matchLabels: { app: `app-${(i % count) + count * random.below(own)}` } },
      }));
      const others = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': random.pick(namespaces) } } };
      return networkPolicy(
        namespace,
        name,
        { app: labels.app },
        {
          ingress: [
            { from: callers, ports: [tcp(port)] },
            { from: [others], ports: [tcp(port)] },
          ],
        },
      );
    });
    const denials = namespaces.map((namespace) => networkPolicy(namespace, 'default-deny', {}, { ingress: [] }));
    return { namespaces, workloads, others: [...denials, ...policies] };
  },
};
