import type { End, Pod } from './cluster';
import type { Labels, Manifest } from './kinds';

/** How a pod takes part in a mesh. */
export type Membership = 'ambient' | 'sidecar' | 'linkerd' | 'none';

interface Words {
  readonly labels: Labels;
  readonly annotations: Labels;
}

/** Who is in a mesh: namespaces say it by labels or annotations, and pods for themselves. */
export class MeshMembers {
  private readonly namespaces = new Map<string, Words>();
  /** What pods may be whose Namespace isn't among the manifests; what they say of themselves isn't taken into account. */
  private readonly anything: readonly Membership[];

  public constructor(manifests: readonly Manifest[]) {
    for (const { kind, metadata } of manifests) {
      if (kind !== 'Namespace') continue;
      this.namespaces.set(metadata.name, { labels: metadata.labels ?? {}, annotations: metadata.annotations ?? {} });
    }
    this.anything = ['none', ...meshesIn(manifests)];
  }

  /** What a pod may be; more than one thing where only a Namespace could say it that isn't among the manifests. */
  public of(end: End): readonly Membership[] {
    // A proxy stands in the network of its pod, and these have none of their own.
    if (end.kind === 'outside' || end.hostNetwork) return ['none'];
    const words = this.namespaces.get(end.namespace);
    if (!words) return this.anything;
    if (isInjected(words, end)) return ['sidecar'];
    if (isCaptured(words, end)) return ['ambient'];
    const linkerd = end.annotations['linkerd.io/inject'] ?? words.annotations['linkerd.io/inject'];
    return [linkerd === 'enabled' ? 'linkerd' : 'none'];
  }

  /** What an annotation says of a pod, which counts before what it says of the namespace. */
  public annotation(key: string, pod: Pod): string | undefined {
    return pod.annotations[key] ?? this.namespaces.get(pod.namespace)?.annotations[key];
  }
}

const MODE = 'istio.io/dataplane-mode';
const INJECT = 'sidecar.istio.io/inject';

/** Whoever says no, the namespace or the pod, has its way; then whoever says yes. */
function isInjected({ labels }: Words, pod: Pod): boolean {
  const [injection, own] = [labels['istio-injection'], pod.labels[INJECT]];
  if (injection === 'disabled' || own === 'false') return false;
  return injection === 'enabled' || own === 'true' || labels['istio.io/rev'] !== undefined;
}

function isCaptured({ labels }: Words, pod: Pod): boolean {
  return (pod.labels[MODE] ?? labels[MODE]) === 'ambient';
}

/** The meshes of which there is a sign: a word that takes pods in, or an object that says who may connect. */
function meshesIn(manifests: readonly Manifest[]): Membership[] {
  const said = manifests.flatMap(({ metadata, spec }) => {
    const inside = (spec?.jobTemplate?.spec.template ?? spec?.template)?.metadata;
    return [metadata.labels, metadata.annotations, inside?.labels, inside?.annotations].map((words) => words ?? {});
  });
  const isSaid = (key: string, value?: string) =>
    said.some((words) => words[key] !== undefined && (value === undefined || words[key] === value));
  const isThere = (group: string, kinds: readonly string[]) =>
    manifests.some(({ apiVersion, kind }) => apiVersion.startsWith(`${group}/`) && kinds.includes(kind));

  const isAmbient = isSaid(MODE, 'ambient');
  const isIstio =
    isAmbient ||
    isSaid('istio-injection', 'enabled') ||
    isSaid('istio.io/rev') ||
    isSaid(INJECT, 'true') ||
    isThere('security.istio.io', ['AuthorizationPolicy', 'PeerAuthentication']);
  // An authentication by itself says nothing.
  const isLinkerd =
    isSaid('linkerd.io/inject', 'enabled') || isThere('policy.linkerd.io', ['Server', 'AuthorizationPolicy']);
  const found: Membership[] = [];
  if (isIstio) found.push('sidecar');
  // Among pods of an ambient mesh, who is in it says so: nothing would work otherwise.
  if (isAmbient) found.push('ambient');
  if (isLinkerd) found.push('linkerd');
  return found;
}

/** A caller as a mesh sees it: its account, if it is proven; undefined where there is no proof. */
export interface Caller {
  readonly namespace: string;
  readonly account: string;
  /** Whether it is shown to who is reached. */
  readonly isProven: true | 'open';
}
