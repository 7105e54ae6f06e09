import type { IpRange, Peer, Port } from '../../traffic';

/** How a mesh gets between pods. */
export enum MeshMode {
  /** A proxy in each pod, which leaves connections on the ports of the pods: Istio with sidecars. */
  SIDECAR = 'sidecar',
  /** A proxy on each node: connections between pods of the mesh arrive on one port for all. Istio's ambient mode. */
  AMBIENT = 'ambient',
  /** A proxy in each pod that takes connections from others of its kind on a port of its own. */
  LINKERD_PROXY = 'linkerd-proxy',
}

/**
 * A service mesh, as far as policies have to know it.
 *
 * @see https://istio.io/latest/docs/ambient/usage/networkpolicy/
 */
export interface IMesh {
  /** What people call it, such as `istio-ambient`. */
  readonly name: string;

  /** How it gets between pods. */
  readonly mode: MeshMode;

  /** Labels by which a namespace joins the mesh. */
  readonly namespaceLabels: { readonly [key: string]: string };

  /** Annotations by which a namespace joins the mesh. */
  readonly namespaceAnnotations: { readonly [key: string]: string };

  /** The pods of its control plane. */
  readonly controlPlane: Peer;

  /** The ports of the control plane that the proxies in pods connect to; none where there are no proxies in pods. */
  readonly controlPlanePorts: Port[];

  /**
   * The port on which pods of an ambient mesh get what others of the mesh send them, whichever port that is for.
   *
   * @default - none: the mesh isn't ambient
   */
  readonly hbonePort?: Port;

  /** From which addresses the kubelet's probes seem to come, where they are changed on the way. */
  readonly probeRanges: IpRange[];

  /**
   * The ports of the proxy in each pod, beside those of the pod: for `LINKERD_PROXY` the one on which it gets what others
   * of the mesh send, for `SIDECAR` those of its metrics and health.
   */
  readonly proxyPorts: Port[];

  /**
   * The namespaces outside of the app whose pods are in the mesh, such as those of a gateway. Of all other namespaces that
   * the app doesn't write, the pods are taken for being outside of it.
   *
   * @default - none
   */
  readonly memberNamespaces?: string[];

  /** The domain in the names of its identities: `cluster.local` in `spiffe://cluster.local/ns/shop/sa/web`. */
  readonly trustDomain: string;
}
