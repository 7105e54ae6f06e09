import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { constructError, located, placeOf } from '../errors';
import { clusterOf, type IWorkload, NameLaw, namespaceOf, objectMetadata, patchable, resourceName } from '../objects';
import { checkDnsLabel, Port } from '../traffic';
import { DnsName } from './dns-name';
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

  /**
   * @throws when the name is no DNS-1035 label, a port is out of range, or two ports cannot be told apart
   */
  public constructor(scope: Construct, id: string, props: ServiceProps) {
    const name = resourceName(scope, id, { kind: 'a Service', name: props.name, law: NameLaw.DNS_1035 });
    checkPorts(scope, id, props.ports);
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
    this.node.addValidation({ validate: () => this.problems() });
    patchable(this);
  }

  /**
   * The pods' port behind a port of the Service, as it was given: by number or by name.
   *
   * @param port - the Service's port; without it, the first one
   * @throws when the Service has no such port
   */
  public targetPort(port?: number): Port {
    if (port === undefined) return (this.ports[0] as ServicePort).target;
    const found = this.ports.find((candidate) => (candidate.port ?? candidate.target.first) === port);
    if (found) return found.target;
    throw constructError(this, {
      law: `the Service has the ports ${this.ports.map(({ port: own, target }) => own ?? target.first).join(', ')}`,
      got: port,
      remedy: "name one of the Service's own ports, not the pods'",
    });
  }

  /** The number of the Service's first port, which is meant where none is named. Read at synth. */
  public get defaultPort(): number {
    return this.number(this.ports[0] as ServicePort);
  }

  private spec(props: ServiceProps): any {
    const headless = props.type === ServiceType.HEADLESS;
    return {
      type: 'ClusterIP',
      ...(headless ? { clusterIP: 'None' } : {}),
      ...(props.publishNotReadyAddresses ? { publishNotReadyAddresses: true } : {}),
      selector: props.workload.workload.labels,
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
    if (!resolved) {
      throw constructError(this, {
        law: `a target port must be a port that ${workload.displayName} listens on: ${workload.portText}`,
        got: port.target.toString(),
        remedy: "name the pods' port in `target`, and the Service's own in `port`",
      });
    }
    return resolved;
  }

  /** What can only be seen once the workload is complete. */
  private problems(): string[] {
    const { namespace, displayName } = this.workload.workload;
    if (namespace !== (this.metadata.namespace ?? 'default')) {
      return [
        `[${this.node.path}] a Service finds pods of its own namespace only, but ${displayName} is in another one; ` +
          "make the Service in the workload's chart",
      ];
    }
    try {
      for (const port of this.ports) this.target(port);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  }
}

/** The API server's rules on the ports of a Service, as far as they show here. */
function checkPorts(scope: Construct, id: string, ports: ServicePort[]): void {
  const place = placeOf(scope, id);
  if (ports.length === 0) {
    throw constructError(place, { law: 'a Service must have a port', remedy: 'give `ports`, at least one' });
  }
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const { name, port, target } of ports) {
    if (target.isRange) {
      throw constructError(place, {
        law: 'a Service translates single ports',
        got: target.toString(),
        remedy: 'give a port for each number, or make the Service headless: its clients reach every port of the pods',
      });
    }
    if (port !== undefined) located(place, () => Port.tcp(port));
    if (name === undefined && ports.length > 1) {
      throw constructError(place, {
        law: 'a Service with several ports must have a name for each',
        got: `a port for ${target} without name`,
        remedy: 'give `name`',
      });
    }
    if (name !== undefined) located(place, () => checkDnsLabel('the name of a port', name));
    const number = `${target.protocol} ${port ?? target.first ?? target.name}`;
    if ((name !== undefined && names.has(name)) || numbers.has(number)) {
      throw constructError(place, {
        law: 'the ports of a Service must differ in name, and in number or protocol',
        got: name !== undefined && names.has(name) ? name : number,
        remedy: 'give each its own',
      });
    }
    if (name !== undefined) names.add(name);
    numbers.add(number);
  }
}
