import type { ApiObject } from 'cdk8s';
import type { Deployment } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { type IWorkload, resourceName } from '../objects';
import { Connections, type IConnectable } from '../policy';
import type { Workload } from '../traffic';
import { ownServiceAccount, PlainDeployment, type PodOptions, type Probe, workloadOf } from '../workload';
import { checkProps } from './props-laws';
import { withdrawn } from './withdrawn';

/** What a worker runs. */
export interface WorkerProps extends PodOptions {
  /**
   * How Kubernetes finds out whether a pod works.
   *
   * @default - not at all
   */
  readonly readiness?: Probe;

  /**
   * How Kubernetes finds out whether a pod has to be restarted.
   *
   * @default - not at all
   */
  readonly liveness?: Probe;

  /**
   * How Kubernetes finds out whether a pod has started.
   *
   * @default - not at all
   */
  readonly startup?: Probe;
}

/**
 * Something that works by itself: a Deployment that nobody connects to unless allowed, and that has no Service.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const queue = new InternalService(shop, 'queue', { image: 'ghcr.io/acme/queue:3.1', port: 5672 });
 * const mailer = new Worker(shop, 'mailer', { image: 'ghcr.io/acme/mailer:1.0', replicas: 2 });
 * mailer.connections.allowTo(queue);
 */
export class Worker extends Construct implements IConnectable, IWorkload {
  /** The Deployment. */
  public readonly deployment: Deployment;
  /** Who may connect to it, and to whom it connects. */
  public readonly connections: Connections;
  /** Its ServiceAccount, where it has one of its own. */
  public readonly serviceAccount?: ApiObject;

  /**
   * @throws when a name, port, path, number or quantity breaks its law
   */
  public constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    try {
      checkProps(this, 'a Worker', props);
      const name = resourceName(scope, id, { kind: 'a Worker', name: props.name });
      const { readiness, liveness, startup } = props;
      this.deployment = new PlainDeployment(this, 'Deployment', {
        name,
        options: props,
        probes: { readiness, liveness, startup },
      });
      this.serviceAccount = ownServiceAccount(this);
      this.connections = new Connections(this, {
        workload: this,
        policyName: name,
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
