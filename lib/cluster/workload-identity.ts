import { valueError } from '../errors';
import {
  Cidr,
  CiliumEntity,
  checkKnownOptions,
  checkObject,
  checkPort,
  checkText,
  IpRange,
  Peer,
  Port,
} from '../traffic';
import { addressRanges, distinct } from './address-ranges';
import type { NetworkPlugin } from './network-plugin/catalogue';

const WORKLOAD_IDENTITY = Symbol.for('cdk8s-networking.WorkloadIdentity');

/** What is said of a service of your own that hands out the credentials of workloads. */
export interface WorkloadIdentityOptions {
  /** The TCP ports on which it answers. At least one is needed. */
  readonly ports: Port[];

  /**
   * Whether it runs on the network of the pod's own node. Cilium matches no address of a node, but its entity `host`.
   *
   * @default false
   */
  readonly onHost?: boolean;
}

/** What makes one kind of identity. */
interface Known {
  readonly name: string;
  readonly ranges?: IpRange[];
  readonly ports: Port[];
  readonly hostnames?: string[];
  readonly onHost?: boolean;
  readonly annotation?: string;
  readonly podLabels?: { readonly [key: string]: string };
}

/**
 * From where pods fetch the credentials of an identity of their own, and by what their ServiceAccount says which one it is.
 *
 * @example
 * new Platform({ cluster: Clusters.kubeadm({ workloadIdentity: WorkloadIdentity.eksPodIdentity() }) });
 */
export class WorkloadIdentity {
  /**
   * EKS Pod Identity: an agent on each node. Which role a ServiceAccount has is said to EKS, not to the ServiceAccount.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
   */
  public static eksPodIdentity(): WorkloadIdentity {
    const ranges = ['169.254.170.23', 'fd00:ec2::23'].map((address) => IpRange.of(Cidr.host(address)));
    return new WorkloadIdentity({ name: 'eks-pod-identity', ranges, ports: [Port.tcp(80)], onHost: true });
  }

  /**
   * IAM roles for service accounts: a pod shows its token to AWS STS, which has public addresses.
   *
   * @param region - that of the STS endpoint, such as `eu-west-1`
   * @throws when the region is none
   * @see https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
   */
  public static eksIrsa(region: string): WorkloadIdentity {
    checkRegion(region);
    const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    return new WorkloadIdentity({
      name: 'eks-irsa',
      ports: [Port.tcp(443)],
      hostnames: [`sts.${region}.${domain}`],
      annotation: 'eks.amazonaws.com/role-arn',
    });
  }

  /**
   * Workload Identity Federation for GKE: a server on each node answers in the place of Google Cloud's metadata server.
   *
   * Without Dataplane V2, a connection to 169.254.169.254 on port 80 is judged after it was led to 169.254.169.252 on port
   * 988; with it, before. Both are let in.
   *
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy
   */
  public static gke(): WorkloadIdentity {
    return new WorkloadIdentity({
      name: 'gke',
      ranges: ['169.254.169.252', '169.254.169.254'].map((address) => IpRange.of(Cidr.host(address))),
      ports: [Port.tcp(80), Port.tcp(988)],
      annotation: 'iam.gke.io/gcp-service-account',
    });
  }

  /**
   * Microsoft Entra Workload ID: a pod shows its token to Microsoft Entra, which has public addresses.
   *
   * @see https://learn.microsoft.com/azure/aks/workload-identity-overview
   */
  public static azure(): WorkloadIdentity {
    return new WorkloadIdentity({
      name: 'azure',
      ports: [Port.tcp(443)],
      hostnames: ['login.microsoftonline.com'],
      annotation: 'azure.workload.identity/client-id',
      podLabels: { 'azure.workload.identity/use': 'true' },
    });
  }

  /**
   * A service at addresses of your own.
   *
   * @param addresses - its addresses, or the networks they are in
   * @param options - its ports, and where it runs
   * @throws when there is no address or port, or one that is none
   */
  public static addresses(addresses: string[], options: WorkloadIdentityOptions): WorkloadIdentity {
    const what = 'WorkloadIdentity.addresses()';
    checkObject(`the options of ${what}`, options);
    checkKnownOptions(what, options, ['ports', 'onHost']);
    const { ports, onHost } = options;
    if (!Array.isArray(ports) || ports.length === 0) {
      throw valueError({ law: `${what} must have \`ports\``, got: ports, remedy: 'write them as in [Port.tcp(80)]' });
    }
    ports.forEach(checkPort);
    const ranges = addressRanges(what, addresses, 'give those that its pods or machines have');
    return new WorkloadIdentity({ name: 'addresses', ranges, ports, onHost });
  }

  /**
   * Whether this is a WorkloadIdentity, of this or another copy of this library.
   *
   * @internal
   */
  public static _isWorkloadIdentity(x: unknown): boolean {
    return typeof x === 'object' && x !== null && WORKLOAD_IDENTITY in x;
  }

  /** The kind of identity: `eks-pod-identity`, `eks-irsa`, `gke`, `azure` or `addresses`. */
  public readonly name: string;
  /** The addresses from which credentials are fetched; none where it is done by name. Frozen. */
  public readonly ranges: IpRange[];
  /** The ports on which they are. Frozen. */
  public readonly ports: Port[];
  /** The names of public services from which credentials are fetched; none where it is done by address. Frozen. */
  public readonly hostnames: string[];
  /** Whether whoever answers runs on the network of the pod's own node, which Cilium takes for its entity `host`. */
  public readonly isOnHost: boolean;
  /** Labels that the pods need. Frozen. */
  public readonly podLabels: { readonly [key: string]: string };
  private readonly annotation?: string;

  private constructor({ name, ranges = [], ports, hostnames = [], onHost = false, annotation, podLabels = {} }: Known) {
    Object.defineProperty(this, WORKLOAD_IDENTITY, { value: true });
    this.name = name;
    this.ranges = distinct(ranges);
    this.ports = [...ports];
    this.hostnames = [...hostnames];
    this.isOnHost = onHost;
    this.podLabels = Object.freeze({ ...podLabels });
    this.annotation = annotation;
    Object.freeze(this.ports);
    Object.freeze(this.hostnames);
  }

  /**
   * From whom credentials are fetched, as a policy has to name them; nobody where it is done by name alone.
   *
   * @param plugin - the network plugin, where it is known
   */
  public peers(plugin?: NetworkPlugin): Peer[] {
    if (this.ranges.length === 0) return [];
    return this.isOnHost && plugin?.matchesEntities
      ? [Peer.ciliumEntity(CiliumEntity.HOST)]
      : [Peer.ranges(...this.ranges)];
  }

  /**
   * What a ServiceAccount needs whose pods shall have an identity; nothing where the cloud alone knows of it.
   *
   * @param identity - the ARN of a role, the address of a service account of Google Cloud, or the client id of a managed
   * identity
   * @throws when it is no text
   */
  public serviceAccountAnnotations(identity: string): { readonly [key: string]: string } {
    checkText('an identity', identity, '"arn:aws:iam::123456789012:role/shop"');
    return this.annotation === undefined ? {} : { [this.annotation]: identity };
  }
}

function checkRegion(region: string): void {
  checkText('the region of WorkloadIdentity.eksIrsa()', region, '"eu-west-1"');
  if (/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) return;
  throw valueError({
    law: 'the region of WorkloadIdentity.eksIrsa() must be one of AWS',
    got: region,
    remedy: 'write it as in "eu-west-1"; `aws eks list-clusters` asks the region that is set',
  });
}
