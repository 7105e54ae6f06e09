import type { Service } from '../addressing';
import type { Connections } from '../policy';
import type { Port } from '../traffic';

/**
 * Opens the policy of a workload to the clients of its Service outside the cluster, under the addresses by which they
 * reach the pods. A Service that nobody outside reaches changes nothing.
 *
 * @param service - the Service
 * @param connections - those of its workload
 * @param ports - the pods' ports that they may reach; all of the Service's unless given
 * @throws when the cluster profile or the load balancer doesn't say a fact that is needed; the error names it
 */
export function admitClients(service: Service, connections: Connections, ports: Port[] = targetsOf(service)): void {
  const { clients } = service;
  if (!clients) return;
  connections.allowFrom(clients, { ports, reason: `clients of Service ${nameOf(service)} by ${wayTo(service)}` });
}

function targetsOf({ ports }: Service): Port[] {
  return ports.map(({ target }) => target);
}

function nameOf({ name, metadata }: Service): string {
  return metadata.namespace === undefined ? name : `${metadata.namespace}/${name}`;
}

function wayTo({ loadBalancer, type }: Service): string {
  if (loadBalancer) return `load balancer ${loadBalancer.name}`;
  return type.name === 'NodePort' ? 'node ports' : 'external IPs';
}
