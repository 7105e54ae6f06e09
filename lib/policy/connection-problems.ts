import type { IConstruct } from 'constructs';
import { constructError, valueError } from '../errors';
import { type Problem, problemOf } from '../objects';
import { Peer, type Port, PortSet, type Workload } from '../traffic';
import type { Edge, End } from './edge';
import { homeOf, type Party } from './party';

/** A workload that can't be selected, such as one without labels; seen when everything is declared. */
export function partyProblems(party: Party): Problem[] {
  try {
    party.workload().selector;
    return [];
  } catch (error) {
    return [problemOf(party.construct, error)];
  }
}

/** A connection to a port on which nobody listens would be open in the policy, and dead. */
export function portProblems(edge: Edge): Problem[] {
  if (Peer.isPeer(edge.to)) return [];
  const callee = edge.to as Party;
  const workload = callee.workload();
  const declare = callee.declaresAllPorts
    ? 'declare it on the workload with `extraPorts`'
    : 'declare it on the container';
  if (edge.defaulted && callee.defaultPorts().length === 0) {
    const name = callee.declaresAllPorts ? '' : 'name it: `{ ports: [Port.tcp(8080)] }`, or ';
    const law = `a connection must have a port, but ${workload.displayName} declares none`;
    return [problemOf(edge.declaredBy, valueError({ law, remedy: `${name}${declare}` }))];
  }
  const unheard = edge.ports.filter((port) => !isHeard(port, workload, callee.declaresAllPorts));
  if (unheard.length === 0) return [];
  const law =
    `a policy names the ports of the pods, and ${workload.displayName} listens on ${workload.portText}, ` +
    `but got ${PortSet.of(...unheard)}`;
  return [
    problemOf(
      edge.declaredBy,
      valueError({ law, remedy: `name the pods' port rather than the Service's, or ${declare}` }),
    ),
  ];
}

/** Whether anybody listens on a port. In a range, as for passive FTP, it need not be on each: pods can't declare it. */
function isHeard(port: Port, workload: Workload, declaresAllPorts: boolean): boolean {
  if (port.isNamed) return workload.resolve(port) !== undefined;
  return !declaresAllPorts || !PortSet.of(port).intersection(PortSet.of(...workload.ports)).isEmpty;
}

/** Both sides must be written, and whether they share a namespace must be known: a guess would select strangers. */
export function checkEnds(from: End, to: End, declaredBy: IConstruct): void {
  if (Peer.isPeer(from) || Peer.isPeer(to)) return;
  const [one, other] = [from as Party, to as Party];
  if (one.construct.node.root !== other.construct.node.root) {
    const stranger = [one, other].find(({ construct }) => construct.node.root !== declaredBy.node.root) as Party;
    throw constructError(declaredBy, {
      law: `both ends of a connection must be in one app, but [${stranger.construct.node.path}] is in another`,
      remedy: 'name its pods with Peer.pods(), and allow the other side in that app',
    });
  }
  if (homeOf(one) === homeOf(other) || (one.namespace !== undefined && other.namespace !== undefined)) return;
  const lacking = one.namespace === undefined ? one : other;
  throw constructError(declaredBy, {
    law: `the namespaces of both ends must be known, but the chart of [${lacking.construct.node.path}] names none`,
    remedy: 'give that chart a `namespace`, or use an IsolatedNamespace',
  });
}
