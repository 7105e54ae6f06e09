import { type IMesh, MeshMode } from '../../cluster';
import type { MeshWords } from '../network/mesh';
import type { Network } from '../network/network';
import type { ObjectRef } from '../network/place';
import type { NamespaceFacts } from '../network/workloads';
import { meshesIn } from './mesh-signs';
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
    const meshes = meshesIn(network);
    return meshes.length === 0 ? undefined : new Membership(network, ['none', ...meshes], said);
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
    if (mayBeProxy || unknownLabels === 'any') return this.anything;
    const modes = [...new Set(this.wordsOf(namespace).flatMap((all) => modesSaid(all, mesh)))];
    return hostNetwork === false || modes.includes('none') ? modes : ['none', ...modes];
  }

  /** What a namespace says, or all that one may say that wasn't read: to take pods in, to keep them out, or nothing. */
  private wordsOf(namespace: string | undefined): readonly MeshWords[] {
    const read = namespace === undefined ? undefined : this.namespaces.get(namespace);
    if (read) return [read.mesh ?? {}];
    if (this.said && namespace !== undefined) {
      const isMember = this.said.memberNamespaces?.includes(namespace) === true;
      return [isMember ? { [WORDS[this.said.mode]]: true } : {}];
    }
    const meshes = this.anything.filter((mode) => mode !== 'none');
    const never = Object.entries(NEVER).filter(([, namespaces]) => namespaces.includes(namespace ?? ''));
    const refused = Object.fromEntries(never.map(([mesh]) => [mesh, false]));
    return [{}, { sidecar: false }, ...meshes.map((mesh) => ({ [mesh]: true }))].map((all) => ({ ...all, ...refused }));
  }
}

/** What members say, by how a profile has them take part. */
const WORDS: { readonly [mode in MeshMode]: keyof MeshWords } = {
  [MeshMode.AMBIENT]: 'ambient',
  [MeshMode.SIDECAR]: 'sidecar',
  [MeshMode.LINKERD_PROXY]: 'linkerd',
};

/** What pods say of themselves counts before what is said of all; where both proxies are meant, it is the sidecar. */
function modeSaid(all: MeshWords, own: MeshWords): InMesh {
  if (isInjected(all, own)) return 'sidecar';
  return (own.ambient ?? all.ambient) ? 'ambient' : 'none';
}

/**
 * Whether pods have a sidecar: where their namespace says no, nobody asks them what they say.
 *
 * @see https://github.com/istio/istio/issues/32388
 */
function isInjected(all: MeshWords, own: MeshWords): boolean {
  return own.hasSidecar === true || (all.sidecar !== false && (own.sidecar ?? all.sidecar) === true);
}

/** Which mesh counts of two isn't known, nor what becomes of connections that are kept from Linkerd's proxies. */
function modesSaid(all: MeshWords, own: MeshWords): InMesh[] {
  const ofIstio = modeSaid(all, own);
  if (!(own.linkerd ?? all.linkerd)) return [ofIstio];
  if (ofIstio !== 'none') return ['none', ofIstio, 'linkerd'];
  return all.linkerdSkips || own.linkerdSkips ? ['none', 'linkerd'] : ['linkerd'];
}
