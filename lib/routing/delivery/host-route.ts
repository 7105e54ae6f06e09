import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { patchable, withdrawn } from '../../objects';
import { explainClearText } from '../certificate';
import { annotated, routeDnsAnnotations } from '../external-dns';
import { type Binding, parentManifests, type RouteRequest } from '../gateway/binding';
import type { ReferenceGrant } from '../gateway/reference-grant';
import type { IGateway } from '../gateway/route-parent';
import type { Delivery } from '../http/http-rule';
import { routeMetadata } from '../names';
import { distinct, grantsFor } from './grants';

/** A route for hosts, once all that is said of it is checked. */
export interface HostRouteTraits {
  readonly gateway: IGateway;
  readonly apiVersion: string;
  /** Its written name. */
  readonly name: string;
  /** What it asks of the Gateway. */
  readonly request: RouteRequest;
  /** Whoever the data plane connects to for it. */
  readonly reached: Delivery[];
  /** Its rules as they are written to a route of that namespace. */
  readonly rules: (home: string) => any[];
}

/**
 * A route for hosts: it binds to the listeners of each, opens the policies of its backends, and is granted what it refers
 * to.
 *
 * @internal to users its members are those of each kind
 */
export abstract class HostRoute extends ApiObject {
  /** The Gateway that serves it. */
  public readonly gateway: IGateway;
  /**
   * The grants by which it may refer to backends of other namespaces. One grant counts for all routes of its kind in its
   * namespace. Frozen.
   */
  public readonly grants: ReferenceGrant[];
  /** @internal how its hosts are served, in their order */
  protected readonly _bindings: Binding[];

  protected constructor(scope: Construct, id: string, traits: HostRouteTraits) {
    const { gateway, apiVersion, name, request, reached, rules } = traits;
    const { _parent: parent } = gateway;
    const { kind, namespace, hosts } = request;
    parent.check(request);
    super(scope, id, {
      apiVersion,
      kind,
      metadata: { ...routeMetadata(scope, name), ...annotated(routeDnsAnnotations(parent.entry)) },
      spec: Lazy.any({
        produce: () => ({
          parentRefs: parentManifests(
            this._bindings.map((binding) => binding.parent),
            namespace,
          ),
          hostnames: hosts,
          rules: rules(namespace),
        }),
      }),
    });
    this.gateway = gateway;
    try {
      // First what may fail: a route that isn't made leaves no listener behind.
      for (const { to, port } of reached) parent.reach(this, to, port);
      this._bindings = parent.bind(request);
      for (const { tls } of this._bindings) explainClearText(this, tls);
      this.grants = distinct(reached.flatMap(({ to }) => grantsFor(this, to)));
    } catch (error) {
      throw withdrawn(this, error);
    }
    patchable(this);
  }
}
