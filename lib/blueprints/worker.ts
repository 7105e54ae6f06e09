import type { Deployment } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { resourceName, withdrawn } from '../objects';
import { Connections } from '../policy';
import type { Workload } from '../traffic';
import { PlainDeployment, type ReplicaOptions, workloadOf } from '../workload';
import { deriveConnections } from './derived-connections';
import { checkEnforced } from './enforced-pod-security';
import { type HealthOptions, probesOf } from './health-options';
import { HEALTH_OPTIONS, REPLICA_OPTIONS } from './known-options';
import { checkProps } from './props-laws';
import { ReplicatedWorkload } from './replicated-workload';

/** What a worker runs. */
export interface WorkerProps extends ReplicaOptions, HealthOptions {}

const OPTIONS = new Set<keyof WorkerProps>([...REPLICA_OPTIONS, ...HEALTH_OPTIONS]);

/**
 * Something that works by itself: a Deployment that nobody connects to unless allowed, and that has no Service.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const queue = new InternalService(shop, 'queue', { image: 'ghcr.io/acme/queue:3.1', port: 5672 });
 * const mailer = new Worker(shop, 'mailer', { image: 'ghcr.io/acme/mailer:1.0', replicas: 2 });
 * mailer.connections.allowTo(queue);
 */
export class Worker extends ReplicatedWorkload {
  /** The Deployment. */
  public readonly deployment: Deployment;
  /** Who may connect to it, and to whom it connects. */
  public readonly connections: Connections;

  /**
   * @throws when a name, port, path, number or quantity breaks its law, or when the pods need more than the Pod Security
   * level of their namespace lets them
   */
  public constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    try {
      checkProps(this, 'a Worker', props, OPTIONS);
      const name = resourceName(scope, id, { kind: 'a Worker', name: props.name });
      const pods = { name, options: props, probes: probesOf(props) };
      this.deployment = new PlainDeployment(this, 'Deployment', pods);
      checkEnforced(this, this.deployment);
      this.connections = new Connections(this, { workload: this, policyName: name });
      this.connections.standFor(this.deployment);
      deriveConnections(this, this.deployment, pods);
    } catch (error) {
      throw withdrawn(this, error);
    }
  }

  /** Its pods as they are now. */
  public get workload(): Workload {
    return workloadOf(this.deployment);
  }
}
