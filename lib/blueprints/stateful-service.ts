import type { StatefulSet } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { type IService, Service, ServiceType } from '../addressing';
import { constructError, type Located } from '../errors';
import { NameLaw, resourceName, withdrawn } from '../objects';
import { Connections } from '../policy';
import { admitClients, type IBackend } from '../routing';
import { Port, type Workload } from '../traffic';
import { type ExtraPort, type MemberOptions, metricsOf, PlainStatefulSet, type Storage, workloadOf } from '../workload';
import { deriveConnections } from './derived-connections';
import { checkEnforced } from './enforced-pod-security';
import { MEMBER_OPTIONS, SERVING_OPTIONS } from './known-options';
import { checkLength } from './name-laws';
import { checkProps } from './props-laws';
import { ReplicatedWorkload } from './replicated-workload';
import { memberPorts, PORT_NAME, servicePorts, servingPods } from './serving';
import type { ServingOptions } from './serving-options';

/** The API server puts the name, a hyphen and a hash of 10 characters into a label. */
const MAX_NAME = 52;

/** What a stateful service runs. */
export interface StatefulServiceProps extends ServingOptions, MemberOptions {
  /**
   * A volume for each member, which outlives its pod; several are `volumes` with `Volume.perMember()`. Changing the size
   * of an existing one takes more than an apply.
   *
   * @default - none: what is written ends with the pod
   */
  readonly storage?: Storage;

  /**
   * Ports on which the members speak among themselves. Clients don't reach them.
   *
   * @default - none: the members reach each other on no port, unless by `connections.allowInternally()`
   */
  readonly peerPorts?: ExtraPort[];
}

const OPTIONS = new Set<keyof StatefulServiceProps>([...SERVING_OPTIONS, ...MEMBER_OPTIONS, 'storage', 'peerPorts']);

/**
 * Something with members that keep their names and their data: a StatefulSet with two Services.
 *
 * Clients use the Service of its name, which has one address. The members find each other by the headless one,
 * `<name>-peers`, before they are ready. They may connect among themselves only where that is asked for: on `peerPorts`,
 * or by `connections.allowInternally()` on those of the clients.
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
export class StatefulService extends ReplicatedWorkload implements IBackend {
  /** The StatefulSet. */
  public readonly statefulSet: StatefulSet;
  /** The Service by which clients find it. */
  public readonly service: IService;
  /** The headless Service by which its members find each other. */
  public readonly headlessService: Service;
  /** Who may connect to it, and to whom it connects. */
  public readonly connections: Connections;

  /**
   * @throws when a name, port, path, number or quantity breaks its law, when the rollout is one that a StatefulSet doesn't
   * have, or when the pods need more than the Pod Security level of their namespace lets them
   */
  public constructor(scope: Construct, id: string, props: StatefulServiceProps) {
    super(scope, id);
    try {
      checkProps(this, 'a StatefulService', props, OPTIONS);
      const name = resourceName(scope, id, { kind: 'a StatefulService', name: props.name, law: NameLaw.DNS_1035 });
      checkLength(this, name, { kind: 'a StatefulSet', most: MAX_NAME, why: "its pods' labels add a hash" });
      const { peerPorts = [], storage } = props;
      checkPeerPorts(this, peerPorts);
      const pods = { ...servingPods(name, { ...props, extraPorts: allPorts(props) }), storage };
      this.statefulSet = new PlainStatefulSet(this, 'StatefulSet', { ...pods, governingService: `${name}-peers` });
      checkEnforced(this, this.statefulSet);
      const givenName = props.name ?? id;
      const service = new Service(this, 'Service', {
        name: givenName,
        workload: this,
        type: props.serviceType,
        ports: servicePorts(this, props, PORT_NAME, metricsOf(pods)?.port),
      });
      this.service = service;
      this.headlessService = new Service(this, 'PeerService', {
        name: `${givenName}-peers`,
        type: ServiceType.headless({ publishNotReadyAddresses: true }),
        workload: this,
        ports: memberPorts(props, peerPorts),
      });
      this.connections = new Connections(this, {
        workload: this,
        policyName: name,
        defaultPorts: [Port.tcp(props.port)],
      });
      this.connections.standFor(this.statefulSet);
      deriveConnections(this, this.statefulSet, pods, service);
      admitClients(service, this.connections);
      this.connectMembers(peerPorts);
    } catch (error) {
      throw withdrawn(this, error);
    }
  }

  /** Its pods as they are now. */
  public get workload(): Workload {
    return workloadOf(this.statefulSet);
  }

  private connectMembers(peerPorts: ExtraPort[]): void {
    if (peerPorts.length === 0) return;
    const ports = peerPorts.map(({ name, protocol }) => Port.named(name, protocol));
    this.connections.allowInternally({ ports, reason: 'the members speak among themselves' });
  }
}

/** The ports beside the main one. What is no list from JavaScript is refused with the pods. */
function allPorts({ extraPorts = [], peerPorts = [] }: StatefulServiceProps): ExtraPort[] {
  return Array.isArray(extraPorts) ? [...extraPorts, ...peerPorts] : extraPorts;
}

function checkPeerPorts(place: Located, peerPorts: unknown): void {
  if (Array.isArray(peerPorts)) return;
  throw constructError(place, {
    law: '`peerPorts` must be a list',
    got: peerPorts,
    remedy: "write it as in peerPorts: [{ name: 'raft', port: 7000 }]",
  });
}
