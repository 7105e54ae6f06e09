import type { End, Pod } from './cluster';
import type { Labels, Manifest, NetworkPolicySpec } from './kinds';

/** How a pod takes part in a mesh. */
export type Membership = 'ambient' | 'sidecar' | 'linkerd' | 'none';

/** The port to which an ambient mesh brings everything. */
export const HBONE = 15008;

interface Words {
  readonly labels: Labels;
  readonly annotations: Labels;
}

/** Who is in a mesh: namespaces say it by labels or annotations, and pods for themselves. */
export class MeshMembers {
  private readonly namespaces = new Map<string, Words>();
  /** What a Namespace may say that isn't among the manifests. */
  private readonly possible: readonly Words[];

  public constructor(manifests: readonly Manifest[]) {
    for (const { kind, metadata } of manifests) {
      if (kind !== 'Namespace') continue;
      this.namespaces.set(metadata.name, { labels: metadata.labels ?? {}, annotations: metadata.annotations ?? {} });
    }
    this.possible = [SILENT, DISABLED, ...meshesIn(manifests).map((mesh) => JOINS[mesh])];
  }

  /** What a pod may be; more than one thing where only a Namespace could say it that isn't among the manifests. */
  public of(end: End): readonly Membership[] {
    // A proxy stands in the network of its pod, and these have none of their own.
    if (end.kind === 'outside' || end.hostNetwork) return ['none'];
    const words = this.namespaces.get(end.namespace);
    const said = words ? [words] : this.possible;
    return [...new Set(said.map((each) => membership(each, end)))];
  }

  /** What an annotation says of a pod, which counts before what it says of the namespace. */
  public annotation(key: string, pod: Pod): string | undefined {
    return pod.annotations[key] ?? this.namespaces.get(pod.namespace)?.annotations[key];
  }
}

const MODE = 'istio.io/dataplane-mode';
const INJECT = 'sidecar.istio.io/inject';

const SILENT: Words = { labels: {}, annotations: {} };
const DISABLED: Words = { labels: { 'istio-injection': 'disabled' }, annotations: {} };
const JOINS: { readonly [mesh in Exclude<Membership, 'none'>]: Words } = {
  ambient: { labels: { [MODE]: 'ambient' }, annotations: {} },
  sidecar: { labels: { 'istio-injection': 'enabled' }, annotations: {} },
  linkerd: { labels: {}, annotations: { 'linkerd.io/inject': 'enabled' } },
};

function membership(words: Words, pod: Pod): Membership {
  if (isInjected(words, pod)) return 'sidecar';
  if (isCaptured(words, pod)) return 'ambient';
  const linkerd = pod.annotations['linkerd.io/inject'] ?? words.annotations['linkerd.io/inject'];
  return linkerd === 'enabled' ? 'linkerd' : 'none';
}

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
function meshesIn(manifests: readonly Manifest[]): Exclude<Membership, 'none'>[] {
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
  const isLinkerd =
    isSaid('linkerd.io/inject', 'enabled') ||
    manifests.some((each) => each.apiVersion.startsWith('policy.linkerd.io/'));
  const found: Exclude<Membership, 'none'>[] = [];
  if (isIstio) found.push('sidecar');
  // Among pods of an ambient mesh, who is in it says so, or a policy speaks of its port: nothing would work otherwise.
  if (isAmbient || (isIstio && manifests.some(namesHbone))) found.push('ambient');
  if (isLinkerd) found.push('linkerd');
  return found;
}

function namesHbone({ kind, spec }: Manifest): boolean {
  if (kind !== 'NetworkPolicy') return false;
  const { ingress, egress }: NetworkPolicySpec = spec;
  return [...(ingress ?? []), ...(egress ?? [])].some(({ ports }) => ports?.some(({ port }) => port === HBONE));
}

/** A caller as a mesh sees it: its account, if it is proven; undefined where there is no proof. */
export interface Caller {
  readonly namespace: string;
  readonly account: string;
  /** Whether it is shown to who is reached. */
  readonly isProven: true | 'open';
}
