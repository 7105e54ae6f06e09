import type { Service } from '../addressing';
import { type Located, located } from '../errors';
import { problemOf } from '../objects';
import type { IConnectable } from '../policy';
import type { Port } from '../traffic';

/** Something that requests can be routed to: it has a stable name, and it takes part in connections. */
export interface IBackend extends IConnectable {
  /** The Service that routes name. */
  readonly service: Service;
}

/** The pods' port behind the Service port that a route names. A port that isn't there is the route's mistake. */
export function podPort(route: Located, { service }: IBackend, port: number | undefined): Port {
  try {
    return service.targetPort(port);
  } catch (error) {
    return located(route, () => {
      throw new Error(problemOf(service, error).text);
    });
  }
}
