import { difference, holds, rangeOf } from './addresses';
import { type End, namespaceOf, type Pod } from './cluster';
import type { CiliumPortList, CiliumRule, CiliumSpec, LabelSelector, Manifest } from './kinds';
import type { Direction, Surroundings } from './network-policies';
import { type Door, isNamed } from './ports';
import { type KnownLabels, selects } from './selector';
import { both, type Fact, type World } from './worlds';

interface NamedSpec {
  readonly name: string;
  /** Undefined for a policy of the cluster. */
  readonly namespace?: string;
  readonly spec: CiliumSpec;
}

const NAMESPACE = 'io.kubernetes.pod.namespace';
const NAMESPACE_LABELS = 'io.cilium.k8s.namespace.labels.';

/** CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy, from the pages on their language. */
export class CiliumPolicies {
  private readonly specs: readonly NamedSpec[];

  public constructor(
    manifests: readonly Manifest[],
    private readonly surroundings: Surroundings,
  ) {
    this.specs = manifests.filter(isUnderstoodCilium).flatMap((manifest) => {
      const { kind, metadata, spec, specs = [] } = manifest;
      const namespace = kind === 'CiliumNetworkPolicy' ? namespaceOf(metadata) : undefined;
      return [...(spec ? [spec] : []), ...specs].map((each, i) => ({
        name: `${metadata.name} ${i}`,
        namespace,
        spec: each,
      }));
    });
  }

  /** Whether some policy denies it, which no other can undo. */
  public deny(world: World, direction: Direction, pod: Pod, peer: End, door: Door): boolean {
    return this.specs.some((policy) => {
      const rules = policy.spec[`${direction}Deny`] ?? [];
      if (rules.every(isEmpty) || !this.governs(world, policy, `${direction}Deny`, pod)) return false;
      return rules.some((rule, i) => this.matches(world, policy, rule, `${direction}Deny ${i}`, peer, door));
    });
  }

  /** Whether some policy allows it; undefined where none does and none isolates the pod. */
  public allow(world: World, direction: Direction, pod: Pod, peer: End, door: Door): boolean | undefined {
    const governing = this.specs.filter((policy) => {
      const rules = policy.spec[direction] ?? [];
      const isIdle = !isolates(policy.spec, direction) && rules.every(isEmpty);
      return !isIdle && this.governs(world, policy, direction, pod);
    });
    const isAllowed = governing.some((policy) =>
      (policy.spec[direction] ?? []).some((rule, i) =>
        this.matches(world, policy, rule, `${direction} ${i}`, peer, door),
      ),
    );
    if (isAllowed) return true;
    return governing.some(({ spec }) => isolates(spec, direction)) ? false : undefined;
  }

  /** Pods on the network of their node are no endpoints of Cilium. */
  private governs(world: World, { name, namespace, spec }: NamedSpec, section: string, pod: Pod): boolean {
    if (pod.hostNetwork) return false;
    const { ofPods, ofNamespace } = split(spec.endpointSelector);
    const isThere = namespace === undefined ? this.isIn(ofNamespace, pod) : pod.namespace === namespace;
    return world.holds(both(isThere, selects(ofPods, pod)), () => `${name} governs ${section} of ${pod.name}`);
  }

  private matches(world: World, policy: NamedSpec, rule: CiliumRule, where: string, peer: End, door: Door): boolean {
    if (isEmpty(rule)) return false;
    const lists = rule.toPorts ?? [];
    const whole = lists.filter((list) => !isNarrow(list));
    const isWhole = lists.length === 0 || whole.some((list) => portsHold(list, door));
    const isPart = !isWhole && lists.some((list) => portsHold(list, door));
    if (!isWhole && !isPart) return false;
    const { name } = policy;
    const peers = peersOf(rule);
    const isMeant =
      peers.length === 0 ||
      peers.some((each, i) =>
        world.holds(
          this.isMeant(policy, each, peer),
          () => `${name} means by peer ${i} of ${where} ${(peer as Pod).name}`,
        ),
      );
    // Of what passes there only some requests may go on, and which are made nobody knows.
    return isMeant && (isWhole || world.holds('open', () => `${name}: ${where} lets the request through`));
  }

  private isMeant({ namespace }: NamedSpec, { endpoints, entities, block, names }: Peer, end: End): Fact {
    if (names) return end.kind === 'outside' ? 'open' : false;
    if (block) {
      if (end.kind === 'pod') return false;
      return holds(difference([rangeOf(block.cidr)], (block.except ?? []).map(rangeOf)), end.address);
    }
    if (entities) return entityFact(entities, end);
    if (end.kind === 'outside' || end.hostNetwork) return false;
    const { ofPods, ofNamespace, saysNamespace } = split(endpoints ?? {});
    const isThere =
      namespace === undefined || saysNamespace ? this.isIn(ofNamespace, end) : end.namespace === namespace;
    return both(isThere, selects(ofPods, end));
  }

