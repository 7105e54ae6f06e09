import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ClusterProfile, ILoadBalancer } from '../cluster';
import { constructError, type Fault, type Located, located, placeOf, valueError } from '../errors';
import {
  addReadingValidation,
  clusterOf,
  type IWorkload,
  NameLaw,
  namespaceOf,
  objectMetadata,
  patchable,
  problemOf,
  ReadOnce,
  resourceName,
} from '../objects';
import { type Peer, type Port, Protocol } from '../traffic';
import { claim } from './claims';
import { areForwarded, checkClientsAreSeen, clientsOf, type HealthChecks, healthChecksOf } from './clients';
import { DnsName } from './dns-name';
import { warnOfExternalIps } from './external-ips';
import { type LoadBalancing, loadBalancing } from './load-balancing';
import { patchFaults } from './patch-faults';
import { alike, checkPorts, isOnlyNamed, listens, translated, undivided, unheard, unnumbered } from './port-laws';
import { selectingLabels } from './selecting-labels';
import { portless, targetOf } from './served-port';
import type { ServicePort } from './service-port';
import type { IService } from './service-reference';
import { ServiceType } from './service-type';
import { typeSpec } from './type-spec';

const USUAL_TYPE = ServiceType.clusterIp();

/** What a Service is. */
export interface ServiceProps {
  /** The workload that it stands in front of. */
  readonly workload: IWorkload;

  /**
   * Its ports, at least one.
   *
   * @default - none, for a headless Service: its clients reach every port of the pods
   */
  readonly ports?: ServicePort[];

  /**
   * Its name, a DNS-1035 label: it must start with a letter.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * How it is found, and by whom.
   *
   * @default ServiceType.clusterIp()
   */
  readonly type?: ServiceType;
}

