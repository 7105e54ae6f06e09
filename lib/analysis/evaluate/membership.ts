import { type IMesh, MeshMode } from '../../cluster';
import type { MeshWords } from '../network/mesh';
import type { Network } from '../network/network';
import type { NamespaceFacts } from '../network/workloads';
import { HBONE_PORT } from './carriage';
import type { Identity, InMesh, PodClass } from './pod-class';

/** Where Istio takes no pods into its mesh unless somebody changes how it was installed, and clusters keep their own. */
const NEVER: readonly string[] = ['kube-system', 'kube-public', 'kube-node-lease', 'openshift-dns'];

/** What is known of some pods. */
export interface Asked extends Pick<PodClass, 'namespace' | 'unknownLabels' | 'hostNetwork' | 'entity'> {
  readonly mesh?: MeshWords;
  /** Undefined where it isn't known. */
  readonly account?: string;
  /** Whether they may be proxies of the mesh themselves. */
  readonly mayBeProxy?: boolean;
}

/**
 * Which pods are in a mesh of Istio, as their namespaces say it, or they themselves.
 *
 * A namespace that was read and says nothing isn't in it. Of one that wasn't read nothing is known, unless the cluster
 * profile names the mesh; it may be ambient only where something else is, or a policy speaks of the port of ambient
 * meshes: without that, nothing would work there.
 */
export class Membership {
  /** Undefined where nothing of a mesh was read. */
  public static of(network: Network, said?: IMesh): Membership | undefined {
    const words = [...network.namespaces, ...network.workloads.flatMap(({ pods }) => pods)].map(({ mesh }) => mesh);
    const isAmbient = words.some((each) => each?.ambient);
    const isAny =
      isAmbient ||
      words.some((each) => each?.sidecar) ||
      network.identityPolicies.length > 0 ||
      network.peerAuthentications.length > 0 ||
      network.opaquePolicies.some(({ direction }) => direction === 'identity');
    return isAny ? new Membership(network, isAmbient || speaksOfHbone(network), said) : undefined;
  }

  private readonly namespaces: ReadonlyMap<string, NamespaceFacts>;
  /** What pods may be of which nothing is said. */
  private readonly anything: readonly InMesh[];

  private constructor(
    network: Network,
    mayBeAmbient: boolean,
    private readonly said: IMesh | undefined,
  ) {
    this.namespaces = new Map(network.namespaces.map((each) => [each.object.name, each]));
    this.anything = mayBeAmbient ? ['none', 'sidecar', 'ambient'] : ['none', 'sidecar'];
  }

  public identityOf({ account, ...asked }: Asked): Identity {
    return { modes: this.modesOf(asked), ...(account !== undefined && { account }) };
  }

  private modesOf({ namespace, unknownLabels, hostNetwork, entity, mesh = {}, mayBeProxy }: Asked): readonly InMesh[] {
    if (entity || hostNetwork) return ['none'];
    const read = namespace === undefined ? undefined : this.namespaces.get(namespace);
    const all = read ? (read.mesh ?? {}) : this.wordsOf(namespace);
    const isKnown = all !== undefined || isSaid(mesh);
    if (!isKnown || mayBeProxy || unknownLabels === 'any') return this.anything;
    const mode = modeSaid(all ?? {}, mesh);
    return hostNetwork === false || mode === 'none' ? [mode] : ['none', mode];
  }

  /** What is known of a namespace that wasn't read. */
  private wordsOf(namespace: string | undefined): MeshWords | undefined {
    if (namespace === undefined) return undefined;
    if (NEVER.includes(namespace)) return {};
    if (!this.said) return undefined;
    const isMember = this.said.memberNamespaces?.includes(namespace) === true;
    return {
      ambient: isMember && this.said.mode === MeshMode.AMBIENT,
      sidecar: isMember && this.said.mode === MeshMode.SIDECAR,
    };
  }
}

/** Whether pods leave nothing to their namespace. */
function isSaid({ ambient, sidecar }: MeshWords): boolean {
  return sidecar === true || ambient === true || (ambient === false && sidecar === false);
}

/** What pods say of themselves counts before what is said of all; where both proxies are meant, it is the sidecar. */
function modeSaid(all: MeshWords, own: MeshWords): InMesh {
  if (own.sidecar ?? all.sidecar) return 'sidecar';
  return (own.ambient ?? all.ambient) ? 'ambient' : 'none';
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
