import type { Protocol } from '../../traffic';
import type { ObjectRef } from './place';
import type { Selector } from './selector';
import type { WaypointUse } from './waypoint';

export interface ServicePortFacts {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** The port of the pods: a number, or a name that each pod resolves; the same as `port` unless given. */
  readonly targetPort: number | string;
  readonly nodePort?: number;
  readonly appProtocol?: string;
}

export interface ServiceFacts {
  readonly object: ObjectRef;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  /** `clusterIP: None`: names resolve to pods, and no port is mapped. */
  readonly isHeadless: boolean;
  /** Undefined where the endpoints are written by someone else. */
  readonly selector?: Selector;
  readonly ports: readonly ServicePortFacts[];
  readonly externalName?: string;
  readonly externalIps: readonly string[];
  /** `Local` keeps the address of the client. */
  readonly externalTrafficPolicy: 'Cluster' | 'Local';
  /** `Local` leads a pod to endpoints of its own node only. */
  readonly internalTrafficPolicy: 'Cluster' | 'Local';
  /** Whether a load balancer gets a port of every node, by which it can be passed by. */
  readonly allocateLoadBalancerNodePorts: boolean;
  /** Empty for anyone. */
  readonly loadBalancerSourceRanges: readonly string[];
  /** The waypoint that it names itself. */
  readonly waypoint?: WaypointUse;
  /** Whether gateways of Istio bring requests to its waypoint as well; undefined where it doesn't say so. */
  readonly ingressUsesWaypoint?: boolean;
}

/** An EndpointSlice or Endpoints object: where a Service leads whose endpoints aren't selected. */
export interface EndpointsFacts {
  readonly object: ObjectRef;
  /** The Service's name, in the same namespace. */
  readonly service: string;
  readonly endpoints: readonly {
    readonly addresses: readonly string[];
    readonly isReady: boolean;
    /** `ns/name` of the Pod that it is, where it says so. */
    readonly pod?: string;
  }[];
  readonly ports: readonly { readonly name?: string; readonly port?: number; readonly protocol: Protocol }[];
}
