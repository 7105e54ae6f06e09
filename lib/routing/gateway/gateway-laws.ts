import type { IConstruct } from 'constructs';
import type { Entry, IGatewayImplementation } from '../../cluster';
import { constructError, type Located } from '../../errors';
import { checkList } from '../backend-laws';
import { checkAllowed } from './allowed-gateways';
import type { IGateway } from './route-parent';

/** A registered symbol, so that two copies of this library in one program know each other's Gateways. */
const GATEWAY = Symbol.for('cdk8s-networking.Gateway');

/** Makes something known for a Gateway, to which routes can be bound. */
export function markGateway(gateway: object): void {
  Object.defineProperty(gateway, GATEWAY, { value: true });
}

/** Checks that something is a Gateway which can serve what is made in a scope. */
export function checkGateway(place: Located, scope: IConstruct, gateway: IGateway): void {
  if (!(typeof gateway === 'object' && gateway !== null && GATEWAY in gateway)) {
    throw constructError(place, {
      law: 'the `gateway` must be a Gateway',
      got: gateway,
      remedy: 'give one that was made with `new Gateway()`, or Gateway.shared() for the one of a namespace',
    });
  }
  const { node } = gateway._parent.construct;
  if (node.root !== scope.node.root) {
    throw constructError(place, {
      law: `a Gateway and whom it serves must be in one app, but [${node.path}] is in another`,
      remedy: 'make a Gateway in this app, or the routes in that one',
    });
  }
  checkAllowed(place, scope, gateway);
}

/** The implementation behind an entry. */
export function implementationOf({ name, implementation }: Entry, place: Located): IGatewayImplementation {
  if (implementation) return implementation;
  throw constructError(place, {
    law: `the entry of a Gateway must be one by Gateway, but "${name}" is an ingress controller`,
    remedy: 'name another `entry`, or add Entry.gateway() to the cluster profile',
  });
}

/** Checks the list of hosts that a Gateway is given. */
export function checkHostnames(hostnames: string[], place: Located): void {
  checkList(place, 'hostnames', hostnames);
  if (hostnames.length > 0) return;
  throw constructError(place, {
    law: 'the `hostnames` of a Gateway must name a host, since a route for any other is an error',
    got: hostnames,
    remedy: 'name the hosts, or leave `hostnames` out for those of its routes',
  });
}
