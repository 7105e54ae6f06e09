import { MeshMode } from '../../cluster';
import type { LabelSelector, Workload } from '../../traffic';

/** What pods do of themselves, whatever their namespace does. */
export type OwnWord = 'joins' | 'leaves';

/** Where they say so, and what; a value that means nothing leaves it to their namespace. */
interface Saying {
  readonly key: string;
  means(value: string): OwnWord | undefined;
}

const INJECT = 'sidecar.istio.io/inject';

/** What the injector of Istio takes for yes. */
const YES = ['y', 'yes', 'true', 'on'];

/**
 * To pods of a namespace that says nothing, Istio's webhook comes for one word only; elsewhere its injector knows others.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy
 */
const ISTIO_LABEL: Saying = {
  key: INJECT,
  means: (value) => (value === 'true' ? 'joins' : ISTIO_ANNOTATION.means(value)),
};

/** The older way, which counts where there is no such label, and for which the webhook doesn't come. */
const ISTIO_ANNOTATION: Saying = {
  key: INJECT,
  means: (value) => (value === '' || YES.includes(value.toLowerCase()) ? undefined : 'leaves'),
};

/** @see https://istio.io/latest/docs/ambient/usage/add-workloads/ */
const AMBIENT_LABEL: Saying = {
  key: 'istio.io/dataplane-mode',
  means: (value) => (value === 'ambient' ? 'joins' : value === 'none' ? 'leaves' : undefined),
};

/** @see https://linkerd.io/2/features/proxy-injection/ */
const LINKERD_ANNOTATION: Saying = {
  key: 'linkerd.io/inject',
  means: (value) => (value === '' ? undefined : ['enabled', 'ingress'].includes(value) ? 'joins' : 'leaves'),
};

const LABELS: { readonly [mode in MeshMode]?: Saying } = {
  [MeshMode.AMBIENT]: AMBIENT_LABEL,
  [MeshMode.SIDECAR]: ISTIO_LABEL,
};

const ANNOTATIONS: { readonly [mode in MeshMode]?: Saying } = {
  [MeshMode.SIDECAR]: ISTIO_ANNOTATION,
  [MeshMode.LINKERD_PROXY]: LINKERD_ANNOTATION,
};

/** What the pods of a workload say; undefined where they leave it to their namespace. */
export function wordOf({ labels, annotations }: Workload, mode: MeshMode): OwnWord | undefined {
  for (const [saying, said] of [[LABELS[mode], labels] as const, [ANNOTATIONS[mode], annotations] as const]) {
    const value = saying && said[saying.key];
    if (value !== undefined) return saying?.means(value);
  }
  return undefined;
}

/** What all pods say that have certain labels; undefined where these leave it open, as conditions do. */
export function wordAskedFor({ labels }: LabelSelector, mode: MeshMode): OwnWord | undefined {
  const saying = LABELS[mode];
  const value = saying && labels[saying.key];
  return value === undefined ? undefined : saying?.means(value);
}
