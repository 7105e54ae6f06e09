import { Cidr, checkKnownOptions, checkObject, IpRange, Port } from '../traffic';
import { addressRanges, distinct } from './address-ranges';

const KUBERNETES_API = Symbol.for('cdk8s-networking.KubernetesApi');
const PORT = 6443;
const SERVICE_PORT = 443;
const FIND_ADDRESSES =
  'give those that `kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes -o wide` shows';

/** What is said of the Kubernetes API beside its addresses. */
export interface KubernetesApiOptions {
  /**
   * The TCP port on which its servers listen, which need not be that of the Service. The same command shows it as shows
   * the addresses.
   *
   * @default - 6443, as kubeadm, k3s and OpenShift have it; 443 on EKS, GKE and AKS
   */
  readonly port?: number;

  /**
   * The address of the Service `default/kubernetes`. `kubectl get service kubernetes -n default` shows it.
   *
   * Only for network plugins that judge a connection before the address of a Service is translated.
   *
   * @default - not known: a policy names the servers alone
   */
  readonly clusterIp?: string;
}

/**
 * Where the Kubernetes API answers: the addresses behind the Service `default/kubernetes`, which has no pods that a policy
 * could select.
 *
 * They change when control planes come and go. Where a cloud runs them, take the network they are in.
 *
 * @example
 * const kubernetesApi = KubernetesApi.at(['10.0.0.4', '10.0.0.5'], { port: 6443, clusterIp: '10.96.0.1' });
 * new Platform({ cluster: Clusters.kubeadm({ kubernetesApi }) });
 *
 * @see https://kubernetes.io/docs/concepts/overview/kubernetes-api/
 */
export class KubernetesApi {
  /**
   * The Kubernetes API at these addresses.
   *
   * @param addresses - the addresses of its servers, or the networks they are in
   * @param options - its port, and the address of its Service
   * @throws when there is no address, or one that is none, or a network of every address; when the port is none
   */
  public static at(addresses: string[], options: KubernetesApiOptions = {}): KubernetesApi {
    return new KubernetesApi(addresses, options);
  }

  /**
   * Whether this is a KubernetesApi, of this or another copy of this library.
   *
   * @internal
   */
  public static _isKubernetesApi(x: unknown): boolean {
    return typeof x === 'object' && x !== null && KUBERNETES_API in x;
  }

  /** The addresses of its servers, and after them that of its Service where it is known. Frozen. */
  public readonly ranges: IpRange[];
  /** The port of its servers, and that of its Service where the address of that is known. Frozen. */
  public readonly ports: Port[];
  /** The address of its Service, where it is known. */
  public readonly clusterIp?: string;

  private constructor(
    private readonly addresses: string[],
    private readonly options: KubernetesApiOptions,
  ) {
    Object.defineProperty(this, KUBERNETES_API, { value: true });
    checkObject('the options of KubernetesApi.at()', options);
    checkKnownOptions('KubernetesApi.at()', options, ['port', 'clusterIp']);
    const { port = PORT, clusterIp } = options;
    const servers = addressRanges('KubernetesApi.at()', addresses, FIND_ADDRESSES);
    this.clusterIp = clusterIp;
    this.ranges = distinct([...servers, ...(clusterIp === undefined ? [] : [IpRange.of(Cidr.host(clusterIp))])]);
    const numbers = clusterIp === undefined ? [port] : [...new Set([port, SERVICE_PORT])];
    this.ports = numbers.map((number) => Port.tcp(number));
    Object.freeze(this.ports);
  }

  /**
   * The same, on the port of a platform where nobody has said another one.
   *
   * @internal
   */
  public _on(port: number): KubernetesApi {
    return new KubernetesApi(this.addresses, { ...this.options, port: this.options.port ?? port });
  }
}
