import { Cidr, IpRange, Peer, Port } from '../../traffic';
import { type IMesh, MeshMode } from './mesh';
import { placeOfMesh } from './mesh-options';

/** How Istio is installed. */
export interface IstioAmbientProps {
  /**
   * The namespace of istiod.
   *
   * @default 'istio-system'
   */
  readonly namespace?: string;

  /**
   * The trust domain of the mesh.
   *
   * @default 'cluster.local'
   */
  readonly trustDomain?: string;

  /**
   * The namespaces outside of the app whose pods are in the mesh. `kubectl get namespaces --show-labels` shows them.
   *
   * @default - none: of those, all are taken for being outside of it
   */
  readonly memberNamespaces?: string[];
}

/**
 * Istio in its ambient mode: ztunnel on each node, and nothing in the pods.
 *
 * @see https://istio.io/latest/docs/ambient/usage/networkpolicy/
 */
export class IstioAmbient implements IMesh {
  public readonly name = 'istio-ambient';
  public readonly mode = MeshMode.AMBIENT;
  public readonly namespaceLabels = { 'istio.io/dataplane-mode': 'ambient' };
  public readonly namespaceAnnotations: { readonly [key: string]: string } = {};
  public readonly controlPlane: Peer;
  // It is ztunnel that talks to istiod, from the pods of its own.
  public readonly controlPlanePorts: Port[] = [];
  public readonly hbonePort?: Port = Port.tcp(15008);
  public readonly probeRanges = ['169.254.7.127', 'fd16:9254:7127:1337:ffff:ffff:ffff:ffff'].map((address) =>
    IpRange.of(Cidr.host(address)),
  );
  public readonly proxyPorts: Port[] = [];
  public readonly memberNamespaces?: string[];
  public readonly trustDomain: string;

  public constructor(props: IstioAmbientProps = {}) {
    const { namespace, trustDomain, memberNamespaces } = placeOfMesh('Mesh.istioAmbient()', props, 'istio-system');
    this.controlPlane = Peer.pods({ namespace, labels: { app: 'istiod' } });
    this.memberNamespaces = memberNamespaces;
    this.trustDomain = trustDomain;
  }
}
