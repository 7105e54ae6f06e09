/** A manifest, as a value. */
export type Manifest = { readonly [field: string]: unknown };

/** The workload that all shapes are made of. */
export interface WorkloadShape {
  readonly namespace: string;
  readonly name: string;
  readonly labels: { readonly [key: string]: string };
  readonly port: number;
}

export function namespaceNamed(name: string): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { team: name } } };
}

/** A Deployment with what most have beside their labels, since it has to be read as well. */
export function deployment({ namespace, name, labels, port }: WorkloadShape): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: labels.app } },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'main',
              image: `registry.example/${name}:1.0`,
              ports: [{ name: 'http', containerPort: port }],
              env: [{ name: 'LOG_LEVEL', value: 'info' }],
              readinessProbe: { httpGet: { path: '/healthz', port: 'http' } },
              resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } },
            },
          ],
        },
      },
    },
  };
}

/** A NetworkPolicy for the pods with these labels; what the spec says of rules is given. */
export function networkPolicy(
  namespace: string,
  name: string,
  labels: { readonly [key: string]: string },
  rules: { readonly ingress?: readonly unknown[]; readonly egress?: readonly unknown[] },
): Manifest {
  const policyTypes = [...(rules.ingress ? ['Ingress'] : []), ...(rules.egress ? ['Egress'] : [])];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: { podSelector: { matchLabels: labels }, policyTypes, ...rules },
  };
}

/** Peers of a NetworkPolicy: the pods with this label in every namespace. */
export function podsEverywhere(labels: { readonly [key: string]: string }): Manifest {
  return { namespaceSelector: {}, podSelector: { matchLabels: labels } };
}

export function tcp(port: number): Manifest {
  return { protocol: 'TCP', port };
}
