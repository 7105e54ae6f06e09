/** Where the pod template of a kind stands, unless it is `spec.template`, as it is in most kinds of anybody's. */
const TEMPLATE: { [kind: string]: (manifest: any) => any } = {
  CronJob: (manifest) => manifest.spec?.jobTemplate?.spec?.template,
  Pod: (manifest) => manifest,
};

/** The pod template of a written workload of any kind, or the pod itself; undefined where there is none. */
export function templateOf(manifest: any): any {
  const own = Object.hasOwn(TEMPLATE, manifest.kind) ? TEMPLATE[manifest.kind] : undefined;
  return own ? own(manifest) : manifest.spec?.template;
}

/** The containers of a written pod that run as long as it does: its own, and sidecars that start first. */
export function lastingContainers(pod: any): any[] {
  const sidecars = (pod?.initContainers ?? []).filter((container: any) => container.restartPolicy === 'Always');
  return [...(pod?.containers ?? []), ...sidecars];
}
