import type { Tls } from '../../cluster';
import type { Located } from '../../errors';

/** A route that wants to be served. */
export interface RouteRequest {
  readonly hosts: string[];
  readonly paths: string[];
  readonly tls?: Tls;
  readonly namespace: string;
  readonly route: Located;
}

/** How a host of a route is served: the listener it binds to, and where its certificate comes from. */
export interface Binding {
  readonly sectionName: string;
  readonly tls: Tls;
}
