import { checkDnsLabel, type IpRange, Peer, Port } from '../../traffic';
import { type IMesh, MeshMode } from './mesh';
import { placeOfMesh } from './mesh-options';

/** How Istio is installed. */
export interface IstioSidecarProps {
  /**
   * The namespace of istiod.
   *
   * @default 'istio-system'
   */
  readonly namespace?: string;

  /**
   * The revision, or the tag of one, by whose label namespaces join. `kubectl get mutatingwebhookconfigurations -l
   * app=sidecar-injector` shows them.
   *
   * @default - none: namespaces join by `istio-injection: enabled`
   */
  readonly revision?: string;

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
 * Istio with a proxy in each pod.
 *
 * @see https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio
 */
export class IstioSidecar implements IMesh {
  public readonly name = 'istio-sidecar';
  public readonly mode = MeshMode.SIDECAR;
  public readonly namespaceLabels: { readonly [key: string]: string };
  public readonly namespaceAnnotations: { readonly [key: string]: string } = {};
  public readonly controlPlane: Peer;
  public readonly controlPlanePorts = [Port.tcp(15012)];
  public readonly hbonePort?: Port;
  public readonly probeRanges: IpRange[] = [];
  // Metrics of the pod and its proxy together, health, and metrics of the proxy alone.
  public readonly proxyPorts = [Port.tcp(15020), Port.tcp(15021), Port.tcp(15090)];
  public readonly memberNamespaces?: string[];
  public readonly trustDomain: string;

  public constructor(props: IstioSidecarProps = {}) {
    const { namespace, trustDomain, memberNamespaces } = placeOfMesh('Mesh.istioSidecar()', props, 'istio-system', [
      'revision',
    ]);
    const { revision } = props;
    if (revision !== undefined) checkDnsLabel('the revision of Mesh.istioSidecar()', revision);
    this.namespaceLabels = revision === undefined ? { 'istio-injection': 'enabled' } : { 'istio.io/rev': revision };
    this.controlPlane = Peer.pods({ namespace, labels: { app: 'istiod' } });
    this.memberNamespaces = memberNamespaces;
    this.trustDomain = trustDomain;
  }
}
