/** Pods as options name them: `ingress-nginx/app.kubernetes.io/name=ingress-nginx,...`. */
export interface SelectedPods {
  readonly namespace: string;
  readonly labels: { readonly [key: string]: string };
}

/** The pods that a text names; undefined where it names none. The labels' keys may have slashes themselves. */
export function selectedPods(text: string): SelectedPods | undefined {
  const [, namespace, list] = /^([^=/]+)\/(.+)$/.exec(text) ?? [];
  if (namespace === undefined) return undefined;
  const pairs = list.split(',').map((pair) => pair.split('='));
  const isRead = pairs.every((pair) => pair.length === 2 && pair[0]);
  return isRead ? { namespace, labels: Object.fromEntries(pairs) } : undefined;
}
