import type { Construct } from 'constructs';
import { constructError, type Located } from '../../errors';
import { type AnyBackend, namespaceOfBackend, podPort } from '../backend';
import { checkBackend } from '../backend-laws';

/** Checks that a route can name a backend, and that its Service has the port. */
export function checkReachable(place: Located, scope: Construct, backend: AnyBackend, port?: number): void {
  checkBackend(place, scope, backend);
  if (namespaceOfBackend(backend) === undefined) {
    throw constructError(place, {
      law: `the namespace of a backend must be known, but the chart of [${backend.service.object.node.path}] names none`,
      remedy: 'give that chart a `namespace`, or use an IsolatedNamespace',
    });
  }
  podPort(place, backend, port);
}
