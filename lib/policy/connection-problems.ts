import type { IConstruct } from 'constructs';
import { constructError, valueError } from '../errors';
import { homeOf, type Problem, problemOf } from '../objects';
import { type Port, PortSet, Protocol, type Workload } from '../traffic';
import { type Edge, type End, isPeer, listening, portsOf } from './edge';
import type { Party } from './party';

/** A workload that can't be selected, such as one without labels; seen when everything is declared. */
export function partyProblems(party: Party): Problem[] {
  try {
    party.workload().selector;
    return [];
  } catch (error) {
    return [problemOf(party.construct, error)];
  }
}

/** A connection to a port on which nobody listens would be open in the policy, and dead: a named one, or a default. */
export function portProblems(edge: Edge): Problem[] {
  const { to: callee, declaredBy } = edge;
  if (isPeer(callee)) return [];
  const workload = callee.workload();
  const defaults = edge.defaulted ? callee.defaultPorts() : [];
  const declare = callee.declaresAllPorts
    ? 'declare it on the workload with `extraPorts`'
    : 'declare it on the container';
  if (edge.defaulted && defaults.length === 0) {
    const name = callee.declaresAllPorts ? '' : 'name it: `{ ports: [Port.tcp(8080)] }`, or ';
    const law = `a connection must have a port, but ${workload.displayName} declares none`;
    return [problemOf(declaredBy, valueError({ law, remedy: `${name}${declare}` }))];
  }
  const http = edge.http ? httpProblem(edge) : [];
  const told = (construct: IConstruct, what: string, ports: Port[]) => {
    const unheard = ports.filter((port) => !isHeard(port, workload, callee.declaresAllPorts));
    if (unheard.length === 0) return [];
    const law =
      `the ${what} must be those of the pods, and ${workload.displayName} listens on ${workload._portText}, ` +
      `but got ${PortSet.of(...unheard)}`;
    const remedy = unheard.some((port) => isNameOfAnother(port, workload))
      ? 'the pods give this name to a port of another protocol: name the port by its number'
      : `name the pods' port rather than the Service's, or ${declare}`;
    return [problemOf(construct, valueError({ law, remedy }))];
  };
  return [
    ...http,
    ...told(declaredBy, 'ports of a connection', edge.ports),
    ...told(callee.construct, 'default ports of a workload', defaults),
  ];
}

/** Cilium refuses the whole policy that would look into requests of another protocol. */
function httpProblem(edge: Edge): Problem[] {
  const other = portsOf(edge).ports.find(({ protocol }) => protocol !== Protocol.TCP);
  if (!other) return [];
  const law = `the ports of a connection that is limited to HTTP requests must be those of TCP, and ${other} is among them`;
  return [
    problemOf(edge.declaredBy, valueError({ law, remedy: 'name those of TCP: `{ ports: [Port.tcp(8080)], http }`' })),
  ];
}

/** Whether pods give a name to a port of another protocol. Where they give it to several, Workload knows the first. */
function isNameOfAnother({ name }: Port, { namedPorts }: Workload): boolean {
  return name !== undefined && Object.hasOwn(namedPorts, name);
}

/** Whether anybody listens on a port. In a range, as for passive FTP, it need not be on each: pods can't declare it. */
function isHeard(port: Port, workload: Workload, declaresAllPorts: boolean): boolean {
  if (port.isNamed) return workload.resolve(port) !== undefined;
  return !declaresAllPorts || !PortSet.of(port).intersection(listening(workload)).isEmpty;
}

/** Both sides must be written, and whether they share a namespace must be known: a guess would select strangers. */
export function checkEnds(from: End, to: End, declaredBy: IConstruct): void {
  if (isPeer(from) || isPeer(to)) return;
  if (from.construct.node.root !== to.construct.node.root) {
    const stranger = from.construct.node.root === declaredBy.node.root ? to : from;
    throw constructError(declaredBy, {
      law: `both ends of a connection must be in one app, but [${stranger.construct.node.path}] is in another`,
      remedy: 'name its pods with Peer.pods(), and allow the other side in that app',
    });
  }
  if (homeOf(from) === homeOf(to) || (from.namespace !== undefined && to.namespace !== undefined)) return;
  const lacking = from.namespace === undefined ? from : to;
  throw constructError(declaredBy, {
    law: `the namespaces of both ends must be known, but the chart of [${lacking.construct.node.path}] names none`,
    remedy: 'give that chart a `namespace`, or use an IsolatedNamespace',
  });
}
