import type { IService } from '../addressing';
import { type Located, located } from '../errors';
import { problemOf } from '../objects';
import type { IConnectable, IExternalPeer } from '../policy';
import type { Port } from '../traffic';

/** Something that requests can be routed to: it has a stable name, and it takes part in connections. */
export interface IBackend extends IConnectable {
  /** The Service that routes name, be it one of this library or an `ExistingService`. */
  readonly service: IService;
}

/** Something outside the cluster that requests can be routed to. It has no pods, and so no policy to open. */
export interface IExternalBackend extends IExternalPeer {
  /** The Service that routes name, which stands for its addresses. */
  readonly service: IService;
}

/** Whatever requests can be routed to. */
export type AnyBackend = IBackend | IExternalBackend;

/** Whether something has pods, whose policy has to let requests in. */
export function hasPods(x: IConnectable | IExternalPeer): x is IConnectable {
  return typeof (x as Partial<IConnectable>).connections?.allowFrom === 'function';
}

/** The pods' port behind the Service port that a route names. A port that isn't there is the route's mistake. */
export function podPort(route: Located, { service }: AnyBackend, port: number | undefined): Port {
  try {
    return service.targetPort(port);
  } catch (error) {
    return located(route, () => {
      throw new Error(problemOf(service.object, error).text);
    });
  }
}

/** The namespace of the Service that a route names; undefined where its chart names none. */
export function namespaceOfBackend({ service }: AnyBackend): string | undefined {
  return service.object.metadata.namespace ?? service.dnsName.namespace;
}
