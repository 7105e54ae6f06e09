import type { IMesh } from '../../cluster';
import { type CiliumEntity, Protocol } from '../../traffic';
import { appendTo } from '../append-to';
import type { Network } from '../network/network';
import type { ObjectRef } from '../network/place';
import type { ContainerPort, Labels, PodFacts, WorkloadFacts } from '../network/workloads';
import { tryRangeOf } from './address-range';
import { type ClassId, ClassTable } from './class-table';
import { Membership } from './membership';
import type { PodClass } from './pod-class';

/** Pods that aren't in the input and yet take part: a controller, the cluster's DNS, any pod that may come to be. */
export interface StandIn {
  readonly name: string;
  /** Undefined where nobody says. */
  readonly namespace?: string;
  /** Whether the namespace, whichever it is, is none of those with workloads. */
  readonly isElsewhere?: boolean;
  /** The namespace that it may well be, where it isn't known: that of the Gateway whose pods these are. */
  readonly mayBeIn?: string;
  /** Labels that its namespace certainly has, besides its name. */
  readonly namespaceLabels?: Labels;
  /** What it is to Cilium, if it is no pod at all. */
  readonly entity?: CiliumEntity;
  /** The labels that are known; there may be more. */
  readonly labels: Labels;
  /** Undefined where it isn't known. */
  readonly hostNetwork?: boolean;
  /** What is known of the pods of a waypoint besides. */
  readonly waypoint?: WaypointPods;
}

/** What Istio makes of a Gateway, as the mesh knows it. */
export interface WaypointPods {
  /** Undefined where it isn't known. */
  readonly account?: string;
  /** Labels by which policies are meant to know them; there are no others than these and those that are known. */
  readonly knownBy: Labels;
}

/** A workload or a stand-in, with the classes of its pods. */
export interface Member {
  /** `ns/name`; `ns/kind/name` where two workloads share that. */
  readonly name: string;
  readonly namespace?: string;
  /** Undefined for a stand-in. */
  readonly workload?: WorkloadFacts;
  /** What a stand-in is known by; undefined for a workload. */
  readonly standIn?: StandIn;
  /** Distinct and sorted; members with the same ones are treated alike by every policy. */
  readonly classes: readonly ClassId[];
  readonly hasReplicas: boolean;
  /** Its place among the workloads sorted by name; -1 for a stand-in. */
  readonly place: number;
}

/** All that may stand at an end inside the cluster. */
export class Population {
  public readonly table: ClassTable;
  /** The workloads, sorted by name. */
  public readonly workloads: readonly Member[];
  private readonly byName: ReadonlyMap<string, Member>;
  private readonly byFacts: ReadonlyMap<WorkloadFacts, Member>;
  private readonly standIns: ReadonlyMap<string, Member>;
  private readonly byClass = new Map<ClassId, Member[]>();
  private readonly byAddress = new Map<bigint, Member>();
  private readonly byNamespace = new Map<string | undefined, Member[]>();

  public constructor(network: Network, standIns: readonly StandIn[], mesh?: IMesh) {
    const names = namesOf(network.workloads);
    const membership = Membership.of(network, mesh);
    const pods = network.workloads.flatMap((workload) =>
      workload.pods.map((pod) => classOfPod(workload.object, pod, membership)),
    );
    this.table = ClassTable.of(
      network,
      [...pods, ...standIns.map((each) => classOfStandIn(each, membership))],
      saidLabels(standIns),
    );
    let next = 0;
    const places = placesOf(names);
    const members = network.workloads.map((workload, i): Member => {
      const ids = workload.pods.map(() => this.table.classOf[next++]);
      return {
        name: names[i],
        namespace: workload.object.namespace,
        workload,
        classes: [...new Set(ids)].sort((a, b) => a - b),
        hasReplicas: workload.hasReplicas,
        place: places[i],
      };
    });
    this.workloads = [...members].sort((a, b) => a.place - b.place);
    for (const member of this.workloads) {
      for (const id of member.classes) {
        appendTo(this.byClass, id, member);
      }
      appendTo(this.byNamespace, member.namespace, member);
    }
    for (const member of members) {
      for (const { addresses, hostNetwork } of member.workload?.pods ?? []) {
        // The address of a node is shared.
        if (hostNetwork) continue;
        for (const address of addresses) {
          const range = tryRangeOf(address);
          if (range) this.byAddress.set(range.first, member);
        }
      }
    }
    this.byFacts = new Map(members.map((member) => [member.workload as WorkloadFacts, member]));
    this.byName = new Map([
      ...members.map((member): [string, Member] => [longName(member.workload as WorkloadFacts), member]),
      ...members.map((member): [string, Member] => [member.name, member]),
    ]);
    this.standIns = new Map(
      standIns.map((standIn) => [
        standIn.name,
        {
          name: standIn.name,
          namespace: standIn.namespace,
          standIn,
          classes: [this.table.classOf[next++]],
          hasReplicas: false,
          place: -1,
        },
      ]),
    );
  }

  /** A workload by `ns/name` or `ns/kind/name`. */
  public workload(name: string): Member | undefined {
    return this.byName.get(name);
  }

