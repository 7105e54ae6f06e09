import { type IMesh, MeshMode } from '../../cluster';
import type { MeshWords } from '../network/mesh';
import type { Network } from '../network/network';
import type { ObjectRef } from '../network/place';
import type { NamespaceFacts } from '../network/workloads';
import { HBONE_PORT } from './carriage';
import type { Identity, InboundDefault, InMesh, PodClass } from './pod-class';

/**
 * Where the meshes take in no pods, whatever these and their namespaces say, unless somebody changes how they were
 * installed: ambient meshes by `excludeNamespaces`, which before Istio 1.30 counted for new pods only, Istio's injector by
 * a list of its own, and Linkerd by the selector of its webhook.
 *
 * @see https://github.com/istio/istio/blob/master/pkg/kube/inject/initializer.go
 * @see https://istio.io/latest/news/releases/1.30.x/announcing-1.30/upgrade-notes/
 * @see https://github.com/linkerd/linkerd2/blob/main/charts/linkerd-control-plane/values.yaml
 */
const NEVER: { readonly [mesh in 'ambient' | 'sidecar' | 'linkerd']: readonly string[] } = {
  ambient: ['kube-system'],
  sidecar: ['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage'],
  linkerd: ['kube-system', 'cert-manager'],
};

/** What is known of some pods. */
export interface Asked extends Pick<PodClass, 'namespace' | 'unknownLabels' | 'hostNetwork' | 'entity'> {
  readonly mesh?: MeshWords;
  /** What they run under; undefined where they only stand in for others. */
  readonly object?: ObjectRef;
  /** Undefined where it isn't known. */
  readonly account?: string;
  /** Whether they may be proxies of the mesh themselves. */
  readonly mayBeProxy?: boolean;
}

/**
 * Which pods are in a mesh of Istio or of Linkerd, as their namespaces say it, or they themselves.
 *
 * A namespace that was read and says nothing isn't in it. Of one that wasn't read nothing is known, unless the cluster
 * profile names the mesh; it may be ambient only where something else is, or a policy speaks of the port of ambient
 * meshes: without that, nothing would work there.
 */
export class Membership {
  /** Undefined where nothing of a mesh was read. */
  public static of(network: Network, said?: IMesh): Membership | undefined {
    const words = [...network.namespaces, ...network.workloads.flatMap(({ pods }) => pods)].map(({ mesh }) => mesh);
    const isAmbient = words.some((each) => each?.ambient) || namesWaypoint(network);
    const opaque = network.opaquePolicies.filter(({ direction }) => direction === 'identity');
    const ofLinkerd = opaque.filter(({ object }) => object.apiVersion.startsWith('policy.linkerd.io/'));
    const isIstio =
      isAmbient ||
      words.some((each) => each?.sidecar) ||
      network.identityPolicies.length > 0 ||
      network.waypointPolicies.length > 0 ||
      network.peerAuthentications.length > 0 ||
      opaque.length > ofLinkerd.length;
    const isLinkerd =
      words.some((each) => each?.linkerd) ||
      network.linkerdServers.length > 0 ||
      network.linkerdAuthorizations.length > 0 ||
      ofLinkerd.length > 0;
    if (!isIstio && !isLinkerd) return undefined;
    const modes: InMesh[] = [];
    if (isIstio) modes.push('sidecar');
    if (isIstio && (isAmbient || speaksOfHbone(network))) modes.push('ambient');
    if (isLinkerd) modes.push('linkerd');
    return new Membership(network, ['none', ...modes], said);
  }

  private readonly namespaces: ReadonlyMap<string, NamespaceFacts>;
  private constructor(
    network: Network,
    /** What pods may be of which nothing is said. */
    private readonly anything: readonly InMesh[],
    private readonly said: IMesh | undefined,
  ) {
    this.namespaces = new Map(network.namespaces.map((each) => [each.object.name, each]));
  }

  public identityOf({ account, ...asked }: Asked): Identity {
    const modes = this.modesOf(asked);
    const inbound = modes.includes('linkerd') ? this.inboundOf(asked) : undefined;
    return { modes, ...(account !== undefined && { account }), ...(inbound && { inbound }) };
  }

