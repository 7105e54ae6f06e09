import type { Construct } from 'constructs';
import { constructError, type Located } from '../../errors';
import { type AnyBackend, hasPods, namespaceOfBackend, podPort } from '../backend';
import { checkBackend } from '../backend-laws';

/** Checks that a route can name a backend, that its Service has the port, and that a policy can let requests in. */
export function checkReachable(place: Located, scope: Construct, backend: AnyBackend, port?: number): void {
  checkBackend(place, scope, backend);
  if (namespaceOfBackend(backend) === undefined) {
    throw constructError(place, {
      law: `the namespace of a backend must be known, but the chart of [${backend.service.object.node.path}] names none`,
      remedy: 'give that chart a `namespace`, or use an IsolatedNamespace',
    });
  }
  podPort(place, backend, port);
  // Here rather than where it is let in: the policies of the backends before it would stay open.
  const refusal = hasPods(backend) ? backend.connections._refusal : undefined;
  if (refusal) throw constructError(place, refusal);
}
