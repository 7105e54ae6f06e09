import type { Construct } from 'constructs';
import type { Entry, IGatewayImplementation } from '../../cluster';
import { constructError, type Located } from '../../errors';
import { namespaceOf } from '../../objects';
import { checkList } from '../given';

/** The namespace of a Gateway that is about to be made. */
export function knownNamespace(scope: Construct, place: Located): string {
  const namespace = namespaceOf(scope);
  if (namespace !== undefined) return namespace;
  throw constructError(place, {
    law: "the namespace of a Gateway must be known, since its data plane's labels tell it",
    remedy: 'give its chart a `namespace`, or use an IsolatedNamespace',
  });
}

/** The implementation behind an entry. */
export function implementationOf({ name, implementation }: Entry, place: Located): IGatewayImplementation {
  if (implementation) return implementation;
  throw constructError(place, {
    law: `a Gateway needs an entry by Gateway, but "${name}" is an ingress controller`,
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
