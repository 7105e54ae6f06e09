import { KnownNamespaces } from '../entry/known-namespaces';
import type { Network } from '../network/network';
import { nameOf, type ObjectRef } from '../network/place';
import type { ServiceFacts } from '../network/services';
import type { WaypointUse } from '../network/waypoint';
import type { NamespaceFacts, PodFacts } from '../network/workloads';
import { INGRESS_USE_WAYPOINT, isTrue, waypointUseIn } from '../read/istio/waypoints';
import type { Binding, Waypoint } from './waypoint';

/** What is sent: to the address of a Service, or to that of a pod. */
export type Traffic = 'service' | 'workload';

/** A waypoint that somebody names, if not `none`, and who. */
interface Saying {
  readonly use: Exclude<WaypointUse, 'none'>;
  readonly saidBy: ObjectRef;
}

/**
 * Through which waypoint what is reached: a Service or pods say it for themselves, or their namespace for them.
 *
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/
 */
export class Bindings {
  /** The waypoints that were read. */
  public readonly waypoints: readonly Waypoint[];
  private readonly byName: ReadonlyMap<string, Waypoint>;
  private readonly gateways: ReadonlySet<string>;
  private readonly namespaces: ReadonlyMap<string, NamespaceFacts>;
  private readonly known: KnownNamespaces;
  private readonly services: readonly ServiceFacts[];

  public constructor(network: Network) {
    this.waypoints = network.gateways.flatMap((gateway) => {
      const { object, waypoint: facts } = gateway;
      return facts ? [{ name: fullName(object), gateway, facts }] : [];
    });
    this.byName = new Map(this.waypoints.map((each) => [each.name, each]));
    this.gateways = new Set(network.gateways.map(({ object }) => fullName(object)));
    this.namespaces = new Map(network.namespaces.map((each) => [each.object.name, each]));
    this.known = new KnownNamespaces(network);
    this.services = network.services;
  }

  /** Whether anything may be reached through a waypoint. */
  public get areNamed(): boolean {
    return this.waypoints.length > 0 || this.services.some(({ waypoint }) => waypoint) || this.isSaidForAll;
  }

  /** The waypoint in front of a Service; one that has no address of its own has none. */
  public ofService({ object, waypoint, type, isHeadless }: ServiceFacts): Binding | undefined {
    if (isHeadless || type === 'ExternalName') return undefined;
    return this.of(waypoint, object, object.namespace, 'service');
  }

  /** Whether gateways of Istio bring requests to the waypoint of a Service, as it says, or its namespace for it. */
  public takesIngress({ object, ingressUsesWaypoint }: ServiceFacts): boolean {
    return ingressUsesWaypoint ?? isTrue(this.namespaces.get(object.namespace)?.labels[INGRESS_USE_WAYPOINT]);
  }

  /** The waypoint in front of the address of a pod. */
  public ofPod(object: ObjectRef, { labels }: PodFacts): Binding | undefined {
    const binding = this.of(waypointUseIn(labels, object.namespace), object, object.namespace, 'workload');
    // Of those that weren't read, it is told elsewhere.
    return binding?.waypoint && binding;
  }

  /** Why nothing is known of a waypoint that is named; undefined where it was read. */
  public unreadText(use: Exclude<WaypointUse, 'none'>): string | undefined {
    const name = `${use.namespace}/${use.name}`;
    if (this.byName.has(name)) return undefined;
    return this.gateways.has(name)
      ? `it is reached through the waypoint ${name}, whose class is not analysed`
      : `it is reached through the waypoint ${name}, which was not read`;
  }

  private of(
    own: WaypointUse | undefined,
    object: ObjectRef,
    namespace: string,
    traffic: Traffic,
  ): Binding | undefined {
    if (own === 'none') return undefined;
    const all = this.saidForAll(namespace);
    const said = own && this.bound({ use: own, saidBy: object }, namespace, traffic);
    if (said) return said;
    const inherited = all && this.bound(all, namespace, traffic);
    if (!own) return inherited ?? (this.namespaces.has(namespace) ? undefined : this.unsaid(object, traffic));
    // The manual and the code of Istio differ in whether that of the namespace counts then.
    const doubt = `${nameOf(object)} names the waypoint ${own.namespace}/${own.name}, which is for something else`;
    return inherited && { ...inherited, doubt: inherited.doubt ?? doubt };
  }

  private get isSaidForAll(): boolean {
    return [...this.namespaces.keys()].some((name) => this.saidForAll(name) !== undefined);
  }

  private saidForAll(namespace: string): Saying | undefined {
    const read = this.namespaces.get(namespace);
    const use = read && waypointUseIn(read.labels, namespace);
    return read && use && use !== 'none' ? { use, saidBy: read.object } : undefined;
  }

  /** Undefined where the waypoint is for something else, or doesn't admit the namespace: Istio sends nothing there then. */
  private bound({ use, saidBy }: Saying, namespace: string, traffic: Traffic): Binding | undefined {
    const name = `${use.namespace}/${use.name}`;
    const waypoint = this.byName.get(name);
    if (!waypoint) return { name, saidBy, doubt: `${nameOf(saidBy)}: ${this.unreadText(use)}` };
    if (!handles(waypoint, traffic)) return undefined;
    const isAdmitted = this.admits(waypoint, namespace);
    if (isAdmitted === false) return undefined;
    const doubt = `whether the waypoint ${name} admits namespace ${namespace} depends on labels that were not read`;
    return { name, waypoint, saidBy, ...(isAdmitted === undefined && { doubt }) };
  }

  private admits({ gateway }: Waypoint, namespace: string): boolean | undefined {
    const hbone = gateway.listeners.filter(({ protocol }) => protocol === 'HBONE');
    const listeners = hbone.length > 0 ? hbone : gateway.listeners;
    const answers = listeners.map((each) =>
      this.known.areAdmitted(each.namespaces, gateway.object.namespace, namespace),
    );
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  }

  /** A namespace that wasn't read may name the waypoint that is in it. */
  private unsaid(object: ObjectRef, traffic: Traffic): Binding | undefined {
    const { namespace } = object;
    const waypoint = this.waypoints.find(
      (each) => each.gateway.object.namespace === namespace && handles(each, traffic),
    );
    const doubt = `whether namespace ${namespace} names the waypoint ${waypoint?.name} is not known (its Namespace says it)`;
    return waypoint && { name: waypoint.name, waypoint, saidBy: object, doubt };
  }
}

function handles({ facts: { traffic } }: Waypoint, asked: Traffic): boolean {
  return traffic === 'all' || traffic === asked;
}

function fullName({ namespace, name }: ObjectRef): string {
  return `${namespace}/${name}`;
}
