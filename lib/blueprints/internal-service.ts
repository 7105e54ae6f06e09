import type { ApiObject } from 'cdk8s';
import type { Deployment } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Service } from '../addressing';
import { type IWorkload, NameLaw, namespaceOf, resourceName, selectorLabels } from '../objects';
import { Connections, type IConnectable } from '../policy';
import type { IBackend } from '../routing';
import { Port, type Workload } from '../traffic';
import { PlainDeployment, workloadOf } from '../workload';
import { servicePorts, servingPods } from './serving';
import type { ServingOptions } from './serving-options';

/** What an internal service runs. */
export interface InternalServiceProps extends ServingOptions {}

/**
 * Something that answers inside the cluster: a Deployment with a Service, and a policy that lets in whom it was told.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const api = new InternalService(shop, 'api', {
 *   image: 'ghcr.io/acme/api:1.4',
 *   port: 8080,
 *   replicas: 3,
 *   readiness: Probe.http('/healthz'),
 *   resources: { cpuRequest: '100m', memoryRequest: '64Mi', memoryLimit: '128Mi' },
 * });
 * api.connections.allowTo(Peer.internet(), { ports: [Port.tcp(443)], reason: 'card payments' });
 */
export class InternalService extends Construct implements IConnectable, IWorkload, IBackend {
  /** The Deployment. */
  public readonly deployment: Deployment;
  /** The Service by which clients find it. */
  public readonly service: Service;
  /** Who may connect to it, and to whom it connects. */
  public readonly connections: Connections;

  /**
   * @throws when a name, port, path, number or quantity breaks its law
   */
  public constructor(scope: Construct, id: string, props: InternalServiceProps) {
    super(scope, id);
    const name = resourceName(scope, id, { kind: 'an InternalService', name: props.name, law: NameLaw.DNS_1035 });
    this.deployment = new PlainDeployment(this, 'Deployment', servingPods(name, props));
    this.service = new Service(this, 'Service', {
      name: props.name ?? id,
      workload: this,
      ports: servicePorts(props),
    });
    this.connections = new Connections(this, {
      workload: this,
      labels: selectorLabels(name, namespaceOf(this)),
      policyName: name,
      defaultPorts: [Port.tcp(props.port)],
    });
    this.connections.standFor(this.deployment);
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
