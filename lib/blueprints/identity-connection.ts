import type { Construct } from 'constructs';
import type { WorkloadIdentity } from '../cluster';
import { clusterOf, isPresent, notice, PerApp } from '../objects';
import type { IConnectable } from '../policy';
import { Peer, PortSet } from '../traffic';
import type { PodProps } from '../workload';

type Host = Construct & IConnectable;

/** What fetches its credentials from a host that no policy of its cluster can name. */
const UNNAMED = new PerApp<Map<string, Host[]>>(() => new Map());

/** Lets pods with an identity of the cloud connect to whatever hands out their credentials. */
export function connectToIdentity(host: Host, { options }: PodProps): void {
  const { workloadIdentity, networkPlugin } = clusterOf(host);
  // No policy governs pods on the network of their node.
  if (options.identity === undefined || !workloadIdentity || host.connections._refusal) return;
  const { hostnames, name, ports } = workloadIdentity;
  const reason = `credentials of the pods' identity are fetched (${name})`;
  if (workloadIdentity.peers(networkPlugin).length > 0) {
    host.connections.allowTo(Peer.workloadIdentity(), { reason });
  } else if (networkPlugin?.matchesHostnames) {
    for (const hostname of hostnames) host.connections.allowTo(Peer.hostname(hostname), { ports, reason });
  } else {
    tellUnnamed(host, workloadIdentity);
  }
}

/** A NetworkPolicy has no word for a host; to open the whole internet instead is for users to decide. */
function tellUnnamed(host: Host, { hostnames, name, ports }: WorkloadIdentity): void {
  const [byName, where] = [UNNAMED.of(host), `${hostnames.join(' and ')} on ${PortSet.of(...ports)}`];
  const hosts = byName.get(where) ?? [];
  byName.set(where, [...hosts, host]);
  notice(host, `identity ${where}`, () => {
    const closed = (byName.get(where) ?? []).filter(isPresent).filter((each) => !reachesAddresses(each, ports));
    if (closed.length === 0) return undefined;
    const names = closed.map(({ connections }) => connections.workload.displayName).sort();
    return (
      `credentials of ${name} are fetched from ${where}, which no NetworkPolicy can name, and nothing lets these get ` +
      `there: ${names.join(', ')}; connect them to the addresses that you know, or to Peer.internet()`
    );
  });
}

/** Whether some pods may connect to addresses outside the cluster on these ports; which ones, only their owner knows. */
function reachesAddresses({ connections }: Host, ports: WorkloadIdentity['ports']): boolean {
  const wanted = PortSet.of(...ports);
  return connections
    .list()
    .filter(({ to }) => Peer.isPeer(to) && ((to as Peer).blocks.length > 0 || (to as Peer).reason !== undefined))
    .some((connection) => wanted.difference(connection.ports).isEmpty);
}
