import { ClusterDns } from '../cluster';
import type { CiliumEntity } from '../traffic';
import { Addressing } from './addressing/addressing';
import type { AnalysisOptions } from './analysis-options';
import { entryFactsOf } from './entry/entry-facts';
import type { EntryPoint, WayIn } from './entry/way-in';
import { waysIn } from './entry/ways-in';
import { type AddressRange, merged, rangeOf } from './evaluate/address-range';
import { AddressSpace } from './evaluate/address-space';
import { enforcedBy } from './evaluate/enforced';
import { type Member, Population, type StandIn } from './evaluate/population';
import { PortSets } from './evaluate/port-sets';
import { Reach } from './evaluate/reach';
import { Pairs } from './graph/pairs';
import type { Network } from './network/network';
import type { BlockFacts, CallerTest } from './network/policies';
import { selectorOf, selects } from './network/selector';
import type { Labels } from './network/workloads';
import { Bindings } from './waypoint/bindings';
import { withDoubts } from './waypoint/in-doubt';
import { standInOf, type Waypoint } from './waypoint/waypoint';
import { WaypointWays } from './waypoint/ways';

/** The name of a controller of which nobody says where it is. */
const UNNAMED_CONTROLLER = 'ingress-controller';

/** What some questions need beside the input. */
export interface ModelNeeds {
  /** Further pods that take part. */
  readonly standIns?: readonly StandIn[];
  /** Blocks of another input with which this one is compared. */
  readonly blocks?: readonly BlockFacts[];
  /** Sets of ports that are shared with another input. */
  readonly ports?: PortSets;
}

const DNS = 'cluster DNS';
const NODE = 'node';

/** An input made ready for questions: who there is, how names and routes lead there, and what policies let pass. */
export class Model {
  public static of(network: Network, options: AnalysisOptions, needs: ModelNeeds = {}): Model {
    return new Model(network, options, needs);
  }

  public readonly addressing: Addressing;
  public readonly waysIn: readonly WayIn[];
  public readonly population: Population;
  public readonly reach: Reach;
  public readonly pairs: Pairs;
  /** Undefined where nothing is reached through a waypoint. */
  public readonly waypoints?: WaypointWays;
  /** Where nodes have their addresses as it was said, whether or not the network plugin takes them for addresses. */
  public readonly nodeRanges: readonly AddressRange[];
  /** The pods that resolve names. */
  public readonly dnsPods: readonly Member[];
  public readonly dns: ClusterDns;
  private readonly found = new Map<string, Member[] | undefined>();
  private readonly podsOfEntries = new Map<EntryPoint, readonly Member[]>();

  public readonly network: Network;

  private constructor(
    read: Network,
    private readonly options: AnalysisOptions,
    needs: ModelNeeds,
  ) {
    const enforced = enforcedBy(options.cluster?.networkPlugin, read);
    const bindings = new Bindings(enforced);
    const network = withDoubts(enforced, bindings);
    this.network = network;
    this.nodeRanges = saidNodeRanges(options);
    this.dns = options.cluster?.dns ?? ClusterDns.kubeDns();
    this.addressing = Addressing.of(network);
    this.waysIn = waysIn(network, this.addressing, entryFactsOf(options.cluster, options.entryPods));
    const dnsPods = { namespace: this.dns.namespace, labels: this.dns.peer.selections[0]?.pods.labels ?? {} };
    this.population = new Population(
      network,
      [
        { name: DNS, ...dnsPods, hostNetwork: false },
        // Traffic that a node forwards comes from the node's own address.
        { name: NODE, labels: {}, hostNetwork: true },
        { name: UNNAMED_CONTROLLER, labels: {} },
        ...this.entryStandIns(),
        ...bindings.waypoints.map(waypointPods),
        ...(needs.standIns ?? []),
      ],
      options.cluster?.mesh,
    );
    const podRanges = merged((options.podCidrs ?? []).map(rangeOf));
    this.reach = new Reach(
      network,
      this.population.table,
      AddressSpace.of([...blocksOf(network), ...(needs.blocks ?? [])], podRanges),
      needs.ports ?? new PortSets(),
      {
        matchesPods: options.ipBlockMatchesPods,
        podRanges,
        nodeRanges: knowsNodesByAddress(options) ? this.nodeRanges : [],
      },
    );
    if (bindings.areNamed) {
      this.waypoints = new WaypointWays(this.reach, this.population, this.addressing, bindings);
    }
    this.pairs = new Pairs(this.reach, this.population, this.waypoints);
    const areKnown = this.dns.peer.selections.length > 0;
    const found = areKnown ? this.podsAt(dnsPods.namespace, dnsPods.labels) : undefined;
    this.dnsPods = found ?? [this.population.standIn(DNS)];
  }

  /**
   * Whether the network plugin judges a connection by its client's address where the pod is on the node that was dialled;
   * undefined where nobody says.
   */
  public get seesClientsOfOwnNode(): boolean | undefined {
    return this.options.cluster?.networkPlugin?.seesClientsOfOwnNode;
  }

  /** The same input with further pods. */
  public with(standIns: readonly StandIn[]): Model {
    return new Model(this.network, this.options, { standIns, ports: this.reach.ports });
  }

