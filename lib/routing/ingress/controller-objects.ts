import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ControllerObject } from '../../cluster';
import { constructError, type Located } from '../../errors';
import { patchable } from '../../objects';
import { routeMetadata } from '../names';

/** Kubernetes' limit on the names of most objects. */
const MAX_NAME = 253;

/** Checks that the objects of a controller have names that can be. */
export function checkControllerObjects(place: Located, name: string, objects: ControllerObject[]): void {
  const long = objects.find(({ suffix }) => `${name}-${suffix}`.length > MAX_NAME);
  if (!long) return;
  throw constructError(place, {
    law: `the name of an Ingress must leave room for that of its ${long.kind}, "<name>-${long.suffix}", which has at most ${MAX_NAME} characters`,
    got: name,
    remedy: 'choose a shorter `name`',
  });
}

/** Writes the objects of a controller below the Ingress that asks for them. */
export function controllerObjects(
  ingress: Construct,
  scope: Construct,
  name: string,
  objects: ControllerObject[],
): ApiObject[] {
  return objects.map(({ apiVersion, kind, suffix, labels, fields }) => {
    const id = `${suffix.charAt(0).toUpperCase()}${suffix.slice(1)}${kind}`;
    const own = routeMetadata(scope, name);
    const metadata = { ...own, name: `${name}-${suffix}`, labels: { ...own.labels, ...labels } };
    const object = new ApiObject(ingress, id, { apiVersion, kind, metadata, ...fields });
    patchable(object);
    return object;
  });
}
