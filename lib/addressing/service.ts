import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { constructError, type Fault, type Located, placeOf, valueError } from '../errors';
import { clusterOf, type IWorkload, NameLaw, namespaceOf, objectMetadata, patchable, resourceName } from '../objects';
import { type Port, Protocol } from '../traffic';
import { DnsName } from './dns-name';
import { alike, checkPorts, listens, translated, unheard } from './port-laws';
import type { ServicePort } from './service-port';

/** How a Service's name resolves. */
export enum ServiceType {
  /** To one stable address, which the cluster balances over the pods. */
  CLUSTER_IP = 'ClusterIP',
  /** To the addresses of the pods themselves; nothing is balanced, and no port is translated. */
  HEADLESS = 'Headless',
}

/** What a Service is. */
export interface ServiceProps {
  /** The workload that it stands in front of. */
  readonly workload: IWorkload;

  /** Its ports, at least one. */
  readonly ports: ServicePort[];

  /**
   * Its name, a DNS-1035 label: it must start with a letter.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * How its name resolves.
   *
   * @default ServiceType.CLUSTER_IP
   */
  readonly type?: ServiceType;

  /**
   * Whether pods that aren't ready count as well, as the members of a cluster need it to find each other at start.
   *
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
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
export class Service extends ApiObject {
  /** The name by which pods find it. */
  public readonly dnsName: DnsName;
  /** The workload that it stands in front of. */
  public readonly workload: IWorkload;
  /** Its ports. */
  public readonly ports: ServicePort[];
  private readonly isHeadless: boolean;

  /**
   * @throws when the name is no DNS-1035 label, the workload has no pods that are known, a port is out of range or none
   * at all, two ports can't be told apart, an application protocol breaks its law, or a headless Service would have to
   * translate a port
   */
  public constructor(scope: Construct, id: string, props: ServiceProps) {
    const name = resourceName(scope, id, { kind: 'a Service', name: props.name, law: NameLaw.DNS_1035 });
    const isHeadless = props.type === ServiceType.HEADLESS;
    checkWorkload(placeOf(scope, id), props.workload);
    checkPorts(placeOf(scope, id), props.ports, isHeadless);
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: objectMetadata(scope, name),
      spec: Lazy.any({ produce: () => this.spec(props) }),
    });
    this.workload = props.workload;
    this.ports = [...props.ports];
    this.dnsName = DnsName.of({
      service: name,
      namespace: namespaceOf(scope),
      clusterDomain: clusterOf(this).dns.clusterDomain,
    });
    this.isHeadless = isHeadless;
    this.node.addValidation({ validate: () => this.problems() });
    patchable(this);
  }

  /**
   * The pods' port behind a port of the Service, as it was given: by number or by name.
   *
   * @param port - the Service's port; without it, the first one
   * @param protocol - its protocol, since a Service may have one number for several; TCP unless given
   * @throws when the Service has no such port, or its first one is of another protocol
   */
  public targetPort(port?: number, protocol: Protocol = Protocol.TCP): Port {
    const workload = this.workload.workload;
    const own = this.ports.map((candidate) => ({
      target: candidate.target,
      number: candidate.port ?? workload.resolve(candidate.target)?.first,
    }));
    const wanted = port === undefined ? own.slice(0, 1) : own.filter(({ number }) => number === port);
    const found = wanted.find(({ target }) => target.protocol === protocol);
    if (found) return found.target;
    const texts = own.map(({ target, number }) => `${target.protocol} ${number ?? target.name}`);
    throw constructError(this, {
      law: `a Service port must be one of ${texts.join(', ')}`,
      got: port === undefined ? `the first one, for ${protocol}` : `${protocol} ${port}`,
      remedy: "name one of the Service's own ports, not the pods'",
    });
  }

  /** The number of the Service's first port, which is meant where none is named. Read at synth. */
  public get defaultPort(): number {
    return this.number(this.ports[0] as ServicePort);
  }

  private spec(props: ServiceProps): any {
    return {
      type: 'ClusterIP',
      ...(this.isHeadless ? { clusterIP: 'None' } : {}),
      ...(props.publishNotReadyAddresses ? { publishNotReadyAddresses: true } : {}),
      selector: props.workload.workload.selector.labels,
      ports: this.ports.map((port) => ({
        ...(port.name ? { name: port.name } : {}),
        ...(port.appProtocol ? { appProtocol: port.appProtocol } : {}),
        protocol: this.target(port).protocol,
        port: this.number(port),
        targetPort: this.target(port).first,
      })),
    };
  }

  private number(port: ServicePort): number {
    return port.port ?? (this.target(port).first as number);
  }

  private target(port: ServicePort): Port {
    const workload = this.workload.workload;
    const resolved = workload.resolve(port.target);
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
    const faults = this.ports.filter(({ target }) => !listens(workload, target)).map((port) => unheard(port, workload));
    // What nobody listens on has no number, by which the ports could be judged.
    return (faults.length > 0 ? faults : this.numberFaults()).map((fault) => valueError(fault).message);
  }

  private numberFaults(): Fault[] {
    const numbers = this.ports.map((port) => `${this.target(port).protocol} ${this.number(port)}`);
    const twice = numbers.find((number, index) => numbers.indexOf(number) !== index);
    return [
      ...(twice ? [alike(twice)] : []),
      ...this.ports
        .filter((port) => this.isHeadless && this.number(port) !== this.target(port).first)
        .map((port) => translated(this.number(port), this.target(port))),
    ];
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
