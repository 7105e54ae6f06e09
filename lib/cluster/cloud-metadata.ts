import { Cidr, IpRange, onDemand, Port } from '../traffic';
import { distinct } from './address-ranges';

const CLOUD_METADATA = Symbol.for('cdk8s-networking.CloudMetadata');

/** What is known of the metadata service of a cloud. */
interface Known {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly ports: readonly number[];
  readonly hostnames?: readonly string[];
}

const AWS: Known = { name: 'aws', addresses: ['169.254.169.254', 'fd00:ec2::254'], ports: [80] };

/** Where workloads have identities of their own, GKE answers at the second address as well. */
const GCP: Known = {
  name: 'gcp',
  addresses: ['169.254.169.254', '169.254.169.252', 'fd20:ce::254'],
  ports: [80, 988],
  hostnames: ['metadata.google.internal', 'metadata'],
};

/** The second address is the WireServer, a public one, which hands out the secrets of the node. */
const AZURE: Known = { name: 'azure', addresses: ['169.254.169.254', '168.63.129.16'], ports: [80, 32526] };

/** Those of clouds that have no factory here: Alibaba, Oracle Cloud Classic, Scaleway. */
const OTHERS = ['100.100.100.200', '192.0.0.192', '169.254.42.42', 'fd00:42::42'];

/**
 * The addresses at which a cloud hands out the credentials of its nodes to whoever asks from one.
 *
 * @example
 * new Platform({ cluster: Clusters.kubeadm({ metadata: CloudMetadata.aws() }) });
 *
 * @see https://owasp.org/www-community/attacks/Server_Side_Request_Forgery
 */
export class CloudMetadata {
  /**
   * The instance metadata service of EC2.
   *
   * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
   */
  public static aws(): CloudMetadata {
    return new CloudMetadata(AWS);
  }

  /**
   * The metadata server of Google Cloud, and that of GKE.
   *
   * @see https://cloud.google.com/compute/docs/metadata/querying-metadata
   */
  public static gcp(): CloudMetadata {
    return new CloudMetadata(GCP);
  }

  /**
   * Azure's instance metadata service, and its WireServer.
   *
   * @see https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
   */
  public static azure(): CloudMetadata {
    return new CloudMetadata(AZURE);
  }

  /** No metadata service: the nodes are machines of your own. */
  public static none(): CloudMetadata {
    return new CloudMetadata({ name: 'none', addresses: [], ports: [] });
  }

  /** @internal every address that is known of any cloud, for clusters of which nobody says where they run */
  public static readonly _everyRange: () => IpRange[] = onDemand(() =>
    rangesOf([...AWS.addresses, ...GCP.addresses, ...AZURE.addresses, ...OTHERS]),
  );

  /**
   * Whether this is a CloudMetadata, of this or another copy of this library.
   *
   * @internal
   */
  public static _isCloudMetadata(x: unknown): boolean {
    return typeof x === 'object' && x !== null && CLOUD_METADATA in x;
  }

  /** The cloud: `aws`, `gcp`, `azure` or `none`. */
  public readonly name: string;
  /** Its addresses, IPv4 and IPv6. Frozen. */
  public readonly ranges: IpRange[];
  /** The ports on which it answers. Frozen. */
  public readonly ports: Port[];
  /** The names by which it is asked for as well. Frozen. */
  public readonly hostnames: string[];

  private constructor({ name, addresses, ports, hostnames = [] }: Known) {
    Object.defineProperty(this, CLOUD_METADATA, { value: true });
    this.name = name;
    this.ranges = rangesOf(addresses);
    this.ports = ports.map((port) => Port.tcp(port));
    this.hostnames = [...hostnames];
    Object.freeze(this.ports);
    Object.freeze(this.hostnames);
  }
}

function rangesOf(addresses: readonly string[]): IpRange[] {
  return distinct(addresses.map((address) => IpRange.of(Cidr.host(address))));
}
