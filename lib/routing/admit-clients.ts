import type { Service } from '../addressing';
import { isPresent, notice } from '../objects';
import type { Connections } from '../policy';
import type { Port } from '../traffic';

const DOUBT =
  'it is not known whether the network plugin judges by the address of the client where a node forwards a connection to ' +
  'a pod of its own: the policies let in the nodes alone, and may refuse such connections; name the `networkPlugin` in ' +
  'the cluster profile, or give the Services TrafficPolicy.LOCAL';

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
  if (service._arrivalIsDoubtful)
    notice(service, 'clients of own node', () => (isPresent(service) ? DOUBT : undefined));
  const whose = `of Service ${nameOf(service)} by ${wayTo(service)}`;
  connections.allowFrom(clients, { ports, reason: `clients ${whose}` });
  const { _healthChecks: checks } = service;
  if (checks) connections.allowFrom(checks.peer, { ports: [checks.port], reason: `health checks ${whose}` });
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
