import type { Construct } from 'constructs';
import type { ClusterProfile } from '../cluster';
import { clusterOf, isPresent, notice, PerApp } from '../objects';
import type { IConnectable } from '../policy';
import { Peer } from '../traffic';
import { mountsToken, type PodProps } from '../workload';

type Host = Construct & IConnectable;

/** What has a token for an API to which no connection leads. */
const UNCONNECTED = new PerApp<Host[]>(() => []);

/** Lets pods that have a token for the Kubernetes API connect to it. */
export function connectToApi(host: Host, { options }: PodProps): void {
  // No policy governs pods on the network of their node.
  if (!mountsToken(options) || host.connections._refusal) return;
  if (options.kubernetesApi) {
    host.connections.allowTo(Peer.kubernetesApi(), { reason: 'the pods use the Kubernetes API' });
  } else if (knowsApi(clusterOf(host))) {
    host.connections.allowTo(Peer.kubernetesApi(), { reason: 'the pods have a token for the Kubernetes API' });
  } else {
    tellUnconnected(host);
  }
}

/** Whether a profile says where the API answers, or the network plugin knows it by itself. */
function knowsApi({ kubernetesApi, networkPlugin }: ClusterProfile): boolean {
  return kubernetesApi !== undefined || networkPlugin?.matchesEntities === true;
}

function tellUnconnected(host: Host): void {
  const hosts = UNCONNECTED.of(host);
  hosts.push(host);
  notice(host, 'kubernetes-api', () => {
    const names = hosts.filter(isPresent).map(({ connections }) => connections.workload.displayName);
    if (names.length === 0) return undefined;
    return (
      'these have a token for the Kubernetes API, but no connection leads there unless it was declared: ' +
      `${[...new Set(names)].sort().join(', ')}; say where it answers, ` +
      '`kubernetesApi: KubernetesApi.at([...])` in the cluster profile, and it is connected'
    );
  });
}
