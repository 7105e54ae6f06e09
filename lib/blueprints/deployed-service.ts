import type { ApiObject } from 'cdk8s';
import type { Deployment } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Service } from '../addressing';
import { type IWorkload, NameLaw, resourceName } from '../objects';
import { Connections, type IConnectable } from '../policy';
import type { IBackend } from '../routing';
import { Port, type Workload } from '../traffic';
import { ownServiceAccount, PlainDeployment, workloadOf } from '../workload';
import { checkProps } from './props-laws';
import { servicePorts, servingPods } from './serving';
import type { ServingOptions } from './serving-options';
import { withdrawn } from './withdrawn';

/** What sets one blueprint apart from the others that are a Deployment with a Service. */
export interface DeployedServiceTraits {
  /** What it is, for errors: `a WebApp`. */
  readonly kind: string;
  /** The name of its port, where users give none. */
  readonly portName: string;
}

/**
 * A Deployment with a Service in front of it and a policy around it.
 *
 * @internal to users its members are those of each blueprint
 */
export abstract class DeployedService extends Construct implements IConnectable, IWorkload, IBackend {
  /** The Deployment. */
  public readonly deployment: Deployment;
  /** The Service by which clients find it. */
  public readonly service: Service;
  /** Who may connect to it, and to whom it connects. */
  public readonly connections: Connections;
  /** Its ServiceAccount, where it has one of its own. */
  public readonly serviceAccount?: ApiObject;

  protected constructor(
    scope: Construct,
    id: string,
    options: ServingOptions,
    { kind, portName }: DeployedServiceTraits,
  ) {
    super(scope, id);
    try {
      checkProps(this, kind, options);
      const name = resourceName(scope, id, { kind, name: options.name, law: NameLaw.DNS_1035 });
      this.deployment = new PlainDeployment(this, 'Deployment', servingPods(name, options, portName));
      this.serviceAccount = ownServiceAccount(this);
      this.service = new Service(this, 'Service', {
        name: options.name ?? id,
        workload: this,
        ports: servicePorts(options, portName),
      });
      this.connections = new Connections(this, {
        workload: this,
        policyName: name,
        defaultPorts: [Port.tcp(options.port)],
      });
      this.connections.standFor(this.deployment);
    } catch (error) {
      throw withdrawn(this, error);
    }
  }

  /** Its pods as they are now. */
  public get workload(): Workload {
    return workloadOf(this.deployment);
  }

  /** The NetworkPolicy that governs its pods. */
  public get policy(): ApiObject {
    return this.connections.policy;
  }
}
