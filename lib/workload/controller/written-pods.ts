/** The containers of a written pod that run as long as it does: its own, and sidecars that start first. */
export function lastingContainers(pod: any): any[] {
  const sidecars = (pod?.initContainers ?? []).filter((container: any) => container.restartPolicy === 'Always');
  return [...(pod?.containers ?? []), ...sidecars];
}

/** The pod template of a written workload of any kind. */
export function templateOf({ kind, spec }: any): any {
  return (kind === 'CronJob' ? spec?.jobTemplate?.spec : spec)?.template;
}