  /** The workloads with pods of a class; none where the pods only stand in for others. */
  public withClass(id: ClassId): readonly Member[] {
    return this.byClass.get(id) ?? [];
  }

  /** The workloads of a namespace, sorted by name. */
  public inNamespace(namespace: string | undefined): readonly Member[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** The workload of a pod that has the address, where its pods were read. */
  public atAddress(address: bigint): Member | undefined {
    return this.byAddress.get(address);
  }

  /** The member that a workload is. */
  public memberOf(workload: WorkloadFacts): Member {
    return this.byFacts.get(workload) as Member;
  }

  public standIn(name: string): Member {
    return this.standIns.get(name) as Member;
  }
}

/** What is said of the labels of namespaces. */
function saidLabels(standIns: readonly StandIn[]): ReadonlyMap<string, Labels> {
  const said = new Map<string, Labels>();
  for (const { namespace, namespaceLabels } of standIns) {
    if (namespace !== undefined && namespaceLabels) said.set(namespace, { ...said.get(namespace), ...namespaceLabels });
  }
  return said;
}

/** `shop/web`, or `shop/cronjob/web` where another workload of the namespace has that name. */
function namesOf(workloads: readonly WorkloadFacts[]): string[] {
  const count = new Map<string, number>();
  const short = workloads.map(({ object }) => `${object.namespace}/${object.name}`);
  for (const name of short) count.set(name, (count.get(name) ?? 0) + 1);
  return workloads.map((workload, i) => (count.get(short[i]) === 1 ? short[i] : longName(workload)));
}

/** The place of each name when they are sorted. */
function placesOf(names: readonly string[]): number[] {
  const places: number[] = [];
  const order = names.map((_, i) => i).sort((a, b) => (names[a] < names[b] ? -1 : 1));
  order.forEach((i, place) => {
    places[i] = place;
  });
  return places;
}

/** `shop/deployment/web`, by which a workload is known whatever else has its name. */
export function longName({ object }: WorkloadFacts): string {
  return `${object.namespace}/${object.kind.toLowerCase()}/${object.name}`;
}

function classOfPod(object: ObjectRef, pod: PodFacts, membership: Membership | undefined): PodClass {
  const { namespace } = object;
  const { mesh, hostNetwork, addedLabels: unknownLabels, serviceAccount } = pod;
  // Of the pods of a waypoint it is told elsewhere how they are in the mesh, although they say that they aren't.
  const mayBeProxy = pod.labels[MANAGED] === 'istio.io-mesh-controller';
  const account = serviceAccount === '' ? undefined : (serviceAccount ?? 'default');
  return {
    namespace,
    labels: pod.labels,
    unknownLabels: pod.addedLabels,
    ports: pod.ports,
    hostNetwork: pod.hostNetwork,
    addresses: pod.addresses.flatMap((address) => tryRangeOf(address) ?? []),
    ...(membership && {
      identity: membership.identityOf({ object, namespace, mesh, hostNetwork, unknownLabels, account, mayBeProxy }),
    }),
  };
}

/** The label of what Istio makes of a Gateway. */
const MANAGED = 'gateway.istio.io/managed';

/** The label of proxies that a Gateway API implementation makes for a Gateway: that of Istio makes members of its mesh. */
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** Labels that Istio and Kubernetes add to the pods of waypoints, with values that depend on how and when. */
const ADDED_TO_WAYPOINTS = [
  'istio.io/rev',
  'pod-template-hash',
  'security.istio.io/tlsMode',
  'service.istio.io/canonical-name',
  'service.istio.io/canonical-revision',
  'topology.istio.io/network',
];

const PORTS_OF_WAYPOINTS: readonly ContainerPort[] = [
  { name: 'metrics', number: 15020, protocol: Protocol.TCP },
  { name: 'status-port', number: 15021, protocol: Protocol.TCP },
  { name: 'http-envoy-prom', number: 15090, protocol: Protocol.TCP },
];

/** To others in the mesh they are as pods of an ambient one, which they call and are called by. */
function classOfWaypoint({ namespace, labels }: StandIn, { account }: WaypointPods): PodClass {
  return {
    namespace,
    labels,
    unknownLabels: ADDED_TO_WAYPOINTS.filter((key) => !Object.hasOwn(labels, key)),
    ports: PORTS_OF_WAYPOINTS,
    hostNetwork: false,
    identity: { modes: ['ambient'], ...(account !== undefined && { account }) },
    addresses: [],
  };
}

function classOfStandIn(standIn: StandIn, membership: Membership | undefined): PodClass {
  if (standIn.waypoint) return classOfWaypoint(standIn, standIn.waypoint);
  const { namespace, isElsewhere, mayBeIn, entity, labels, hostNetwork } = standIn;
  const unknownLabels = entity ? [] : 'any';
  const pod = { namespace, isElsewhere, mayBeIn, entity, labels, unknownLabels, hostNetwork, addresses: [] } as const;
  if (!membership) return pod;
  // That they do as their namespace says is taken for granted.
  const asked = { namespace, entity, hostNetwork, unknownLabels: [], mayBeProxy: Object.hasOwn(labels, GATEWAY_NAME) };
  return { ...pod, identity: membership.identityOf(asked) };
}