  /** What pods say of themselves counts before what their namespace says. */
  private inboundOf({ namespace, mesh, object }: Asked): InboundDefault | undefined {
    const own = mesh?.linkerdInbound;
    if (own && object) return { ...own, object };
    const read = namespace === undefined ? undefined : this.namespaces.get(namespace);
    if (read?.mesh?.linkerdInbound) return { ...read.mesh.linkerdInbound, object: read.object };
    const where = read?.object ?? object;
    return where && { object: where, path: ['metadata'] };
  }

  private modesOf({ namespace, unknownLabels, hostNetwork, entity, mesh = {}, mayBeProxy }: Asked): readonly InMesh[] {
    if (entity || hostNetwork) return ['none'];
    const read = namespace === undefined ? undefined : this.namespaces.get(namespace);
    const all = read ? (read.mesh ?? {}) : this.wordsOf(namespace);
    const isKnown = read !== undefined || this.isSaid({ ...all, ...mesh });
    if (!isKnown || mayBeProxy || unknownLabels === 'any') return this.anything;
    const modes = modesSaid(all, mesh);
    return hostNetwork === false || modes.includes('none') ? modes : ['none', ...modes];
  }

  /** What is known of a namespace that wasn't read. */
  private wordsOf(namespace: string | undefined): MeshWords {
    if (namespace === undefined) return {};
    if (!this.said) {
      const never = Object.entries(NEVER).filter(([, namespaces]) => namespaces.includes(namespace));
      return Object.fromEntries(never.map(([mesh]) => [mesh, false]));
    }
    const isMember = this.said.memberNamespaces?.includes(namespace) === true;
    return {
      ambient: isMember && this.said.mode === MeshMode.AMBIENT,
      sidecar: isMember && this.said.mode === MeshMode.SIDECAR,
      linkerd: isMember && this.said.mode === MeshMode.LINKERD_PROXY,
    };
  }

  /** Whether pods leave nothing to their namespace. */
  private isSaid({ ambient, sidecar, linkerd }: MeshWords): boolean {
    const isNotAmbient = ambient === false || !this.anything.includes('ambient');
    const ofIstio = sidecar === true || ambient === true || (isNotAmbient && sidecar === false);
    const asksIstio = this.anything.includes('sidecar');
    const asksLinkerd = this.anything.includes('linkerd');
    return (ofIstio || !asksIstio) && (linkerd !== undefined || !asksLinkerd);
  }
}

/** What pods say of themselves counts before what is said of all; where both proxies are meant, it is the sidecar. */
function modeSaid(all: MeshWords, own: MeshWords): InMesh {
  if (own.sidecar ?? all.sidecar) return 'sidecar';
  return (own.ambient ?? all.ambient) ? 'ambient' : 'none';
}

/** Which mesh counts of two isn't known, nor what becomes of connections that are kept from Linkerd's proxies. */
function modesSaid(all: MeshWords, own: MeshWords): InMesh[] {
  const ofIstio = modeSaid(all, own);
  if (!(own.linkerd ?? all.linkerd)) return [ofIstio];
  if (ofIstio !== 'none') return ['none', ofIstio, 'linkerd'];
  return all.linkerdSkips || own.linkerdSkips ? ['none', 'linkerd'] : ['linkerd'];
}

/** Only an ambient mesh has waypoints. */
function namesWaypoint({ gateways, services }: Network): boolean {
  return gateways.some(({ waypoint }) => waypoint) || services.some(({ waypoint }) => waypoint);
}

function speaksOfHbone({ policies, pluginPolicies, adminPolicies }: Network): boolean {
  return [...policies, ...pluginPolicies, ...adminPolicies].some(({ ingress, egress }) =>
    [...ingress, ...egress].some(
      ({ ports }) =>
        ports !== 'every port' &&
        ports.some((port) => 'first' in port && port.first === HBONE_PORT && port.last === HBONE_PORT),
    ),
  );
}
