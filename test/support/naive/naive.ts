/**
 * A second opinion on who may connect to whom: slow, clear, and written from the API references alone.
 *
 * What no manifest says is a list of open facts: whether a policy governs a pod of which not all labels are known, or
 * one on the network of its node; whether an entry of a rule means somebody, by labels that aren't known or by the address
 * of a pod; which of two policies with one priority comes first. Each is open for itself, even where two of them hang
 * together, as those of two rules with one selector do: so some answers are unknown that a cleverer reader could give,
 * and none is given that might be wrong. The question is asked in every world that these facts make possible, in which it
 * is a plain yes or no; where worlds disagree the answer is unknown. Worlds are made as their facts are asked for, so that
 * a question which needs none is asked once.
 */

import { addressOf } from './addresses';
import { AdminPolicies } from './admin-policies';
import { CalicoPolicies, type Passage } from './calico-policies';
import { CiliumPolicies } from './cilium-policies';
import { type End, namespacesIn, type Outside, type Pod, type Workload, workloadsIn } from './cluster';
import type { Manifest } from './kinds';
import { Meshes, runsOnNodeOf } from './meshes';
import { type Direction, NetworkPolicies } from './network-policies';
import { OpaquePolicies } from './opaque-policies';
import type { AddressOptions } from './pod-addresses';
import type { Door } from './ports';
import { inEveryWorld, type Verdict, type World } from './worlds';

export type { AddressOptions } from './pod-addresses';
export type { Verdict } from './worlds';

/** A cluster that can be asked again and again. */
export class NaiveCluster {
  public readonly workloads: ReadonlyMap<string, Workload>;
  private readonly networkPolicies: NetworkPolicies;
  private readonly adminPolicies: AdminPolicies;
  private readonly calicoPolicies: CalicoPolicies;
  private readonly ciliumPolicies: CiliumPolicies;
  private readonly opaquePolicies: OpaquePolicies;
  private readonly meshes: Meshes;

  public constructor(manifests: readonly Manifest[], options: AddressOptions = {}) {
    const surroundings = { options, namespace: namespacesIn(manifests) };
    this.workloads = workloadsIn(manifests);
    this.networkPolicies = new NetworkPolicies(manifests, surroundings);
    this.adminPolicies = new AdminPolicies(manifests, surroundings);
    this.calicoPolicies = new CalicoPolicies(manifests, surroundings);
    this.ciliumPolicies = new CiliumPolicies(manifests, surroundings);
    this.opaquePolicies = new OpaquePolicies(manifests);
    this.meshes = new Meshes(manifests, options);
  }

  /**
   * Whether one may open a connection to another.
   *
   * @param from - `ns/name`, or `external:` with an address
   * @param to - the same; not both are addresses
   */
  public answer(from: string, to: string, port: number, protocol: string): Verdict {
    const [sources, destinations] = [this.endsNamed(from), this.endsNamed(to)];
    if (from === to && this.workloads.get(from)?.isBarePod) return 'allowed';
    if (sources[0]?.kind === 'outside' && destinations[0]?.kind === 'outside') {
      throw new Error(`${from} and ${to} are both outside the cluster`);
    }
    const verdicts = sources.flatMap((source) =>
      destinations.map((destination) => this.between(source, { destination, port, protocol })),
    );
    return verdicts.every((verdict) => verdict === verdicts[0]) ? (verdicts[0] as Verdict) : 'unknown';
  }

  /** Both ends must let a connection pass, and the mesh at its end; replies to it need nobody's leave. */
  private between(source: End, door: Door): Verdict {
    const { destination } = door;
    return inEveryWorld((world) => {
      const seen = this.meshes.seen(world, source, door);
      return (
        this.passes(world, 'egress', source, destination, seen) &&
        this.passes(world, 'ingress', destination, source, seen) &&
        this.meshes.admits(world, source, door)
      );
    });
  }

  private passes(world: World, direction: Direction, end: End, peer: End, door: Door): boolean {
    if (end.kind === 'outside') return true;
    const allowed = this.allowed(world, direction, end, peer, door);
    const judged = this.opaquePolicies.change(world, direction, end, allowed);
    if (judged || direction === 'egress' || peer.kind === 'outside' || !peer.hostNetwork) return judged;
    // A pod on the network of its node reaches the other pods of that node, as the node itself does.
    return world.holds('open', () => runsOnNodeOf(peer, end));
  }

  /** Tier after tier; who isn't isolated by any may be reached, and may reach everyone. */
  private allowed(world: World, direction: Direction, pod: Pod, peer: End, door: Door): boolean {
    const admin = this.adminPolicies.decide(world, 'Admin', direction, pod, peer, door);
    if (admin === 'allow' || admin === 'deny') return admin === 'allow';
    if (this.ciliumPolicies.deny(world, direction, pod, peer, door)) return false;
    const passage = this.passage(world, direction, pod, peer, door);
    if (passage === 'allow' || passage === 'deny') return passage === 'allow';
    if (passage === 'isolated') return false;
    return this.adminPolicies.decide(world, 'Baseline', direction, pod, peer, door) !== 'deny';
  }

  /** Network policies and those of the plugins: Calico's stand before and after those of Kubernetes. */
  private passage(world: World, direction: Direction, pod: Pod, peer: End, door: Door): Passage {
    const before = this.calicoPolicies.decide(world, 'before', direction, pod, peer, door);
    if (before !== 'isolated' && before !== 'free') return before;
    const own = this.networkPolicies.allow(world, direction, pod, peer, door);
    if (own) return 'allow';
    const byCilium = this.ciliumPolicies.allow(world, direction, pod, peer, door);
    if (byCilium) return 'allow';
    const after = this.calicoPolicies.decide(world, 'after', direction, pod, peer, door);
    if (after !== 'free') return after;
    return before === 'isolated' || own !== undefined || byCilium !== undefined ? 'isolated' : 'free';
  }

  private endsNamed(name: string): readonly End[] {
    if (name.startsWith('external:')) {
      const outside: Outside = { kind: 'outside', address: addressOf(name.slice('external:'.length)) };
      return [outside];
    }
    const workload = this.workloads.get(name);
    if (!workload) throw new Error(`there is no workload ${name}`);
    return workload.pods;
  }
}

/** One question to a cluster. */
export function naiveAnswer(
  manifests: readonly Manifest[],
  options: AddressOptions,
  from: string,
  to: string,
  port: number,
  protocol: string,
): Verdict {
  return new NaiveCluster(manifests, options).answer(from, to, port, protocol);
}