/**
 * A stable name for changing pods. It protects nothing: who may connect is what policies say.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const mailer = new Worker(shop, 'mailer', { image: 'ghcr.io/acme/mailer:1.0', extraPorts: [{ name: 'smtp', port: 2525 }] });
 * new Service(shop, 'smtp', { workload: mailer, ports: [{ port: 25, target: Port.named('smtp') }] });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export class Service extends ApiObject implements IService {
  /** The Service itself. */
  public readonly object: ApiObject = this;
  /** The name by which pods find it. */
  public readonly dnsName: DnsName;
  /** The workload that it stands in front of. */
  public readonly workload: IWorkload;
  /** Its ports. */
  public readonly ports: ServicePort[];
  /** How it is found, and by whom. */
  public readonly type: ServiceType;
  private readonly balancing?: LoadBalancing;
  private readonly profile: ClusterProfile;

  /**
   * @throws when the name is no DNS-1035 label, the workload has no pods that are known, a port is out of range or none
   * at all, two ports can't be told apart, an application protocol breaks its law, a headless Service would have to
   * translate a port, a node port is none or not for this type, the load balancer can't give what is asked of it or
   * gives no answer, or clients are named whom the pods never see
   */
  public constructor(scope: Construct, id: string, props: ServiceProps) {
    const name = resourceName(scope, id, { kind: 'a Service', name: props.name, law: NameLaw.DNS_1035 });
    const { workload, ports = [], type = USUAL_TYPE } = props;
    const place = placeOf(scope, id);
    checkWorkload(place, workload);
    checkType(place, type);
    checkPorts(place, ports, type);
    const profile = clusterOf(scope);
    const balancing = loadBalancing(place, type, ports, profile);
    checkClientsAreSeen(place, type, balancing, profile);
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { ...objectMetadata(scope, name), ...annotationsOf(balancing) },
      spec: Lazy.any({ produce: () => this.spec() }),
    });
    this.workload = workload;
    this.ports = [...ports];
    this.type = type;
    this.balancing = balancing;
    this.profile = profile;
    this.dnsName = DnsName.of({
      service: name,
      namespace: namespaceOf(scope),
      clusterDomain: profile.dns.clusterDomain,
    });
    const problems = new ReadOnce(this, () => this.problems());
    addReadingValidation(this, () => problems.value);
    claim(this, { type, ports, balancing }, profile);
    warnOfExternalIps(this, type);
    patchable(this, undefined, patchFaults);
  }

  /**
   * Under which addresses connections from outside the cluster reach the pods, for a policy that lets them in;
   * undefined where nobody outside can connect.
   *
   * With `TrafficPolicy.CLUSTER` these are the nodes, and the clients too where the network plugin sees those of its own
   * node; with `TrafficPolicy.LOCAL` the clients themselves, and with some load balancers its own addresses.
   *
   * @throws when the cluster profile or the load balancer doesn't say a fact that is needed; the error names it
   */
  public get clients(): Peer | undefined {
    return located(this, () => clientsOf(this, this.type, this.balancing, this.profile));
  }

  /** @internal whether nodes forward to its pods, and nobody knows whether these see the clients of their own node */
  public get _arrivalIsDoubtful(): boolean {
    const {
      enforcesNetworkPolicies = true,
      matchesNodesByAddress = true,
      seesClientsOfOwnNode,
    } = this.profile.networkPlugin ?? {};
    const matters = enforcesNetworkPolicies && matchesNodesByAddress && seesClientsOfOwnNode === undefined;
    return matters && areForwarded(this.type, this.balancing);
  }

  /** @internal how its load balancer asks after the health of the pods, if at another port than its own */
  public get _healthChecks(): HealthChecks | undefined {
    return healthChecksOf(this.balancing);
  }

  /** The load balancer in front of it; undefined where there is none. */
  public get loadBalancer(): ILoadBalancer | undefined {
    return this.balancing?.provider;
  }

  /**
   * The pods' port behind a port of the Service, as it was given: by number or by name.
   *
   * @param port - the Service's port; without it, the first one
   * @param protocol - its protocol, since a Service may have one number for several; TCP unless given
   * @throws when the Service has no such port, or its first one is of another protocol
   */
  public targetPort(port?: number, protocol: Protocol = Protocol.TCP): Port {
    // Nearly always the only one is meant, and is a number already.
    const [{ target } = {}] = this.ports;
    const isOnly = port === undefined && this.ports.length === 1;
    if (isOnly && target?.first !== undefined && target.protocol === protocol) return target;
    const ports = this.ports.map((each) => ({
      target: each.target,
      number: each.port ?? each.target.first ?? this.workload.workload.resolve(each.target)?.first,
    }));
    return targetOf(this, ports, port, protocol);
  }

  /**
   * The number of the Service's first port, which is meant where none is named. Read at synth.
   *
   * @throws when it has no ports, as a headless Service may
   */
  public get defaultPort(): number {
    const [first] = this.ports;
    if (!first) throw portless(this);
    return this.number(first);
  }

  private spec(): any {
    const type = typeSpec(this.type, this.balancing?.answer);
    return {
      selector: selectingLabels(this, this.workload.workload),
      ...type,
      ...(this.ports.length > 0 ? { ports: this.ports.map((port) => this.portSpec(port)) } : {}),
    };
  }

  private portSpec(port: ServicePort): any {
    const target = this.target(port);
    return {
      protocol: target.protocol,
      port: this.number(port),
      targetPort: target.first ?? target.name,
      ...(port.name ? { name: port.name } : {}),
      ...(port.appProtocol ? { appProtocol: port.appProtocol } : {}),
      ...(port.nodePort === undefined ? {} : { nodePort: port.nodePort }),
    };
  }

  private number(port: ServicePort): number {
    const number = port.port ?? this.target(port).first;
    if (number === undefined) throw constructError(this, unnumbered(port));
    return number;
  }

  /** The pods' port by number; by name where each pod may give it another number. */
  private target(port: ServicePort): Port {
    const workload = this.workload.workload;
    const resolved = isOnlyNamed(workload, port.target) ? port.target : workload.resolve(port.target);
    if (!resolved) throw constructError(this, unheard(port, workload));
    return resolved;
  }

  /** What can only be seen once the workload is complete; cdk8s puts the path before it. */
  private problems(): string[] {
    const workload = this.workload.workload;
    if (workload.namespace !== (this.metadata.namespace ?? 'default')) {
      return [
        `a Service finds pods of its own namespace only, but ${workload.displayName} is in another one; ` +
          "make the Service in the workload's chart",
      ];
    }
    try {
      selectingLabels(this, workload);
    } catch (error) {
      return [problemOf(this, error).text];
    }
    const faults = this.ports.filter(({ target }) => !listens(workload, target)).map((port) => unheard(port, workload));
    // What nobody listens on has no number, by which the ports could be judged.
    const open = this.ports.filter((port) => port.port === undefined && isOnlyNamed(workload, port.target));
    if (faults.length === 0) faults.push(...open.map(unnumbered));
    return (faults.length > 0 ? faults : this.numberFaults()).map((fault) => valueError(fault).message);
  }

  private numberFaults(): Fault[] {
    // A lone port is like no other, and translated only where nothing may be.
    if (this.ports.length === 1 && !this.type.isHeadless) return [];
    const numbers = this.ports.map((port) => `${this.target(port).protocol} ${this.number(port)}`);
    const twice = repeated(numbers);
    return [
      ...(twice ? [alike(twice)] : this.balancerFaults()),
      ...this.ports
        .filter((port) => this.type.isHeadless && this.number(port) !== (this.target(port).first ?? port.port))
        .map((port) => translated(this.number(port), this.target(port))),
    ];
  }

  private balancerFaults(): Fault[] {
    const { provider, answer } = this.balancing ?? {};
    const shared = repeated(this.ports.map((port) => this.number(port)));
    return provider && answer?.tellsProtocolsApart === false && shared ? [undivided(provider.name, shared)] : [];
  }
}

/** Workloads of other libraries have pods as well, but don't say which. */
function checkWorkload(place: Located, workload: unknown): void {
  if (typeof workload === 'object' && workload !== null && 'workload' in workload) return;
  throw constructError(place, {
    law: 'the `workload` of a Service must say which pods it has, as those of this library do',
    got: workload,
    remedy: 'give one of these, or for other pods `{ workload: Workload.of({ ... }) }`',
  });
}

function checkType(place: Located, type: unknown): void {
  if (ServiceType.isServiceType(type)) return;
  throw constructError(place, {
    law: 'the `type` of a Service must be a ServiceType',
    got: type,
    remedy: 'write it as in ServiceType.headless()',
  });
}

function repeated<T>(values: T[]): T | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}

function annotationsOf(balancing: LoadBalancing | undefined): { annotations?: { [key: string]: string } } {
  const annotations = balancing?.answer.annotations ?? {};
  return Object.keys(annotations).length > 0 ? { annotations: { ...annotations } } : {};
}
