import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { constructError, type Fault, valueError } from '../errors';

/** The one object that a construct stands for, if it does. */
export function objectOf(peer: unknown): ApiObject | undefined {
  if (!Construct.isConstruct(peer)) return undefined;
  try {
    return ApiObject.of(peer);
  } catch {
    return undefined;
  }
}

/** What is wrong with something that can't be a peer, and what was meant, most likely. */
export function noPeer(peer: unknown): Fault {
  return { law: 'a peer must be a workload, an object with pods, or a Peer', got: peer, remedy: remedyFor(peer) };
}

/** The error for something that can't be adopted. */
export function noAdoptee(object: unknown): Error {
  const fault = { law: 'an adopted workload must be one object with pods', got: object, remedy: remedyFor(object) };
  return Construct.isConstruct(object) ? constructError(object, fault) : valueError(fault);
}

function remedyFor(peer: unknown): string {
  const object = objectOf(peer);
  if (object?.kind === 'Namespace') return remedyInside(object.name);
  if (object?.kind === 'Service') {
    return 'a Service is an address and has no pods of its own: name the workload behind it';
  }
  if (object) return `this ${object.kind} has no pods of its own: name the workload behind it, or a Peer`;
  if (Chart.isChart(peer)) return remedyInside((peer as Chart).namespace);
  if (Construct.isConstruct(peer)) {
    return 'name one object with pods inside: for an Include, one of its `apiObjects`';
  }
  return 'give a workload, or one of Peer.pods(), Peer.namespace(), Peer.cidr(), Peer.internet()';
}

function remedyInside(namespace: string | undefined): string {
  const all = namespace ? `, or all of its pods: Peer.namespace(${JSON.stringify(namespace)})` : '';
  return `name a workload inside${all}`;
}
