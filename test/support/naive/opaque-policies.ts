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

  public constructor(manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      const { kind, metadata } = manifest;
      if (isUnderstoodCilium(manifest)) continue;
      if (kind === 'CiliumNetworkPolicy') this.anything.add(namespaceOf(metadata));
      if (kind === 'CiliumClusterwideNetworkPolicy') this.anything.add(EVERYWHERE);
      // A mesh asks its servers who may come in, after the network has let them through.
      if (kind === 'AuthorizationPolicy')
        this.denials.push({ namespace: namespaceOf(metadata), selector: manifest.spec?.selector });
    }
  }

  /** What becomes of a decision about a pod. */
  public change(world: World, direction: Direction, pod: Pod, allowed: boolean): boolean {
    const mayOpen = this.anything.has(pod.namespace) || this.anything.has(EVERYWHERE);
    const mayClose =
      direction === 'ingress' &&
      this.denials.some(({ namespace, selector }) => namespace === pod.namespace && selects(selector, pod) !== false);
    if (!mayOpen && !(mayClose && allowed)) return allowed;
    return world.holds('open', () => `another policy allows ${direction} of ${pod.name}`);
  }
}

const EVERYWHERE = '*';
