import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkFeature, type GatewayFeature, type Tls } from '../../cluster';
import { located, placeOf } from '../../errors';
import { clusterOf, patchable, withdrawn } from '../../objects';
import { Protocol } from '../../traffic';
import { backendRef } from '../delivery/backend-ref';
import { byProtocol } from '../delivery/by-protocol';
import { distinct, grantsFor } from '../delivery/grants';
import { annotated, routeDnsAnnotations } from '../external-dns';
import { type ParentReference, parentManifests, type StreamProtocol } from '../gateway/binding';
import { checkGateway } from '../gateway/gateway-laws';
import type { ReferenceGrant } from '../gateway/reference-grant';
import type { IGateway } from '../gateway/route-parent';
import { knownNamespace } from '../known-namespace';
import { routeMetadata, routeName } from '../names';
import { checkRuleName, checkStreamBackends } from './stream-laws';
import { type StreamDelivery, type StreamRouteProps, streamDeliveries } from './stream-props';

/** What sets one kind of route for connections apart from the others. */
export interface StreamTraits {
  readonly protocol: StreamProtocol;
  /** The port on which the Gateway listens. */
  readonly port: number;
  /** The hosts that clients ask for; none for TCP and UDP. */
  readonly hosts: string[];
  readonly tls?: Tls;
  /** What an implementation has to be able to do. */
  readonly feature: GatewayFeature;
}

/**
 * A route for connections: one listener, or one for each host, and one rule.
 *
 * @internal to users its members are those of each kind
 */
export abstract class StreamRoute extends ApiObject {
  /** The Gateway that serves it. */
  public readonly gateway: IGateway;
  /**
   * The grants by which it may refer to backends of other namespaces. One grant counts for all routes of its kind in its
   * namespace. Frozen.
   */
  public readonly grants: ReferenceGrant[];
  private readonly hosts: string[];
  private readonly ruleName?: string;
  private readonly deliveries: StreamDelivery[];
  private readonly parents: ParentReference[];

  protected constructor(scope: Construct, id: string, props: StreamRouteProps, traits: StreamTraits) {
    const place = placeOf(scope, id);
    const { protocol, feature, hosts, port, tls } = traits;
    const kind = `${protocol}Route` as const;
    const route = `a ${kind}`;
    const name = routeName(scope, id, { kind: route, name: props.name });
    const namespace = knownNamespace(place, scope, { kind: route, why: 'its Gateway admits routes by namespace' });
    const { gateway, ruleName } = props;
    checkGateway(place, scope, gateway);
    const { _parent: parent } = gateway;
    const transport = protocol === 'UDP' ? Protocol.UDP : Protocol.TCP;
    checkStreamBackends(place, scope, { route, props, protocol: transport });
    checkRuleName(place, scope, route, ruleName);
    located(place, () => checkFeature(parent.implementation, feature, route));
    const apiVersion = located(place, () => clusterOf(scope)._gatewayApiVersionOf(kind));
    const request = { protocol, port, hosts: [...hosts], tls, namespace, route: place };
    parent.checkStream(request);
    super(scope, id, {
      apiVersion,
      kind,
      metadata: { ...routeMetadata(scope, name), ...annotated(routeDnsAnnotations(parent.entry)) },
      spec: Lazy.any({ produce: () => this.spec() }),
    });
    this.gateway = gateway;
    this.hosts = [...hosts];
    this.ruleName = ruleName;
    // Copies: what the caller does with the lists later changes nothing.
    this.deliveries = streamDeliveries(props);
    try {
      // First what may fail: a route that isn't made leaves no listener behind.
      for (const { to, port: asked } of this.deliveries) parent.reach(this, byProtocol(to, transport), asked);
      this.parents = parent.bindStream(request);
      this.grants = distinct(this.deliveries.flatMap(({ to }) => grantsFor(this, to)));
    } catch (error) {
      throw withdrawn(this, error);
    }
    patchable(this);
  }

  private spec(): any {
    const home = this.metadata.namespace as string;
    const backendRefs = this.deliveries.map(({ to, port, weight }) => ({
      ...backendRef(to, home, port),
      ...(weight === undefined ? {} : { weight }),
    }));
    return {
      parentRefs: parentManifests(this.parents, home),
      ...(this.hosts.length > 0 ? { hostnames: this.hosts } : {}),
      rules: [{ ...(this.ruleName === undefined ? {} : { name: this.ruleName }), backendRefs }],
    };
  }
}
