import { type ClusterProfile, GatewayFeature } from '../../cluster';
import { type CiliumEntity, NAMESPACE_NAME, Peer, type PodSelection } from '../../traffic';
import type { BlockFacts } from '../network/policies';
import type { Labels } from '../network/workloads';

/** Pods that are known by their namespace and their labels. */
export interface EntryPods {
  readonly namespace: string;
  /** Labels that the namespace certainly has, besides its name. */
  readonly namespaceLabels?: Labels;
  readonly labels: Labels;
}

/** From where an entry's requests come: one of these. */
export interface DataPlane {
  /** The pods that connect. */
  readonly pods?: EntryPods;
  /** The addresses from which a load balancer outside the cluster connects. */
  readonly addresses?: readonly BlockFacts[];
  /** What connects is known to Cilium only. */
  readonly entity?: CiliumEntity;
}

/** Where what carries requests in runs: a fact of the cluster, which no manifest of an app contains. */
export interface EntryFacts {
  /** The classes of ingress controllers that are known; among them may be GatewayClasses. */
  readonly ingressClasses: readonly string[];

  /**
   * The data plane of an IngressClass, or that of a Gateway of a GatewayClass; undefined where nobody says.
   *
   * @param className - the class
   * @param gateway - which Gateway, for a GatewayClass
   */
  dataPlaneOf(
    className: string,
    gateway?: { readonly namespace: string; readonly name: string },
  ): DataPlane | undefined;

  /** Whether Gateways of a GatewayClass read no Secret, since the cloud keeps their certificates. */
  readsNoSecrets(className: string): boolean;

  /** Whether Gateways of a GatewayClass are known to end TLS for TLSRoutes. */
  endsTls(className: string): boolean;
}

/**
 * The facts from a cluster profile, and what is said beside it, which wins.
 *
 * @param cluster - the profile; its entries know their data planes
 * @param entryPods - pods by GatewayClass or IngressClass
 */
export function entryFactsOf(
  cluster: ClusterProfile | undefined,
  entryPods: { readonly [className: string]: PodSelection } | undefined,
): EntryFacts {
  const said = new Map(Object.entries(entryPods ?? {}));
  const controllers = new Map<string, DataPlane | undefined>();
  const implementations = new Map<string, NonNullable<ClusterProfile['entries'][number]['implementation']>>();
  const onNodes = new Set<string>();
  for (const { controller, implementation, usesHostNetwork } of cluster?.entries ?? []) {
    if (controller) {
      const { ingressClassName, dataPlane, namespace } = controller;
      const plane = usesHostNetwork ? dataPlaneAt(nodes(cluster)) : dataPlaneAt(dataPlane, namespace);
      controllers.set(ingressClassName, plane);
    }
    if (implementation) implementations.set(implementation.gatewayClassName, implementation);
    if (implementation && usesHostNetwork) onNodes.add(implementation.gatewayClassName);
  }
  const isIngressClass = (name: string) => !implementations.has(name);
  return {
    ingressClasses: [...new Set([...[...said.keys()].filter(isIngressClass), ...controllers.keys()])],
    dataPlaneOf: (className, gateway) => {
      const selection = said.get(className);
      if (selection) return dataPlaneAt(Peer.selecting(selection));
      if (!gateway) return controllers.get(className);
      return dataPlaneAt(onNodes.has(className) ? nodes(cluster) : implementations.get(className)?.dataPlane(gateway));
    },
    readsNoSecrets: (className) => implementations.get(className)?.takesSecrets === false,
    endsTls: (className) => {
      const supported = implementations.get(className)?.features?.supported ?? [];
      return supported.includes(GatewayFeature.TLS_ROUTE_MODE_TERMINATE);
    },
  };
}

/** The addresses of the nodes; undefined where the profile doesn't say them. */
function nodes(cluster: ClusterProfile | undefined): Peer | undefined {
  const ranges = cluster?.nodeRanges ?? [];
  return ranges.length > 0 ? Peer.ranges(...ranges) : undefined;
}

/**
 * A peer as a data plane; undefined where it says something else, or more than one thing.
 *
 * @param home - the namespace of the pods, where the peer knows it by its labels
 */
function dataPlaneAt(peer: Peer | undefined, home?: string): DataPlane | undefined {
  if (!peer) return undefined;
  const { selections, blocks, entities } = peer;
  if (selections.length + Math.min(blocks.length, 1) + entities.length !== 1) return undefined;
  const [selection] = selections;
  if (selection) {
    const pods = podsOf(selection, home);
    return pods && { pods };
  }
  const [entity] = entities;
  if (entity) return { entity };
  const addresses = blocks.map(({ cidr, except }) => ({ cidr: `${cidr}`, except: except.map(String) }));
  return { addresses };
}

/** A selection as one namespace and labels; undefined where it says something else. */
function podsOf({ namespaces, pods }: PodSelection, home?: string): EntryPods | undefined {
  if (!namespaces || namespaces.expressions.length > 0 || pods.expressions.length > 0) return undefined;
  const { [NAMESPACE_NAME]: named, ...others } = namespaces.labels;
  const areNone = Object.keys(others).length === 0;
  if (named !== undefined) return areNone ? { namespace: named, labels: pods.labels } : undefined;
  if (home === undefined || areNone) return undefined;
  return { namespace: home, namespaceLabels: others, labels: pods.labels };
}
