import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { constructError, type Located } from '../errors';
import type { IBackend } from './backend';

/** Checks that something can be routed to; from JavaScript anything may come, and a Worker has no Service. */
export function checkBackend(place: Located, scope: IConstruct, backend: IBackend): void {
  if (!isBackend(backend)) {
    throw constructError(place, {
      law: 'a backend must have a Service of this library and take part in connections',
      got: backend,
      remedy: 'give a WebApp, an InternalService, a StatefulService, or a construct of yours that is an IBackend',
    });
  }
  if (backend.service.node.root !== scope.node.root) {
    throw constructError(place, {
      law: `a route and its backends must be in one app, but [${backend.service.node.path}] is in another`,
      remedy: 'make the route in the app of its backend',
    });
  }
}

function isBackend(x: Partial<IBackend> | undefined | null): boolean {
  const service = x?.service;
  const isService = ApiObject.isApiObject(service) && typeof service.targetPort === 'function';
  return isService && typeof x?.connections?.allowFrom === 'function';
}

/** Checks that something is a list; a single text would be taken for a list of its letters. */
export function checkList(place: Located, what: string, list: unknown): void {
  if (Array.isArray(list)) return;
  throw constructError(place, { law: `the \`${what}\` must be a list`, got: list, remedy: 'write it in [ ]' });
}
