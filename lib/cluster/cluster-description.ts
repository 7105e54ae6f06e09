import { valueError } from '../errors';
import { checkKnownOptions, checkObject } from '../traffic';
import { ClusterDns } from './cluster-dns';
import type { ClusterProfileProps } from './cluster-profile-props';
import { KubernetesApi } from './kubernetes-api';
import { NodeLocalDns, type NodeLocalDnsProps } from './node-local-dns';
import type { ClusterProps } from './platforms/cluster-props';

/** The facts of a cluster, and where each that somebody has said comes from. */
export interface ClusterDescription {
  readonly props: ClusterProfileProps;
  readonly origins: FactOrigins;
}

/** Where facts come from, by the names of the facts: `given`, `default of eks`, `cluster.yaml:7`. */
export interface FactOrigins {
  readonly [fact: string]: string;
}

/** What is usual on clusters of a kind. */
export interface UsualFacts extends Partial<ClusterProfileProps> {
  /** The port on which the Kubernetes API answers. */
  readonly apiPort?: number;
}

/** What may be said of every kind of cluster. */
export const CLUSTER_PROPS = [
  'dns',
  'nodeLocalDns',
  'networkPlugin',
  'entries',
  'nodeRanges',
  'podRanges',
  'serviceRanges',
  'kubernetesApi',
  'loadBalancer',
  'gatewayApiVersion',
  'gatewayApiChannel',
  'monitoring',
  'mesh',
  'metadata',
  'workloadIdentity',
  'policyDialect',
  'clusterPolicies',
  'kubernetesVersion',
  'assignsPodUsers',
];

/**
 * A cluster of a kind: what is usual there, but for what is said of this one.
 *
 * @param name - what people call the kind, which is the name of its factory as well: `eks`
 * @param props - what is said
 * @param usual - what is usual
 * @param more - the options of that kind alone, which are in `usual` by now
 */
export function described(
  name: string,
  props: ClusterProps,
  usual: UsualFacts,
  more: string[] = [],
): ClusterDescription {
  checkObject(`what is said of Clusters.${name}()`, props);
  checkKnownOptions(`Clusters.${name}()`, props, [...CLUSTER_PROPS, ...more]);
  const { apiPort, ...rest } = usual;
  const facts = { dns: ClusterDns.kubeDns(), ...rest };
  const { nodeLocalDns, ...said } = Object.fromEntries(
    Object.entries(props).filter(([fact, value]) => isGiven(value) && CLUSTER_PROPS.includes(fact)),
  ) as ClusterProps;
  const merged = { ...facts, ...said };
  const { kubernetesApi } = merged;
  return {
    props: {
      ...merged,
      ...(isGiven(nodeLocalDns) ? { dns: withCache(merged.dns, nodeLocalDns) } : {}),
      ...(apiPort !== undefined && KubernetesApi._isKubernetesApi(kubernetesApi)
        ? { kubernetesApi: (kubernetesApi as KubernetesApi)._on(apiPort) }
        : {}),
      name,
    },
    origins: {
      ...originsOf(facts, `default of ${name}`),
      ...originsOf(said, 'given'),
      ...(isGiven(nodeLocalDns) ? { dns: 'given' } : {}),
    },
  };
}

function withCache(dns: ClusterDns, cache: NodeLocalDnsProps): ClusterDns {
  const nodeLocal = NodeLocalDns.of(cache);
  if (!ClusterDns._isClusterDns(dns)) {
    throw valueError({
      law: 'the `dns` of a cluster must be a ClusterDns',
      got: dns,
      remedy: 'write ClusterDns.of({ ... }), or leave it out for the usual one',
    });
  }
  return dns._withNodeLocal(nodeLocal);
}

function originsOf(facts: object, origin: string): FactOrigins {
  return Object.fromEntries(Object.keys(facts).map((fact) => [fact, origin]));
}

function isGiven<T>(x: T): x is NonNullable<T> {
  return x !== undefined && x !== null;
}