  /**
   * The pods from which an entry's requests come, none where they come from addresses. Those of a node's or balancer's
   * have the address of a node.
   */
  public podsOf(entry: EntryPoint): readonly Member[] {
    const known = this.podsOfEntries.get(entry) ?? this.podsFor(entry);
    this.podsOfEntries.set(entry, known);
    return known;
  }

  private podsFor(entry: EntryPoint): readonly Member[] {
    const { population } = this;
    if (entry.kind === 'load-balancer' || entry.kind === 'node-port') return [population.standIn(NODE)];
    if (entry.entity) return [population.standIn(entityName(entry.entity))];
    if (entry.addresses) return [];
    if (!entry.pods) return [population.standIn(entry.kind === 'gateway' ? dataPlaneName(entry) : UNNAMED_CONTROLLER)];
    const { namespace, labels } = entry.pods;
    return this.podsAt(namespace, labels) ?? [population.standIn(standInName(namespace, labels))];
  }

  /** A node, as pods see the connections that it forwards. */
  public get node(): Member {
    return this.population.standIn(NODE);
  }

  /** Workloads of the input that certainly have the labels; undefined when there are none. */
  private podsAt(namespace: string, labels: Labels): Member[] | undefined {
    const key = standInName(namespace, labels);
    if (this.found.has(key)) return this.found.get(key);
    const selector = selectorOf(
      Object.entries(labels).map(([label, value]) => ({ key: label, operator: 'In' as const, values: [value] })),
    );
    const found = this.population.workloads.filter(
      ({ workload, ...member }) =>
        member.namespace === namespace && workload?.pods.every((pod) => selects(selector, pod.labels)),
    );
    this.found.set(key, found.length > 0 ? found : undefined);
    return this.found.get(key);
  }

  private entryStandIns(): StandIn[] {
    const known = new Map<string, StandIn>();
    for (const { entry } of this.waysIn) {
      if (entry.addresses) continue;
      if (entry.entity) {
        const name = entityName(entry.entity);
        known.set(name, { name, entity: entry.entity, labels: {}, hostNetwork: false });
        continue;
      }
      if (!entry.pods) {
        // Some implementations run a Gateway's pods in its own namespace.
        const mayBeIn = entry.name.split('/')[0];
        if (entry.kind === 'gateway')
          known.set(dataPlaneName(entry), { name: dataPlaneName(entry), mayBeIn, labels: {} });
        continue;
      }
      const { namespace, labels } = entry.pods;
      const name = standInName(namespace, labels);
      known.set(name, { name, ...entry.pods, hostNetwork: false });
    }
    return [...known.values()];
  }
}

/** Istio makes them of the Gateway; what it adds is told by their labels. */
function waypointPods(waypoint: Waypoint): StandIn {
  const { object } = waypoint.gateway;
  const { podLabels, account } = waypoint.facts;
  const knownBy = { 'gateway.networking.k8s.io/gateway-name': object.name };
  return {
    name: standInOf(waypoint),
    namespace: object.namespace,
    labels: podLabels,
    hostNetwork: false,
    waypoint: { knownBy, ...(account !== undefined && { account }) },
  };
}

/** The blocks of all rules, and of the sets of addresses that they may mean. */
export function blocksOf(network: Network): BlockFacts[] {
  const { policies, pluginPolicies, addressSets, adminPolicies, linkerdAuthentications } = network;
  const asked = [...network.identityPolicies, ...network.waypointPolicies];
  const all = [...policies, ...pluginPolicies, ...adminPolicies];
  const rules = [
    ...all.flatMap(({ ingress, egress }) => [...ingress, ...egress]),
    ...asked.flatMap((policy) => policy.rules),
  ];
  const peers = rules.flatMap((rule) => (rule.peers === 'everyone' ? [] : rule.peers));
  return [
    ...peers.flatMap((peer) => (peer.kind === 'block' ? [peer.block] : [])),
    ...peers.flatMap((peer) => (peer.kind === 'callers' ? peer.tests : [])).flatMap((test) => blocksIn(test)),
    ...linkerdAuthentications.flatMap(({ callers = [] }) => callers.flat()).flatMap((test) => blocksIn(test)),
    ...addressSets.flatMap(({ blocks }) => blocks),
  ];
}

function blocksIn(test: CallerTest): readonly BlockFacts[] {
  return test.of === 'address' ? test.blocks : [];
}

function dataPlaneName({ name }: EntryPoint): string {
  return `data plane of ${name}`;
}

function entityName(entity: CiliumEntity): string {
  return `the entity ${entity} of Cilium`;
}

function standInName(namespace: string, labels: Labels): string {
  const texts = Object.keys(labels)
    .sort()
    .map((key) => `${key}=${labels[key]}`);
  return `pods ${texts.join(',')} in namespace ${namespace}`;
}

/** Some network plugins take nodes for no addresses at all. */
function knowsNodesByAddress({ cluster }: AnalysisOptions): boolean {
  return cluster?.networkPlugin?.matchesNodesByAddress !== false;
}

function saidNodeRanges({ cluster, nodeCidrs }: AnalysisOptions): readonly AddressRange[] {
  return merged((nodeCidrs ?? cluster?.nodeRanges.map(({ cidr }) => cidr.toString()) ?? []).map(rangeOf));
}
