import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type IService, Service, type ServicePort, ServiceType } from '../addressing';
import { constructError, type Located, located, placeOf } from '../errors';
import { withdrawn } from '../objects';
import type { Connections, IConnectable } from '../policy';
import { checkKnownOptions, checkObject } from '../traffic';
import { admitClients } from './admit-clients';
import type { IBackend } from './backend';

/** What is published, and how. */
export interface PublishedServiceProps {
  /** Who answers: a workload of this library, or an adopted one. */
  readonly backend: IConnectable;

  /** The ports of the Service, at least one. */
  readonly ports: ServicePort[];

  /**
   * How clients outside the cluster reach it: by a load balancer, or by a port of each node.
   *
   * @default ServiceType.loadBalancer()
   */
  readonly type?: ServiceType;

  /**
   * The name of the Service, a DNS-1035 label: it must start with a letter.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

const KNOWN = ['backend', 'ports', 'type', 'name'];

/**
 * A Service for clients outside the cluster, and the way through the policy of the pods behind it.
 *
 * The policy lets in the addresses under which connections arrive, which need not be those of the clients: by a node it is
 * the node's own, by some load balancers theirs. It follows from the Service, its load balancer and the cluster profile.
 *
 * @example
 * const platform = new Platform({
 *   cluster: Clusters.kubeadm({
 *     nodeRanges: ['10.0.0.0/24'],
 *     loadBalancer: LoadBalancers.metallb({ addressPool: 'public' }),
 *   }),
 * });
 * const shop = new IsolatedNamespace(platform, 'shop');
 * const mail = new Worker(shop, 'mail', { image: 'ghcr.io/acme/mail:1.0', extraPorts: [{ name: 'smtp', port: 2525 }] });
 * new PublishedService(shop, 'smtp', { backend: mail, ports: [{ port: 25, target: Port.named('smtp') }] });
 *
 * @see https://kubernetes.io/docs/tutorials/services/source-ip/
 */
export class PublishedService extends Construct implements IBackend {
  /** The Service. */
  public readonly service: IService;
  /** Who may connect to the pods behind it, and to whom they connect. */
  public readonly connections: Connections;

  /**
   * @throws when the backend takes no part in connections or uses the network of its node, the type is for clients inside the cluster alone, the Service
   * breaks a law, or a fact of the cluster is needed that its profile doesn't say
   */
  public constructor(scope: Construct, id: string, props: PublishedServiceProps) {
    const place = placeOf(scope, id);
    checkProps(place, props);
    const { backend, ports, type = ServiceType.loadBalancer() } = props;
    checkConnectable(place, backend);
    checkGoverned(place, backend);
    super(scope, id);
    try {
      const { connections } = backend;
      const service = new Service(this, 'Service', { name: props.name ?? id, workload: connections, ports, type });
      if (service.clients === undefined) throw unreached(this, type);
      admitClients(service, connections);
      this.connections = connections;
      this.service = service;
    } catch (error) {
      throw withdrawn(this, error);
    }
  }

  /** The NetworkPolicy that lets its clients in. */
  public get policy(): ApiObject {
    return this.connections.policy;
  }
}

/** From JavaScript, anything may come: a misspelt type would be taken for none. */
function checkProps(place: Located, props: PublishedServiceProps | undefined): void {
  located(place, () => {
    checkObject('the properties of a published Service', props, 'write them in { }, with a `backend` and `ports`');
    checkKnownOptions('a published Service', props as PublishedServiceProps, KNOWN);
  });
}

function checkConnectable(place: Located, backend: Partial<IConnectable> | undefined): void {
  if (typeof backend?.connections?.allowFrom === 'function') return;
  throw constructError(place, {
    law: 'the backend of a published Service must take part in connections',
    got: backend,
    remedy: 'give a workload of this library, or adopt another one by Connections.of()',
  });
}

/** No policy governs pods on the network of their node: none stands in the way of clients, and none can let them in. */
function checkGoverned(place: Located, { connections }: IConnectable): void {
  if (!connections._refusal) return;
  throw constructError(place, {
    law: 'the pods of a published Service must be such as a policy governs, but these use the network of their node',
    remedy: 'make a plain Service: no policy keeps its clients out',
  });
}

function unreached(place: Located, type: ServiceType): Error {
  return constructError(place, {
    law: 'a published Service must be of a type that clients outside the cluster reach',
    got: `${type}`,
    remedy: 'take ServiceType.loadBalancer() or ServiceType.nodePort(), or make a plain Service',
  });
}
