/** Which waypoint an object says that it is reached through. */
export type WaypointUse = 'none' | { readonly namespace: string; readonly name: string };

/** What a Gateway says of the waypoint that Istio makes of it. */
export interface WaypointFacts {
  /** What passes it: `service`, `workload`, `all`, `none`, or what isn't known. */
  readonly traffic: string;
  /** The labels of its pods that are known. */
  readonly podLabels: { readonly [key: string]: string };
  /** The service account of its pods; undefined where it isn't known. */
  readonly account?: string;
}
