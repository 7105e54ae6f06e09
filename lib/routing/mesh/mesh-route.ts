import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IGatewayImplementation } from '../../cluster';
import { type Located, located, placeOf } from '../../errors';
import { clusterOf, patchable, withdrawn } from '../../objects';
import { type IBackend, namespaceOfBackend, podPort } from '../backend';
import { distinct, grantsFor } from '../delivery/grants';
import type { ReferenceGrant } from '../gateway/reference-grant';
import type { Delivery } from '../http/http-rule';
import { knownNamespace } from '../known-namespace';
import { routeMetadata, routeName } from '../names';
import {
  checkConsumer,
  checkKind,
  checkMeshRoute,
  checkTaken,
  type MeshParent,
  noteKind,
  noteTaken,
} from './mesh-laws';
import type { MeshRouteProps } from './mesh-props';

/** The rules of a route, which were checked and copied. */
export interface MeshRules {
  /** To whom its proxies connect. */
  readonly deliveries: Delivery[];
  /** What it takes of the Service, in words: two that read alike are alike. */
  readonly claims: string[];
  /** The rules as they are written to a route of a namespace. */
  readonly manifest: (home: string) => any[];
}

/** What sets one kind of route apart from the other. */
export interface MeshTraits {
  readonly kind: 'HTTPRoute' | 'GRPCRoute';
  /** What errors call it: `a MeshHttpRoute`. */
  readonly route: string;
  /** Checks the rules, and copies them. */
  readonly rules: (place: Located, implementation: IGatewayImplementation) => MeshRules;
}

/**
 * A route whose parent is a Service.
 *
 * @internal to users its members are those of each kind
 */
export abstract class MeshRoute extends ApiObject {
  /**
   * The grants by which it may refer to backends of other namespaces. One grant counts for all routes of its kind in its
   * namespace. Frozen.
   */
  public readonly grants: ReferenceGrant[];
  private readonly parent: IBackend;
  private readonly parentPort?: number;
  private readonly rules: MeshRules;

  protected constructor(scope: Construct, id: string, props: MeshRouteProps, traits: MeshTraits) {
    const place = placeOf(scope, id);
    const { kind, route } = traits;
    const implementation = checkMeshRoute(place, scope, route, props);
    const name = routeName(scope, id, { kind: route, name: props.name });
    const namespace = knownNamespace(place, scope, { kind: route, why: 'it decides whose requests are routed' });
    const { service, servicePort, callers = [] } = props;
    if (namespaceOfBackend(service) !== namespace) checkConsumer(place, route, implementation);
    const rules = traits.rules(place, implementation);
    const apiVersion = located(place, () => clusterOf(scope)._gatewayApiVersionOf(kind));
    const takes = rules.claims.map((claim) => `${claim} of Service ${targetText(props)} for clients of ${namespace}`);
    checkTaken(place, scope, takes);
    const requests = `Service ${namespaceOfBackend(service)}/${service.service.object.name} for clients of ${namespace}`;
    const parent: MeshParent = { kind, requests, port: servicePort };
    checkKind(place, scope, parent);
    super(scope, id, {
      apiVersion,
      kind,
      metadata: routeMetadata(scope, name),
      spec: Lazy.any({ produce: () => this.spec() }),
    });
    this.parent = service;
    this.parentPort = servicePort;
    this.rules = rules;
    const reason = `requests to Service ${targetText(props)}`;
    try {
      for (const { to, port } of rules.deliveries) {
        for (const caller of callers) caller.connections.allowTo(to, { ports: [podPort(this, to, port)], reason });
      }
      this.grants = distinct(rules.deliveries.flatMap(({ to }) => grantsFor(this, to)));
    } catch (error) {
      throw withdrawn(this, error);
    }
    noteTaken(this, takes);
    noteKind(this, parent);
    patchable(this);
  }

  private spec(): any {
    const home = this.metadata.namespace as string;
    const { object } = this.parent.service;
    const namespace = namespaceOfBackend(this.parent);
    return {
      parentRefs: [
        {
          group: '',
          kind: 'Service',
          name: object.name,
          ...(namespace === home ? {} : { namespace }),
          ...(this.parentPort === undefined ? {} : { port: this.parentPort }),
        },
      ],
      rules: this.rules.manifest(home),
    };
  }
}

function targetText({ service, servicePort }: MeshRouteProps): string {
  const name = `${namespaceOfBackend(service)}/${service.service.object.name}`;
  return servicePort === undefined ? name : `${name} port ${servicePort}`;
}
