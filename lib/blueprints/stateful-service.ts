import type { ApiObject } from 'cdk8s';
import type { StatefulSet } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Service, ServiceType } from '../addressing';
import { constructError } from '../errors';
import { type IWorkload, NameLaw, resourceName } from '../objects';
import { Connections, type IConnectable } from '../policy';
import type { IBackend } from '../routing';
import { Port, type Workload } from '../traffic';
import { type ExtraPort, ownServiceAccount, PlainStatefulSet, type Storage, workloadOf } from '../workload';
import { checkProps } from './props-laws';
import { extra, servicePorts, servingPods } from './serving';
import type { ServingOptions } from './serving-options';
import { withdrawn } from './withdrawn';

/** The API server puts the name, a hyphen and a hash of 10 characters into a label. */
const MAX_NAME = 52;

/** What a stateful service runs. */
export interface StatefulServiceProps extends ServingOptions {
  /**
   * A volume for each member, which outlives its pod. Changing the size of an existing one takes more than an apply.
   *
   * @default - none: what is written ends with the pod
   */
  readonly storage?: Storage;

  /**
   * Ports on which the members speak among themselves. Clients don't reach them.
   *
   * Give them where something that isn't in the app scales it, such as `kubectl scale`: nobody sees its members then.
   *
   * @default - none of their own: several members speak on all ports of the pods
   */
  readonly peerPorts?: ExtraPort[];
}

/**
 * Something with members that keep their names and their data: a StatefulSet with two Services.
 *
 * Clients use the Service of its name, which has one address. The members find each other by the headless one,
 * `<name>-peers`, before they are ready; they may connect among themselves where there is more than one by
 * `replicas`, where a HorizontalPodAutoscaler of cdk8s-plus decides how many there are, or where `peerPorts` are given.
 * A single member admits only its clients.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const db = new StatefulService(shop, 'db', {
 *   image: 'postgres:17',
 *   port: 5432,
 *   runAs: 999,
 *   storage: { size: '10Gi', mountPath: '/var/lib/postgresql/data' },
 *   env: { PGDATA: '/var/lib/postgresql/data/pgdata', POSTGRES_PASSWORD: Env.secret('db', 'password') },
 * });
 * db.headlessService.dnsName.member('db', 0); // db-0.db-peers.shop.svc.cluster.local
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export class StatefulService extends Construct implements IConnectable, IWorkload, IBackend {
  /** The StatefulSet. */
  public readonly statefulSet: StatefulSet;
  /** The Service by which clients find it. */
  public readonly service: Service;
  /** The headless Service by which its members find each other. */
  public readonly headlessService: Service;
  /** Who may connect to it, and to whom it connects. */
  public readonly connections: Connections;
  /** Its ServiceAccount, where it has one of its own. */
  public readonly serviceAccount?: ApiObject;

  /**
   * @throws when a name, port, path, number or quantity breaks its law
   */
  public constructor(scope: Construct, id: string, props: StatefulServiceProps) {
    super(scope, id);
    try {
      checkProps(this, 'a StatefulService', props);
      const name = resourceName(scope, id, { kind: 'a StatefulService', name: props.name, law: NameLaw.DNS_1035 });
      if (name.length > MAX_NAME) {
        throw constructError(this, {
          law: `the name of a StatefulSet must have at most ${MAX_NAME} characters, since its pods' labels add a hash`,
          got: name,
          remedy: 'give a shorter `name`',
        });
      }
      const { peerPorts = [], extraPorts = [] } = props;
      const givenName = props.name ?? id;
      this.statefulSet = new PlainStatefulSet(this, 'StatefulSet', {
        ...servingPods(name, { ...props, extraPorts: [...extraPorts, ...peerPorts] }),
        storage: props.storage,
        governingService: `${name}-peers`,
        autoscaled: () => this.connectMembers(props),
      });
      this.serviceAccount = ownServiceAccount(this);
      this.service = new Service(this, 'Service', { name: givenName, workload: this, ports: servicePorts(props) });
      this.headlessService = new Service(this, 'PeerService', {
        name: `${givenName}-peers`,
        type: ServiceType.HEADLESS,
        workload: this,
        ports: [...servicePorts({ ...props, servicePort: undefined }), ...peerPorts.map(extra)],
        publishNotReadyAddresses: true,
      });
      this.connections = new Connections(this, {
        workload: this,
        policyName: name,
        defaultPorts: [Port.tcp(props.port)],
      });
      this.connections.standFor(this.statefulSet);
      if (peerPorts.length > 0 || (props.replicas ?? 1) > 1) this.connectMembers(props);
    } catch (error) {
      throw withdrawn(this, error);
    }
  }

  /** Its pods as they are now. */
  public get workload(): Workload {
    return workloadOf(this.statefulSet);
  }

  /** The NetworkPolicy that governs its pods. */
  public get policy(): ApiObject {
    return this.connections.policy;
  }

  /** Not called for a lone member, which has nobody to speak to. Twice is the same as once. */
  private connectMembers({ port, extraPorts = [], peerPorts = [] }: StatefulServiceProps): void {
    const reason = 'the members speak among themselves';
    const named = (ports: ExtraPort[]) => ports.map(({ name, protocol }) => Port.named(name, protocol));
    const ports = peerPorts.length > 0 ? named(peerPorts) : [Port.tcp(port), ...named(extraPorts)];
    this.connections.allowTo(this, { ports, reason });
  }
}
