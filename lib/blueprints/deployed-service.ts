import type { Deployment } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { type IService, Service } from '../addressing';
import { NameLaw, resourceName, withdrawn } from '../objects';
import { Connections } from '../policy';
import { admitClients, type IBackend } from '../routing';
import { Port, type Workload } from '../traffic';
import { metricsOf, PlainDeployment, workloadOf } from '../workload';
import { deriveConnections } from './derived-connections';
import { checkEnforced } from './enforced-pod-security';
import { checkProps } from './props-laws';
import { ReplicatedWorkload } from './replicated-workload';
import { REQUEST_SHUTDOWN, servicePorts, servingPods } from './serving';
import type { ServingOptions } from './serving-options';

/** What sets one blueprint apart from the others that are a Deployment with a Service. */
export interface DeployedServiceTraits {
  /** What it is, for errors: `a WebApp`. */
  readonly kind: string;
  /** The name of its port, where users give none. */
  readonly portName: string;
  /** The names of its options. */
  readonly known: ReadonlySet<string>;
}

/**
 * A Deployment with a Service in front of it and a policy around it.
 *
 * @internal to users its members are those of each blueprint
 */
export abstract class DeployedService extends ReplicatedWorkload implements IBackend {
  /** The Deployment. */
  public readonly deployment: Deployment;
  /** The Service by which clients find it. */
  public readonly service: IService;
  /** Who may connect to it, and to whom it connects. */
  public readonly connections: Connections;

  protected constructor(
    scope: Construct,
    id: string,
    options: ServingOptions,
    { kind, portName, known }: DeployedServiceTraits,
  ) {
    super(scope, id);
    try {
      checkProps(this, kind, options, known);
      const name = resourceName(scope, id, { kind, name: options.name, law: NameLaw.DNS_1035 });
      // The spread last: an object that goes on after one is of a shape that no other has, which is slow.
      const pods = { defaultShutdown: REQUEST_SHUTDOWN, ...servingPods(name, options, portName) };
      this.deployment = new PlainDeployment(this, 'Deployment', pods);
      checkEnforced(this, this.deployment);
      const service = new Service(this, 'Service', {
        name: options.name ?? id,
        workload: this,
        type: options.serviceType,
        ports: servicePorts(this, options, portName, metricsOf(pods)?.port),
      });
      this.service = service;
      this.connections = new Connections(this, {
        workload: this,
        policyName: name,
        defaultPorts: [Port.tcp(options.port)],
      });
      this.connections.standFor(this.deployment);
      deriveConnections(this, this.deployment, pods, service);
      admitClients(service, this.connections);
    } catch (error) {
      throw withdrawn(this, error);
    }
  }

  /** Its pods as they are now. */
  public get workload(): Workload {
    return workloadOf(this.deployment);
  }
}
