import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { IWorkload } from '../objects';
import type { Connections, IConnectable } from '../policy';
import type { Workload } from '../traffic';
import { accessObjects, ownServiceAccount } from '../workload';
import { metricsObjects } from './scrape';

/**
 * What runs pods with a policy around them.
 *
 * @internal to users its members are those of each blueprint
 */
export abstract class RunningWorkload extends Construct implements IConnectable, IWorkload {
  /** Who may connect to it, and to whom it connects. */
  public abstract readonly connections: Connections;

  /** Its pods as they are now. */
  public abstract get workload(): Workload;

  /**
   * The NetworkPolicy that governs its pods.
   *
   * @throws when there is none, since the pods use the network of their node
   */
  public get policy(): ApiObject {
    return this.connections.policy;
  }

  /** The objects by which its metrics are found, where the monitoring of the cluster needs some. */
  public get metricsObjects(): ApiObject[] {
    return metricsObjects(this);
  }

  /** The roles of its ServiceAccount and their bindings, where it has some. */
  public get accessObjects(): ApiObject[] {
    return accessObjects(this);
  }

  /** Its ServiceAccount, where it has one of its own. */
  public get serviceAccount(): ApiObject | undefined {
    return ownServiceAccount(this);
  }
}
