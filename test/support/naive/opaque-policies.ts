import { isUnderstoodCilium } from './cilium-policies';
import { namespaceOf, type Pod } from './cluster';
import type { Manifest } from './kinds';
import type { Direction } from './network-policies';
import type { World } from './worlds';

/** Policies of other APIs, of which all that is known is whose pods they govern. */
export class OpaquePolicies {
  private readonly anything = new Set<string>();

  public constructor(manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      const { kind, metadata } = manifest;
      if (isUnderstoodCilium(manifest)) continue;
      if (kind === 'CiliumNetworkPolicy') this.anything.add(namespaceOf(metadata));
      if (kind === 'CiliumClusterwideNetworkPolicy') this.anything.add(EVERYWHERE);
    }
  }

  /** What becomes of a decision about a pod. */
  public change(world: World, direction: Direction, pod: Pod, allowed: boolean): boolean {
    if (!this.anything.has(pod.namespace) && !this.anything.has(EVERYWHERE)) return allowed;
    return world.holds('open', () => `another policy allows ${direction} of ${pod.name}`);
  }
}

const EVERYWHERE = '*';
