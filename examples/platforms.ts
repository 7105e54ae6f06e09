import {
  Challenge,
  type ClusterProfile,
  type ClusterProps,
  Clusters,
  Entry,
  GatewayApiVersion,
  GatewayImplementations,
  IngressControllers,
  KubernetesApi,
  NetworkPlugin,
  PolicyDialect,
  Tls,
} from 'cdk8s-networking';

/*
 * Three clusters of three kinds. The environment variable ENTRY chooses one of them for the examples, as it chooses one
 * of four ways in for others (clusters.ts).
 */

const tls = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 });

const PLATFORMS: { readonly [name: string]: (more: ClusterProps) => ClusterProfile } = {
  /** Calico and Envoy Gateway, which kubeadm leaves to others to install. */
  kubeadm: (more) =>
    Clusters.kubeadm({
      networkPlugin: NetworkPlugin.calico(),
      kubernetesApi: KubernetesApi.at(['192.0.2.10']),
      nodeRanges: ['192.0.2.0/24'],
      gatewayApiVersion: GatewayApiVersion.V1_6,
      entries: [Entry.gateway(GatewayImplementations.envoyGateway(), { tls })],
      ...more,
    }),
  /** EKS with Cilium, which serves the Gateways as well, and in whose language the policies are written. */
  'eks-cilium': (more) =>
    Clusters.eks({
      networkPlugin: NetworkPlugin.cilium(),
      policyDialect: PolicyDialect.CILIUM,
      gatewayApiVersion: GatewayApiVersion.V1_4,
      entries: [Entry.gateway(GatewayImplementations.cilium(), { tls })],
      ...more,
    }),
  /** OpenShift as it comes, with its own network plugin and its own router. It chooses the users of the pods itself. */
  openshift: (more) =>
    Clusters.openshift({
      kubernetesApi: KubernetesApi.at(['192.0.2.10']),
      entries: [Entry.ingress(IngressControllers.openshift(), { tls })],
      ...more,
    }),
};

/** The names of the three clusters. */
export const platformNames = Object.keys(PLATFORMS);

/** The one that the environment chooses. */
export const chosen = process.env.ENTRY ?? 'kubeadm';

/** A cluster by its name, with more facts of it. */
export function platform(name: string, more: ClusterProps = {}): ClusterProfile {
  const made = PLATFORMS[name];
  if (!made) throw new Error(`ENTRY must be one of ${platformNames.join(', ')}, but got ${name}`);
  return made(more);
}
