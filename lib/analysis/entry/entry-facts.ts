import type { ClusterProfile } from '../../cluster';
import { NAMESPACE_NAME, type Peer, type PodSelection } from '../../traffic';
import type { Labels } from '../network/workloads';

/** Pods that are known by their namespace and their labels. */
export interface EntryPods {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Where the pods run that carry requests in: a fact of the cluster, which no manifest of an app contains. */
export interface EntryFacts {
  /** The classes of ingress controllers that are known; among them may be GatewayClasses. */
  readonly ingressClasses: readonly string[];

  /**
   * The pods of an IngressClass, or those of a Gateway of a GatewayClass; undefined where nobody says.
   *
   * @param className - the class
   * @param gateway - which Gateway, for a GatewayClass
   */
  podsOf(className: string, gateway?: { readonly namespace: string; readonly name: string }): EntryPods | undefined;
}

/**
 * The facts from a cluster profile, and what is said beside it, which wins.
 *
 * @param cluster - the profile; its entries know their pods
 * @param entryPods - pods by GatewayClass or IngressClass
 */
export function entryFactsOf(
  cluster: ClusterProfile | undefined,
  entryPods: { readonly [className: string]: PodSelection } | undefined,
): EntryFacts {
  const said = new Map(Object.entries(entryPods ?? {}));
  const controllers = new Map<string, Peer>();
  const implementations = new Map<string, NonNullable<ClusterProfile['entries'][number]['implementation']>>();
  for (const { controller, implementation } of cluster?.entries ?? []) {
    if (controller) controllers.set(controller.ingressClassName, controller.dataPlane);
    if (implementation) implementations.set(implementation.gatewayClassName, implementation);
  }
  const isIngressClass = (name: string) => !implementations.has(name);
  return {
    ingressClasses: [...new Set([...[...said.keys()].filter(isIngressClass), ...controllers.keys()])],
    podsOf: (className, gateway) => {
      const known = gateway ? implementations.get(className)?.dataPlane(gateway) : controllers.get(className);
      const selection = said.get(className) ?? known?.selections[0];
      return selection && podsOf(selection);
    },
  };
}

/** A selection as one namespace and labels; undefined where it says something else. */
function podsOf({ namespaces, pods }: PodSelection): EntryPods | undefined {
  const namespace = namespaces?.labels[NAMESPACE_NAME];
  if (!namespaces || namespace === undefined) return undefined;
  const isPlain = namespaces.expressions.length === 0 && Object.keys(namespaces.labels).length === 1;
  if (!isPlain || pods.expressions.length > 0) return undefined;
  return { namespace, labels: pods.labels };
}
