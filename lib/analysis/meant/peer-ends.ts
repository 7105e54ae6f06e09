import { type IpRange, type LabelSelector, NAMESPACE_NAME, type Peer, type PodSelection } from '../../traffic';
import { LabelIndex } from '../addressing/label-index';
import type { AddressRange } from '../evaluate/address-range';
import { rangesOf } from '../evaluate/address-space';
import type { Member, StandIn } from '../evaluate/population';
import type { Model } from '../model';
import { type Selector, type SelectorOperator, selectorOf, selects } from '../network/selector';

/** Whom a peer means, as far as it is known; what is known only to a network plugin is not. */
export interface MeantEnds {
  /** The workloads that were read. */
  readonly members: readonly Member[];
  /** The numbers of classes of addresses. */
  readonly addresses: readonly number[];
  /** Pods that weren't read: where a peer means all pods of a place, or none that were read. */
  readonly standIns: readonly StandIn[];
}

/** Finds whom peers mean; each is looked up once. */
export class PeerEnds {
  private readonly index: LabelIndex;
  private readonly known = new Map<string, MeantEnds | undefined>();

  public constructor(private readonly model: Model) {
    this.index = LabelIndex.of(model.network.workloads);
  }

  /**
   * Whom a peer means; undefined where that isn't known for certain.
   *
   * @param namespace - that of who names the peer
   */
  public of(peer: Peer, namespace: string): MeantEnds | undefined {
    const key = `${peer.selections.some(({ namespaces }) => !namespaces) ? namespace : ''}\n${peer.key}`;
    if (!this.known.has(key)) this.known.set(key, this.found(peer, namespace));
    return this.known.get(key);
  }

  private found(peer: Peer, namespace: string): MeantEnds | undefined {
    const space = this.model.reach.addresses;
    if (peer.known !== undefined || peer.entities.length > 0 || peer.hostnames.length > 0) return undefined;
    if (peer.isAnywhere) {
      return { members: [], addresses: [...space.classes.keys()], standIns: [elsewhere({})] };
    }
    const addresses = [...new Set(rangesIn(peer.blocks).flatMap((range) => space.classesOver(range)))];
    const pods = peer.selections.map((selection) => this.selected(selection, namespace));
    const isKnown = pods.every((each) => each !== undefined) && (pods.length > 0 || addresses.length > 0);
    if (!isKnown) return undefined;
    return {
      members: [...new Set(pods.flatMap((each) => each?.members ?? []))],
      addresses,
      standIns: pods.flatMap((each) => each?.standIns ?? []),
    };
  }

  /** Undefined where it isn't known of pods that were read whether they are meant. */
  private selected({ namespaces, pods }: PodSelection, own: string): Omit<MeantEnds, 'addresses'> | undefined {
    const name = namespaces === undefined ? own : nameAskedFor(namespaces);
    // Whoever asks for names in other words may mean namespaces that nothing else tells apart.
    if (name === undefined && namespaces?.toString().includes(NAMESPACE_NAME)) return undefined;
    const selector = asRead(pods);
    const places = this.placesOf(namespaces, name);
    const found = places.flatMap((place) => this.index.find(place, selector));
    const isSure = found.every(
      ({ workload, pods: selected }) =>
        selected.length === workload.pods.length && selected.every(({ isCertain }) => isCertain),
    );
    if (!isSure) return undefined;
    const members = found.map(({ workload }) => this.model.population.memberOf(workload));
    const labels = pods.labels;
    const other = elsewhere(labels);
    const standIn = name === undefined ? other : named({ ...other, namespace: name, isElsewhere: false });
    return { members, standIns: members.length === 0 || pods.isEverything ? [standIn] : [] };
  }

  /** The namespaces with workloads that are meant. */
  private placesOf(namespaces: LabelSelector | undefined, name: string | undefined): string[] {
    if (namespaces === undefined || (name !== undefined && isNameOnly(namespaces))) return [name as string];
    const { table } = this.model.population;
    const selector = asRead(namespaces);
    return [...table.inhabited].filter((each) => {
      const { labels, unknown } = table.labelsOf(each);
      return selects(selector, labels, unknown) !== false;
    });
  }
}

/** The name of the one namespace that is meant. */
function nameAskedFor({ labels }: LabelSelector): string | undefined {
  return labels[NAMESPACE_NAME];
}

function isNameOnly({ labels, expressions }: LabelSelector): boolean {
  return Object.keys(labels).length === 1 && expressions.length === 0;
}

/** A selector in the words of those who read manifests. */
function asRead({ labels, expressions }: LabelSelector): Selector {
  return selectorOf([
    ...Object.entries(labels).map(([key, value]) => ({ key, operator: 'In' as const, values: [value] })),
    ...expressions.map(({ key, operator, values }) => ({ key, operator: operator as SelectorOperator, values })),
  ]);
}

/** Pods of some namespace without workloads. */
function elsewhere(labels: StandIn['labels']): StandIn {
  return named({ name: '', isElsewhere: true, labels, hostNetwork: false });
}

/** Equal ones have one name. */
function named({ name: _, ...standIn }: StandIn): StandIn {
  return { name: `pods ${JSON.stringify(standIn)}`, ...standIn };
}

/** The addresses of some networks. */
export function rangesIn(blocks: readonly IpRange[]): AddressRange[] {
  return blocks.flatMap(({ cidr, except }) => rangesOf({ cidr: `${cidr}`, except: except.map(String) }));
}
