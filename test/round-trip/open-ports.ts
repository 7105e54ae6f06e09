/**
 * The ports of a workload's pods that policies open to anybody at all, such as `TCP 8080`: read from the policies alone, so
 * that what is open without a route is seen as well.
 */
export function openPorts(objects: readonly any[], workload: string): string[] {
  const [namespace, name] = workload.split('/');
  const runs = objects.find(
    ({ kind, metadata }) =>
      /^(Deployment|StatefulSet)$/.test(kind) && metadata.namespace === namespace && metadata.name === name,
  );
  const { metadata, spec } = runs.spec.template;
  const numbers = new Map<string, number>(spec.containers[0].ports.map((port: any) => [port.name, port.containerPort]));
  const open = objects
    .filter((object) => object.metadata.namespace === namespace)
    .flatMap((object) => rulesFor(object, metadata.labels))
    .map(({ port, protocol }) => `${protocol ?? 'TCP'} ${numbers.get(`${port}`) ?? port ?? 'any'}`);
  return [...new Set(open)].sort();
}

/** The ports of the rules by which a policy lets somebody in; one without a port means all of them. */
function rulesFor({ kind, spec }: any, labels: any): { readonly port?: unknown; readonly protocol?: string }[] {
  if (kind === 'NetworkPolicy') {
    return selects(spec.podSelector, labels) ? (spec.ingress ?? []).flatMap(({ ports = [{}] }: any) => ports) : [];
  }
  if (kind !== 'CiliumNetworkPolicy' || !selects(spec.endpointSelector, labels)) return [];
  const ports = (spec.ingress ?? []).flatMap(({ toPorts = [{ ports: [{}] }] }: any) => toPorts);
  return ports.flatMap((each: any) => each.ports);
}

/** The samples' selectors say labels alone; Cilium writes where a label is from in front of it. */
function selects({ matchLabels = {} }: any, labels: any): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key.replace(/^(any|k8s)[:.]/, '')] === value);
}
