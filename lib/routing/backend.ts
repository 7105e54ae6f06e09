import type { Service } from '../addressing';
import type { IConnectable } from '../policy';

/** Something that requests can be routed to: it has a stable name, and it takes part in connections. */
export interface IBackend extends IConnectable {
  /** The Service that routes name. */
  readonly service: Service;
}