  /** Whether conditions on a namespace hold for that of a pod. */
  private isIn(conditions: LabelSelector, pod: Pod): Fact {
    const known: KnownLabels = this.surroundings.namespace(pod.namespace);
    return selects(conditions, { ...known, labels: { ...known.labels, [NAMESPACE]: pod.namespace } });
  }
}

/** What another reader may take for nothing that he knows: without a selector of endpoints Cilium itself refuses it. */
export function isUnderstoodCilium({ kind, spec, specs = [] }: Manifest): boolean {
  if (kind !== 'CiliumNetworkPolicy' && kind !== 'CiliumClusterwideNetworkPolicy') return false;
  return [...(spec ? [spec] : []), ...specs].every(({ endpointSelector }) => endpointSelector);
}

/** One entry of a list of peers; entities are one, as only together they are every node. */
interface Peer {
  readonly endpoints?: LabelSelector;
  readonly entities?: readonly string[];
  readonly block?: { readonly cidr: string; readonly except?: readonly string[] };
  readonly names?: boolean;
}

function peersOf(rule: CiliumRule): Peer[] {
  const entities = rule.fromEntities ?? rule.toEntities;
  return [
    ...(rule.fromEndpoints ?? rule.toEndpoints ?? []).map((endpoints) => ({ endpoints })),
    ...(entities ? [{ entities }] : []),
    ...(rule.fromCIDR ?? rule.toCIDR ?? []).map((cidr) => ({ block: { cidr } })),
    ...(rule.fromCIDRSet ?? rule.toCIDRSet ?? []).map((block) => ({ block })),
    ...(rule.toFQDNs ? [{ names: true }] : []),
  ];
}

/** A rule that says nothing lets nobody through. */
function isEmpty(rule: CiliumRule): boolean {
  return peersOf(rule).length === 0 && (rule.toPorts ?? []).length === 0;
}

function isolates(spec: CiliumSpec, direction: Direction): boolean {
  const said = spec.enableDefaultDeny?.[direction];
  return said ?? [...(spec[direction] ?? []), ...(spec[`${direction}Deny`] ?? [])].length > 0;
}

function entityFact(entities: readonly string[], end: End): Fact {
  if (entities.includes('all')) return true;
  const mayBeNode = ['cluster', 'host', 'remote-node', 'kube-apiserver'].some((word) => entities.includes(word));
  if (end.kind === 'outside') {
    const family = end.address.bits === 32 ? 'world-ipv4' : 'world-ipv6';
    if (entities.includes('world') || entities.includes(family)) return true;
    return mayBeNode ? 'open' : false;
  }
  if (entities.includes('cluster')) return true;
  if (!end.hostNetwork) return false;
  if (entities.includes('host') && entities.includes('remote-node')) return true;
  return mayBeNode ? 'open' : false;
}

interface Split {
  readonly ofPods: LabelSelector;
  readonly ofNamespace: LabelSelector;
  readonly saysNamespace: boolean;
}

/** What a selector asks of pods, and what of their namespace. */
function split({ matchLabels, matchExpressions }: LabelSelector): Split {
  const conditions = [
    ...Object.entries(matchLabels ?? {}).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
    ...(matchExpressions ?? []),
  ].map((each) => ({ ...each, key: each.key.replace(/^(k8s|any):/, '') }));
  const isOfNamespace = (key: string) => key === NAMESPACE || key.startsWith(NAMESPACE_LABELS);
  const ofNamespace = conditions.filter(({ key }) => isOfNamespace(key));
  return {
    ofPods: { matchExpressions: conditions.filter(({ key }) => !isOfNamespace(key)) },
    ofNamespace: {
      matchExpressions: ofNamespace.map((each) => ({ ...each, key: each.key.replace(NAMESPACE_LABELS, '') })),
    },
    saysNamespace: ofNamespace.length > 0,
  };
}

function isNarrow({ rules }: CiliumPortList): boolean {
  const { http = [], dns = [] } = rules ?? {};
  const isOpen = http.some((each) => Object.keys(each).length === 0) || dns.some((each) => each.matchPattern === '*');
  return http.length + dns.length > 0 && !isOpen;
}

function portsHold({ ports }: CiliumPortList, door: Door): boolean {
  return ports.some(({ port, protocol = 'ANY', endPort }) => {
    if (protocol !== 'ANY' && protocol !== door.protocol) return false;
    if (!/^\d+$/.test(port)) return isNamed(port, door);
    const first = Number(port);
    return first === 0 || (first <= door.port && door.port <= (endPort ?? first));
  });
}
