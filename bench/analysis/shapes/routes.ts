import { type Manifest, networkPolicy, podsEverywhere, tcp } from '../manifests';
import type { Shape } from './shape';

const WORKLOADS_PER_NAMESPACE = 20;
const GATEWAY = 'gateway-system';

/** A chain of Services behind one Gateway: what is asked is the way of a name, not only a policy. */
export const routes: Shape = {
  name: 'routes',
  about:
    'N Deployments in N/20 namespaces, each behind a Service and an HTTPRoute of one Gateway; each has a policy of ' +
    'its own, which lets the Gateway and one other workload in.',
  options: ['--entry', `shared=${GATEWAY}/app=gateway`],
  listedUpTo: 10_000,
  draw(size) {
    const workloads = Array.from({ length: size }, (_, i) => ({
      namespace: `area-${Math.floor(i / WORKLOADS_PER_NAMESPACE)}`,
      name: `app-${i}`,
      labels: { app: `app-${i}` },
      port: 8080,
    }));
    const others = workloads.flatMap(({ namespace, name, labels }, i) => {
      const gateway = {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': GATEWAY } },
        podSelector: { matchLabels: { app: 'gateway' } },
      };
      const caller = podsEverywhere({ app: `app-${(i + 1) % size}` });
      return [
        networkPolicy(namespace, name, labels, { ingress: [{ from: [gateway, caller], ports: [tcp(8080)] }] }),
        service(namespace, name),
        httpRoute(namespace, name),
      ];
    });
    const areas = [...new Set(workloads.map(({ namespace }) => namespace))];
    return { namespaces: [...areas, GATEWAY], workloads, others: [gatewayObject(), ...others] };
  },
};

function service(namespace: string, name: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  };
}

function httpRoute(namespace: string, name: string): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace },
    spec: {
      parentRefs: [{ name: 'edge', namespace: GATEWAY }],
      hostnames: [`${name}.example.com`],
      rules: [{ backendRefs: [{ name, port: 80 }] }],
    },
  };
}

function gatewayObject(): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge', namespace: GATEWAY },
    spec: {
      gatewayClassName: 'shared',
      listeners: [{ name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: { from: 'All' } } }],
    },
  };
}
