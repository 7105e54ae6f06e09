import type { IConstruct } from 'constructs';
import { constructError, type Fault } from '../errors';
import { clusterOf } from '../objects';
import { CiliumEntity, Direction, Peer, type Port, Protocol } from '../traffic';
import { dialectsOf } from './dialects/catalogue';
import { type End, isPeer } from './edge';
import { limitedTo, rulePeers } from './rules';

/**
 * Checks that whom a connection names can be said in a language of the cluster.
 *
 * Whether a network plugin is there is never guessed: on another one nothing would open, and the policy that only that
 * one reads would be refused or lie idle.
 */
export function checkSayable(from: End, to: End, declaredBy: IConstruct): void {
  if (isPeer(from)) checkPeer(from, Direction.INGRESS, declaredBy);
  if (isPeer(to)) checkPeer(to, Direction.EGRESS, declaredBy);
}

function checkPeer(peer: Peer, direction: Direction, declaredBy: IConstruct): void {
  const fault = sideFault(peer, direction) ?? wordFault(peer, declaredBy);
  if (fault) throw constructError(declaredBy, fault);
}

/** What is wrong with a peer on its side of a connection, whatever the cluster. */
export function sideFault(peer: Peer, direction: Direction): Fault | undefined {
  if (direction === Direction.EGRESS && peer.entities.includes(CiliumEntity.INGRESS)) {
    return {
      law: `the entity ${CiliumEntity.INGRESS} of Cilium can only be let in, but a connection leads to ${peer.displayName}`,
      remedy: 'name the workload behind it, which is reached without a detour',
    };
  }
  if (direction === Direction.INGRESS && peer.hostnames.length > 0) {
    return {
      law: `a host that is known by its name can only be connected to, but a connection comes from ${peer.displayName}`,
      remedy: 'name its addresses: Peer.cidr()',
    };
  }
  return undefined;
}

/** What is wrong with a peer for which no policy of the cluster has a word. */
export function wordFault(peer: Peer, scope: IConstruct): Fault | undefined {
  const { main, beside } = dialectsOf(scope);
  const isSayable = rulePeers(peer).every((each) => main.names(each) || beside?.names(each));
  if (isSayable) return insideFault(peer, scope);
  const { name, networkPlugin } = clusterOf(scope);
  const known = networkPlugin ? `says that it is ${networkPlugin.name}` : "doesn't say which it is";
  if (peer.entities.length > 0) {
    return {
      law: `${peer.displayName} must be left to clusters whose network plugin is Cilium, but the cluster profile "${name}" ${known}`,
      remedy:
        'give the profile `networkPlugin: NetworkPlugin.cilium()`, or take an entry whose requests come from pods or addresses',
    };
  }
  return {
    law:
      `a host by its name must be left to clusters with Cilium or Calico Enterprise, but for ${peer.displayName} the ` +
      `cluster profile "${name}" ${networkPlugin ? known : "doesn't say which network plugin it has"}`,
    remedy:
      'give its addresses: `new ExternalService(this, id, { hostname, ranges, port })` or Peer.cidr(); or lead it through ' +
      'an egress gateway, and connect to that; NetworkPlugin.cilium() and NetworkPlugin.calicoEnterprise() know names',
  };
}

/** What is wrong with a host whose name is one of the cluster's own: plugins know the addresses of pods by other means. */
function insideFault({ hostnames }: Peer, scope: IConstruct): Fault | undefined {
  const { clusterDomain } = clusterOf(scope).dns;
  const inside = hostnames.find((host) => host === clusterDomain || host.endsWith(`.${clusterDomain}`));
  if (inside === undefined) return undefined;
  return {
    law: `a host by its name must be outside the cluster, and ${inside} is one of its own names`,
    remedy: 'connect to the workload behind it',
  };
}

/** Checks that a policy of the cluster can look into the HTTP requests of a connection. */
export function checkHttpSayable(to: End, ports: Port[] | undefined, declaredBy: IConstruct): void {
  const fault = httpFault(to, ports, declaredBy);
  if (fault) throw constructError(declaredBy, fault);
}

function httpFault(to: End, ports: Port[] | undefined, scope: IConstruct): Fault | undefined {
  if (isPeer(to)) {
    return {
      law: `the HTTP requests of a connection are looked into at the callee, and ${to.displayName} is none that is written here`,
      remedy: 'leave `http` out, or declare it where the callee is written',
    };
  }
  const other = ports?.find(({ protocol }) => protocol !== Protocol.TCP);
  if (other) {
    return {
      law: 'the ports of a connection that is limited to HTTP requests must be those of TCP',
      got: other.toString(),
      remedy: 'declare the other ports in a connection of their own',
    };
  }
  const { main, beside } = dialectsOf(scope);
  const [request] = limitedTo([{ path: '/' }], rulePeers(Peer.everyNamespace()));
  const { name, mesh } = clusterOf(scope);
  const canSay = [main, beside].some((dialect) => request && dialect?.names(request));
  if (canSay && !mesh) return undefined;
  return {
    law:
      'HTTP requests must be left to clusters whose network plugin is Cilium and that have no mesh, and the cluster ' +
      `profile "${name}" ${canSay ? `has ${mesh?.name}` : 'has no Cilium'}`,
    remedy: 'leave `http` out, and look into requests at the application or its Gateway',
  };
}
