import type { Evidence, Member, PodFacts, ServiceFacts } from './facts';

/** `its containers have TCP 8080 (http), UDP 53`. Declaring a port opens nothing: it may be all that is known of it. */
export function declaredText(pods: readonly PodFacts[]): string {
  const declared = pods.flatMap(({ ports = [] }) => ports);
  const texts = declared.map(({ name, number, protocol }) => `${protocol} ${number}${name ? ` (${name})` : ''}`);
  return texts.length > 0 ? `its containers have ${[...new Set(texts)].join(', ')}` : 'its containers declare no port';
}

/** The workloads of which a Service selects pods, and these pods. */
export interface SelectedPods {
  readonly members: readonly Member[];
  readonly pods: readonly PodFacts[];
}

/** Those of a Service, certainly or perhaps; undefined where the ports of some could not be read. */
export function selectedBy(service: ServiceFacts, { addressing, governance }: Evidence): SelectedPods | undefined {
  const backends = addressing.backends(service);
  const pods = backends.flatMap((backend) => backend.pods.map(({ pod }) => pod));
  if (pods.length === 0 || pods.some(({ ports }) => ports === undefined)) return undefined;
  return { members: backends.map(({ workload }) => governance.memberOf(workload)), pods };
}
