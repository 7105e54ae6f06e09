import { constructError, type Located } from '../../errors';

/** The Gateway API's limit on the names of listeners. */
const MAX_LISTENER_NAME = 253;

/** Checks that a listener could have a name. */
export function checkListenerName(place: Located, hostname: string, name: string): void {
  if (name.length <= MAX_LISTENER_NAME) return;
  throw constructError(place, {
    law: `a host must leave room for the name of its listener, which has at most ${MAX_LISTENER_NAME} characters`,
    got: hostname,
    remedy: 'serve it by a wildcard in the `hostnames` of the Gateway',
  });
}

/** The error for a host that no listener accepts. */
export function notAccepted(route: Located, host: string, title: string, hosts: string[]): Error {
  return constructError(route, {
    law: `a host must be one that the listeners of ${title} accept: ${hosts.join(', ')}`,
    got: host,
    remedy: "add it to the Gateway's `hostnames`, or choose another host or Gateway",
  });
}

/** The error for a host whose listener has an issued certificate that is no good for it. */
export function uncertified(route: Located, host: string, hostname: string): Error {
  const wildcard = `*.${host.split('.').slice(1).join('.')}`;
  const wanted = host === wildcard ? `"${host}"` : `"${host}" to the \`hostnames\` of the Gateway, or "${wildcard}"`;
  return constructError(route, {
    law: `a host must be one that the certificate of its listener is good for, and that of ${hostname} is good for one label in the place of the "*"`,
    got: host,
    remedy: `add ${wanted}${host === wildcard ? ' to the `hostnames` of the Gateway' : ''}`,
  });
}

/** The error for a route whose certificate isn't that of the listener. */
export function otherCertificate(route: Located, hostname: string, known: string | undefined, given: string): Error {
  return constructError(route, {
    law: `the certificate of ${hostname} must be the Gateway's, ${known}`,
    got: given,
    remedy: 'leave `tls` out, or leave out the `hostnames` of the Gateway so that routes bring their own',
  });
}

/** The error for a host that needs a listener for plain HTTP where there is none. */
export function noPlain(claimant: Located, hostname: string, title: string): Error {
  return constructError(claimant, {
    law: `a host in clear text, or with a certificate by HTTP01, must have a listener for plain HTTP that admits its namespace, and ${title} has none for ${hostname}`,
    remedy: 'give a certificate that needs none, or have the owner of the Gateway add one, and tell it here',
  });
}

/** The error for two listeners of one Gateway for a host. */
export function listenedFor(claimant: Located, hostname: string, other: Located): Error {
  return constructError(claimant, {
    law: `a host must have one listener of a Gateway, and [${other.node.path}] listens for ${hostname} already`,
    remedy: 'bind the route to that one, or choose another host',
  });
}

/** The error for a route of a namespace that a host isn't delegated to. */
export function notDelegated(route: Located, title: string, host: string, owner: string | undefined, to: string) {
  return constructError(route, {
    law:
      owner === undefined
        ? `a host must be delegated to the namespace of its routes, and ${title} has given ${host} to none`
        : `a host must be one that was delegated to the namespace of its routes, and ${title} has given ${host} to ${owner}`,
    got: `a route of ${to}`,
    remedy: `give the namespace \`gateway: edge.forHosts('${host}')\`, or choose another host`,
  });
}

/** The error for a host that is delegated although the Gateway doesn't serve it. */
export function notServed(claimant: Located, title: string, hostname: string, hosts: string[]): Error {
  return constructError(claimant, {
    law: `a host that is delegated must be one that ${title} serves: ${hosts.join(', ')}`,
    got: hostname,
    remedy: "add it to the Gateway's `hostnames`, or delegate another host",
  });
}

/** The error for a host that is delegated to a second namespace. */
export function delegatedTwice(claimant: Located, title: string, hostname: string, owner: string): Error {
  return constructError(claimant, {
    law: `a host must be delegated to one namespace, and ${title} has given ${hostname} to ${owner}`,
    got: hostname,
    remedy: 'delegate another host, or have that namespace route to Services of others: routes may cross namespaces',
  });
}

/** A route that has a host. */
export interface Bound {
  readonly namespace: string;
  readonly route: Located;
}

/** The error for a host that is delegated although a route of another namespace has it. */
export function routedAlready(claimant: Located, host: string, { route, namespace }: Bound, owner: string): Error {
  return constructError(claimant, {
    law: `a host must be delegated to the namespace of its routes, and [${route.node.path}] of ${namespace} is for ${host} already`,
    got: owner,
    remedy: 'delegate another host, or move that route',
  });
}
