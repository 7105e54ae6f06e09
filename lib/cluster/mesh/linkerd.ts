import { type IpRange, Peer, Port } from '../../traffic';
import { type IMesh, MeshMode } from './mesh';
import { placeOfMesh } from './mesh-options';

/** How Linkerd is installed. */
export interface LinkerdProps {
  /**
   * The namespace of its control plane.
   *
   * @default 'linkerd'
   */
  readonly namespace?: string;

  /**
   * The trust domain of the mesh: `identityTrustDomain` of its chart.
   *
   * @default 'cluster.local'
   */
  readonly trustDomain?: string;

  /**
   * The namespaces outside of the app whose pods are in the mesh. `kubectl get namespaces --show-labels` shows them, and `-o yaml` their annotations.
   *
   * @default - none: of those, all are taken for being outside of it
   */
  readonly memberNamespaces?: string[];
}

/**
 * Linkerd.
 *
 * @see https://linkerd.io/2/common-errors/network-policy/
 */
export class Linkerd implements IMesh {
  public readonly name = 'linkerd';
  public readonly mode = MeshMode.LINKERD_PROXY;
  public readonly namespaceLabels: { readonly [key: string]: string } = {};
  public readonly namespaceAnnotations = { 'linkerd.io/inject': 'enabled' };
  public readonly controlPlane: Peer;
  // Destinations, policies and identities.
  public readonly controlPlanePorts = [Port.tcp(8086), Port.tcp(8090), Port.tcp(8080)];
  public readonly hbonePort?: Port;
  public readonly probeRanges: IpRange[] = [];
  public readonly proxyPorts = [Port.tcp(4143)];
  public readonly memberNamespaces?: string[];
  public readonly trustDomain: string;

  public constructor(props: LinkerdProps = {}) {
    const { namespace, trustDomain, memberNamespaces } = placeOfMesh('Mesh.linkerd()', props, 'linkerd');
    this.controlPlane = Peer.namespace(namespace);
    this.memberNamespaces = memberNamespaces;
    this.trustDomain = trustDomain;
  }
}
