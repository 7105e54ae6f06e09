import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { constructError, type Located } from '../errors';
import { type AnyBackend, hasPods } from './backend';

/** Checks that something can be routed to; from JavaScript anything may come, and a Worker has no Service. */
export function checkBackend(place: Located, scope: IConstruct, backend: AnyBackend): void {
  if (!isBackend(backend)) {
    throw constructError(place, {
      law: 'a backend must have a Service, and take part in connections or be an external peer',
      got: backend,
      remedy: 'give a WebApp, an InternalService, a StatefulService, or a construct of yours that is an IBackend',
    });
  }
  const { node } = backend.service.object;
  if (node.root !== scope.node.root) {
    throw constructError(place, {
      law: `a route and its backends must be in one app, but [${node.path}] is in another`,
      remedy: 'make the route in the app of its backend',
    });
  }
}

function isBackend(x: AnyBackend | undefined | null): boolean {
  if (typeof x !== 'object' || x === null) return false;
  const { service } = x;
  const isService = ApiObject.isApiObject(service?.object) && typeof service?.targetPort === 'function';
  // Whom it stands for isn't asked yet: of a name outside the cluster nobody may know the addresses.
  return isService && (hasPods(x) || ('peer' in x && 'peerPorts' in x));
}

/** Checks that something is a list; a single text would be taken for a list of its letters. */
export function checkList(place: Located, what: string, list: unknown): void {
  if (Array.isArray(list)) return;
  throw constructError(place, { law: `the \`${what}\` must be a list`, got: list, remedy: 'write it in [ ]' });
}
