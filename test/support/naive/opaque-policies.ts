import { isUnderstoodCilium } from './cilium-policies';
import { namespaceOf, type Pod } from './cluster';
import type { LabelSelector, Manifest } from './kinds';
import type { Direction } from './network-policies';
import { selects } from './selector';
import type { World } from './worlds';

/** Policies of other APIs, of which all that is known is whose pods they govern and whether they can open anything. */
export class OpaquePolicies {
  private readonly anything = new Set<string>();
  private readonly denials: { readonly namespace: string; readonly selector?: LabelSelector }[] = [];
  private readonly read = new Set<string>();

  public constructor(manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      const { kind, metadata } = manifest;
      if (isUnderstoodCilium(manifest)) continue;
      if (kind === 'Namespace') this.read.add(metadata.name);
      if (kind === 'CiliumNetworkPolicy') this.anything.add(namespaceOf(metadata));
      if (kind === 'CiliumClusterwideNetworkPolicy') this.anything.add(EVERYWHERE);
      // A mesh asks its servers who may come in, after the network has let them through: here it lets in nobody.
      if (kind === 'AuthorizationPolicy')
        this.denials.push({ namespace: namespaceOf(metadata), selector: manifest.spec?.selector });
    }
  }

  /** What becomes of a decision about a pod. */
  public change(world: World, direction: Direction, pod: Pod, protocol: string, allowed: boolean): boolean {
    const mayOpen = this.anything.has(pod.namespace) || this.anything.has(EVERYWHERE);
    // No namespace is in a mesh; of one that wasn't read nobody knows it. A mesh knows TCP only, and no nodes.
    const mayBeInMesh = protocol === 'TCP' && !pod.hostNetwork && !this.read.has(pod.namespace);
    const mayClose =
      direction === 'ingress' &&
      mayBeInMesh &&
      this.denials.some(({ namespace, selector }) => namespace === pod.namespace && selects(selector, pod) !== false);
    if (!mayOpen && !(mayClose && allowed)) return allowed;
    return world.holds('open', () => `another policy allows ${direction} of ${pod.name}`);
  }
}

const EVERYWHERE = '*';
