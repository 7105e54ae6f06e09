import type { IConstruct } from 'constructs';
import type { Entry, IGatewayImplementation } from '../../cluster';
import type { Located } from '../../errors';
import type { Between, IConnectable, IExternalPeer } from '../../policy';
import type { AnyBackend } from '../backend';
import type { Binding, ParentReference, RouteRequest, StreamRequest } from './binding';
import type { Listening } from './listening';

/** What routes need of whoever serves them. */
export interface RouteParent {
  /** The construct that stands for it, by which errors tell its app. */
  readonly construct: IConstruct;
  /** The entry of the cluster profile that it belongs to. */
  readonly entry: Entry;
  /** The software that serves it. */
  readonly implementation: IGatewayImplementation;
  /** Whether it says of all its hosts where their certificates come from, and routes can't. */
  readonly ownsCertificates: boolean;

  /** The port of HTTPS, as clients come to it. */
  readonly httpsPort: number;

  /** Who listens at it. */
  readonly listening: Listening;

  /** Whether there is a listener for plain HTTP that a namespace can use for a host. */
  hasPlain(namespace: string, host: string): boolean;

  /** The listener for plain HTTP, opened for a namespace; undefined where there is none. */
  plain(namespace: string, host: string): ParentReference | undefined;

  /** Whether it takes listener sets of a namespace; undefined where that isn't known. */
  takesListenerSets(namespace: string): boolean | undefined;

  /**
   * Checks that its owner leaves a host to a listener set of a namespace; undefined where every host is left.
   *
   * @throws when the host belongs to another namespace
   */
  checkLeft?(hostname: string, claimant: Located, namespace: string): void;

  /**
   * Checks that what is delegated can be given to a namespace; undefined where nothing is.
   *
   * @throws when it, or a host of it, went to another one
   */
  checkDelegation?(namespace: string, claimant: Located): void;

  /** Gives what is delegated, which was checked, to a namespace; undefined where nothing is. */
  delegate?(namespace: string): void;

  /**
   * Checks that a route can be bound, before anything of it is made.
   *
   * @throws when no listener accepts a host, it belongs to another namespace, no certificate is known for it, or another
   * route has it
   */
  check(request: RouteRequest): void;

  /** Binds a route, which was checked, to the listeners of its hosts: a binding for each. */
  bind(request: RouteRequest): Binding[];

  /**
   * Checks that a route for connections can be bound, before anything of it is made.
   *
   * @throws when there is no such listener and none can be opened, or another route has it
   */
  checkStream(request: StreamRequest): void;

  /** Binds a route for connections, which was checked. */
  bindStream(request: StreamRequest): ParentReference[];

  /** Lets the data plane connect to somebody. */
  letIn(callee: IConnectable | IExternalPeer, way: Between): void;

  /** Lets the data plane connect to a backend, on the port of its pods. */
  reach(route: IConstruct, backend: AnyBackend, port?: number): void;
}

/**
 * What routes can be bound to: a `Gateway`, a `SharedGateway` or the hosts that it delegates, an `ExistingGateway`, or a
 * `ListenerSet`.
 */
export interface IGateway {
  /** Its name. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** The name by which reports call it: `shop/gateway`. */
  readonly displayName: string;

  /**
   * How routes are bound to it.
   *
   * @internal
   */
  readonly _parent: RouteParent;
}
