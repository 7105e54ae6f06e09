import { difference, holds, rangeOf } from './addresses';
import { askKnown, matches, or } from './calico-selector';
import { type End, namespaceOf, type Pod } from './cluster';
import type { CalicoEntity, CalicoRule, CalicoSpec, Manifest } from './kinds';
import { type Direction, type Surroundings, subjectFact } from './network-policies';
import { blockHoldsPod } from './pod-addresses';
import { type Door, isNamed } from './ports';
import type { KnownLabels } from './selector';
import { both, type Fact, type World, whicheverIsFirst } from './worlds';

interface CalicoPolicy {
  readonly name: string;
  readonly namespace?: string;
  readonly apiVersion: string;
  readonly spec: CalicoSpec;
}

interface AddressSet {
  readonly namespace?: string;
  readonly labels: { readonly [key: string]: string };
  readonly nets: readonly string[];
}

/** What becomes of a connection among the policies of Calico: undecided, it has met one that isolates, or none. */
export type Passage = 'allow' | 'deny' | 'pass' | 'isolated' | 'free';

/** NetworkPolicy and GlobalNetworkPolicy of Calico, from its reference. */
export class CalicoPolicies {
  private readonly policies: readonly CalicoPolicy[];
  private readonly sets: readonly AddressSet[];

