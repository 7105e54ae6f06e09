import type { IGatewayImplementation } from '../../cluster';
import type { IConnectable } from '../../policy';
import type { IBackend } from '../backend';

/** What routes of a mesh have in common. */
export interface MeshRouteProps {
  /**
   * The Service whose clients' requests are routed. In the namespace of the route, it is for the clients of all
   * namespaces; in another one, for clients in the namespace of the route alone.
   */
  readonly service: IBackend;

  /**
   * The port of that Service whose requests are routed.
   *
   * @default - all of its ports
   */
  readonly servicePort?: number;

  /**
   * Who asks: their policies, and those of all backends of the rules, let them connect, since the proxies at their side do.
   *
   * @default - nobody, but for what `connections` say
   */
  readonly callers?: IConnectable[];

  /**
   * The software of the mesh.
   *
   * @default - that of the cluster profile's default entry
   */
  readonly implementation?: IGatewayImplementation;

  /**
   * Its name, a DNS-1123 subdomain of at most 244 characters.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}
