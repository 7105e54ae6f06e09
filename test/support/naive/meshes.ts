import type { End, Pod } from './cluster';
import { type Call, IstioPolicies } from './istio-policies';
import type { Manifest } from './kinds';
import { LinkerdPolicies } from './linkerd-policies';
import { type Caller, HBONE, type Membership, MeshMembers } from './mesh-members';
import type { AddressOptions } from './pod-addresses';
import type { Door } from './ports';
import type { World } from './worlds';

/** The port of Linkerd's proxies. */
const LINKERD = 4143;

/** What these proxies have for themselves, and what they take for databases in which the server speaks first. */
const LEFT_ALONE = [4190, 4191, 4567, 4568];

/** What meshes do to connections: these take other ways, and who is reached asks who connects. */
export class Meshes {
  private readonly members: MeshMembers;
  private readonly istio: IstioPolicies;
  private readonly linkerd: LinkerdPolicies;

  public constructor(manifests: readonly Manifest[], options: AddressOptions) {
    this.members = new MeshMembers(manifests);
    this.istio = new IstioPolicies(manifests, options);
    this.linkerd = new LinkerdPolicies(manifests, this.members, options);
  }

  /** A connection as network policies see it: they may see another port. */
  public seen(world: World, source: End, door: Door): Door {
    if (door.protocol !== 'TCP' || this.passesBy(world, source, door)) return door;
    const [from, to] = [this.members.of(source), this.members.of(door.destination)];
    const ports = [...new Set(from.flatMap((one) => to.flatMap((other) => portsBetween(one, other, door.port))))];
    const name = (port: number) => `what ${nameOf(source)} sends to ${nameOf(door.destination)} is seen on ${port}`;
    const last = ports[ports.length - 1] as number;
    return { ...door, port: ports.find((port) => port === last || world.holds('open', () => name(port))) ?? last };
  }

  /** Whether the mesh of who is reached lets a connection in: of all protocols it asks about TCP. */
  public admits(world: World, source: End, door: Door): boolean {
    const { destination } = door;
    if (destination.kind === 'outside' || door.protocol !== 'TCP') return true;
    const [from, to] = [this.members.of(source), this.members.of(destination)];
    const mode = oneOf(world, to, destination);
    if (mode === 'none' || (mode === 'linkerd' && this.passesBy(world, source, door))) return true;
    // What a node sends to its own pods goes by as its probes do, which must not be refused.
    if (mode === 'ambient' && source.kind === 'pod' && source.hostNetwork) {
      if (world.holds('open', () => runsOnNodeOf(source, destination))) return true;
    }
    const call: Call = { caller: callerFrom(source, from, mode), from: source };
    // What one kind of proxy makes of another depends on how they are installed, if there is anything to ask.
    if (from.some((one) => to.some((other) => one !== other && one !== 'none' && other !== 'none'))) {
      const isAsked = mode === 'linkerd' || this.istio.isAsked(world, destination, to.includes('sidecar'));
      return !isAsked || world.holds('open', () => `${destination.name} lets in ${nameOf(source)}, another proxy`);
    }
    if (mode === 'linkerd') return this.linkerd.allow(world, destination, call, door);
    return this.istioAdmits(world, call, destination, mode === 'sidecar', door);
  }

  /** From some ports Linkerd's proxies keep away, unless they are installed otherwise. */
  private passesBy(world: World, source: End, { destination, port }: Door): boolean {
    if (!LEFT_ALONE.includes(port) || !this.members.of(destination).includes('linkerd')) return false;
    return world.holds('open', () => `what ${nameOf(source)} sends to ${nameOf(destination)} passes by the proxies`);
  }

  private istioAdmits(world: World, call: Call, pod: Pod, isSidecar: boolean, door: Door): boolean {
    const mode = this.istio.mode(world, pod, door.port);
    const { caller, from } = call;
    if (mode === 'STRICT') {
      if (!world.holds(caller?.isProven ?? false, () => `${nameOf(from)} proves who it is`)) return false;
    }
    // What callers show to a sidecar without mutual TLS, and whether they get on, depends on how they are told to call.
    // An ambient mesh has no such mode.
    if (mode === 'DISABLE' && isSidecar && caller) return world.holds('open', () => `${nameOf(from)} gets on plainly`);
    return this.istio.allow(world, pod, call, door);
  }
}

function oneOf(world: World, modes: readonly Membership[], pod: Pod): Membership {
  const last = modes[modes.length - 1] as Membership;
  return modes.find((mode) => mode === last || world.holds('open', () => `${nameOf(pod)} is in ${mode}`)) ?? last;
}

function callerFrom(source: End, from: readonly Membership[], to: Membership): Caller | undefined {
  if (source.kind === 'outside' || !from.includes(to)) return undefined;
  const { namespace, serviceAccount } = source;
  return { namespace, account: serviceAccount, isProven: from.length === 1 ? true : 'open' };
}

/** Such a pod is there for the others of its node as the node itself is. */
export function runsOnNodeOf(peer: Pod, pod: Pod): string {
  return `${peer.name} runs on the node of ${pod.name}`;
}

/** Sidecars bring some connections to an ambient mesh to its port, and Linkerd's proxies some to theirs. */
function portsBetween(from: Membership, to: Membership, port: number): number[] {
  const ends = [from, to];
  if (ends.includes('none') || ends.every((end) => end === 'sidecar')) return [port];
  if (ends.every((end) => end === 'ambient')) return [HBONE];
  if (ends.includes('linkerd')) return from === to ? [port, LINKERD] : [port];
  return [port, HBONE];
}

function nameOf(end: End): string {
  return end.kind === 'pod' ? `${end.namespace}/${end.name}` : 'an address';
}