  public constructor(
    manifests: readonly Manifest[],
    private readonly surroundings: Surroundings,
  ) {
    const own = manifests.filter(({ apiVersion }) => /^(crd\.)?projectcalico\.org\//.test(apiVersion));
    this.policies = own
      .filter(({ kind }) => kind === 'NetworkPolicy' || kind === 'GlobalNetworkPolicy')
      .map((manifest) => ({
        name: manifest.metadata.name,
        namespace: manifest.kind === 'NetworkPolicy' ? namespaceOf(manifest.metadata) : undefined,
        apiVersion: manifest.apiVersion,
        spec: manifest.spec,
      }))
      .sort((a, b) => orderOf(a) - orderOf(b) || (a.name < b.name ? -1 : 1));
    this.sets = own
      .filter(({ kind }) => kind === 'NetworkSet' || kind === 'GlobalNetworkSet')
      .map(({ kind, metadata, spec }) => ({
        namespace: kind === 'NetworkSet' ? namespaceOf(metadata) : undefined,
        labels: metadata.labels ?? {},
        nets: spec.nets,
      }));
  }

  /** Goes through the policies before those of Kubernetes, or through those after them. */
  public decide(
    world: World,
    part: 'before' | 'after',
    direction: Direction,
    pod: Pod,
    peer: End,
    door: Door,
  ): Passage {
    const policies = this.policies.filter(
      (each) =>
        orderOf(each) < 1000 === (part === 'before') &&
        typesOf(each).includes(direction) &&
        this.governs(world, each, direction, pod),
    );
    for (const order of new Set(policies.map(orderOf))) {
      const equals = policies.filter((each) => orderOf(each) === order);
      // Names are compared among policies of one namespace, or of none, and of one form.
      const lists = [...new Set(equals.map(listOf))].map((list) => equals.filter((each) => listOf(each) === list));
      const decisions = lists.flatMap((list) => this.firstMatch(world, list, direction, peer, door) ?? []);
      if (decisions.length > 0) return whicheverIsFirst(world, [...new Set(decisions)], `${order} ${direction}`);
    }
    return policies.length > 0 ? 'isolated' : 'free';
  }

  /** What the first rule that matches decides; undefined where none matches. */
  private firstMatch(
    world: World,
    policies: readonly CalicoPolicy[],
    direction: Direction,
    peer: End,
    door: Door,
  ): Passage | undefined {
    for (const policy of policies) {
      for (const [i, rule] of (policy.spec[direction] ?? []).entries()) {
        if (rule.action === 'Log' || !portsHold(rule, door)) continue;
        const fact = this.isMeant(policy, rule[direction === 'ingress' ? 'source' : 'destination'] ?? {}, peer);
        const isMeant = world.holds(fact, () => `${direction} ${i} of ${policy.name} means ${(peer as Pod).name}`);
        if (isMeant) return rule.action.toLowerCase() as Passage;
      }
    }
    return undefined;
  }

  private governs(world: World, policy: CalicoPolicy, direction: Direction, pod: Pod): boolean {
    const fact = subjectFact(this.selects(policy.namespace, policy.spec, pod), pod);
    return world.holds(fact, () => `${policy.name} governs ${direction} of ${pod.name}`);
  }

  private isMeant({ namespace }: CalicoPolicy, said: CalicoEntity, end: End): Fact {
    const entity = withoutEmpty(said);
    const { selector, namespaceSelector, notSelector, nets, notNets } = entity;
    if (nets || notNets) {
      const blocks = ['IPv4', 'IPv6'].flatMap((family) => {
        const ofFamily = (list: readonly string[]) => list.filter((each) => each.includes(':') === (family === 'IPv6'));
        const left = ofFamily(notNets ?? []);
        // A rule is rendered for each family by itself, and not at all for one of which a list has nothing.
        if (notNets && left.length === 0) return [];
        return ofFamily(nets ?? ['0.0.0.0/0', '::/0']).map((cidr) => ({ cidr, except: left }));
      });
      return blocks.map((block) => this.isIn(block, end)).reduce<Fact>(or, false);
    }
    if (selector === undefined && namespaceSelector === undefined && notSelector === undefined) return true;
    const inSets = this.sets
      .filter((set) => set.nets.length > 0)
      .map((set) =>
        both(
          this.isSetMeant(namespace, entity, set),
          set.nets.map((cidr) => this.isIn({ cidr }, end)).reduce<Fact>(or, false),
        ),
      );
    const asSet = inSets.reduce<Fact>(or, false);
    if (end.kind === 'outside') return asSet;
    const asPod = this.selects(namespace, entity, end);
    // Whether such a pod is what its labels say, or the node that it is on, isn't defined.
    return or(asPod !== false && end.hostNetwork ? 'open' : asPod, asSet);
  }

  private isIn(block: { readonly cidr: string; readonly except?: readonly string[] }, end: End): Fact {
    if (end.kind === 'pod') return blockHoldsPod(block, end, true, this.surroundings.options);
    return holds(difference([rangeOf(block.cidr)], (block.except ?? []).map(rangeOf)), end.address);
  }

  private isSetMeant(own: string | undefined, entity: CalicoEntity, set: AddressSet): Fact {
    const { selector = '', notSelector, namespaceSelector } = entity;
    const place = set.namespace === undefined ? undefined : this.surroundings.namespace(set.namespace);
    const ask = (key: string, holdsOf: (value: string | undefined) => boolean): Fact => {
      if (key === 'projectcalico.org/namespace') return holdsOf(set.namespace);
      if (!key.startsWith('pcns.')) return askKnown(set.labels)(key, holdsOf);
      return place ? asked(place, key.slice(5), holdsOf) : holdsOf(undefined);
    };
    const isLeft = notSelector === undefined ? true : matches(`!(${notSelector})`, ask);
    const isSelected = both(matches(selector, ask), isLeft);
    if (namespaceSelector === undefined) return both(own === undefined || own === set.namespace, isSelected);
    if (set.namespace === undefined) {
      // Without labels of a namespace, and not among `all()`, which are those in one.
      const isMeant = matches(namespaceSelector.replaceAll('all()', '!global()'), askKnown({}), true);
      return both(isMeant, isSelected);
    }
    return both(this.isPlace(namespaceSelector, set.namespace), isSelected);
  }

  private selects(own: string | undefined, said: CalicoEntity, pod: Pod): Fact {
    const { selector = '', notSelector, namespaceSelector } = said;
    const isThere =
      namespaceSelector === undefined
        ? own === undefined || own === pod.namespace
        : this.isPlace(namespaceSelector, pod.namespace);
    const place = this.surroundings.namespace(pod.namespace);
    const ask = (key: string, holdsOf: (value: string | undefined) => boolean): Fact => {
      if (key === 'projectcalico.org/namespace') return holdsOf(pod.namespace);
      return key.startsWith('pcns.') ? asked(place, key.slice(5), holdsOf) : asked(pod, key, holdsOf);
    };
    const isSelected = matches(selector, ask);
    const isLeft = notSelector === undefined ? true : matches(`!(${notSelector})`, ask);
    return both(both(isThere, isSelected), isLeft);
  }

  private isPlace(selector: string, name: string): Fact {
    const place = this.surroundings.namespace(name);
    return matches(selector, (key, holdsOf) =>
      key === 'projectcalico.org/name' ? holdsOf(name) : asked(place, key, holdsOf),
    );
  }
}

function asked({ labels, openKeys }: KnownLabels, key: string, holdsOf: (value: string | undefined) => boolean): Fact {
  if (Object.hasOwn(labels, key)) return holdsOf(labels[key]);
  return openKeys === 'all' || openKeys.includes(key) ? 'open' : holdsOf(undefined);
}

/** An empty text is no selector. */
function withoutEmpty(entity: CalicoEntity): CalicoEntity {
  return Object.fromEntries(Object.entries(entity).filter(([, value]) => value !== ''));
}

function orderOf({ spec }: CalicoPolicy): number {
  return spec.order ?? Number.MAX_VALUE;
}

function listOf({ apiVersion, namespace = '' }: CalicoPolicy): string {
  return `${apiVersion} ${namespace}`;
}

function typesOf({ apiVersion, spec: { types, ingress = [], egress = [] } }: CalicoPolicy): Direction[] {
  if (types && types.length > 0) return types.map((type) => type.toLowerCase() as Direction);
  // The API server puts in a default; what is stored without one goes for both.
  if (apiVersion === 'crd.projectcalico.org/v1') return ['ingress', 'egress'];
  if (egress.length === 0) return ['ingress'];
  return ingress.length === 0 ? ['egress'] : ['ingress', 'egress'];
}

function portsHold({ protocol, notProtocol, destination = {} }: CalicoRule, door: Door): boolean {
  if (notProtocol !== undefined) return notProtocol !== door.protocol;
  if (protocol === undefined) return true;
  if ((protocol === 6 ? 'TCP' : protocol) !== door.protocol) return false;
  const { ports, notPorts } = destination;
  const holdsPort = (port: number | string) => {
    const [first, last] = String(port).split(':').map(Number) as [number, number | undefined];
    return Number.isNaN(first) ? isNamed(String(port), door) : first <= door.port && door.port <= (last ?? first);
  };
  return (ports ?? [door.port]).some(holdsPort) && !(notPorts ?? []).some(holdsPort);
}
