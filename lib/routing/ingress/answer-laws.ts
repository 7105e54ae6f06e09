import type { ControllerObject, IngressAnswer } from '../../cluster';
import { valueError } from '../../errors';
import { checkQualifiedName, isObject } from '../../traffic';

/** Checks what a controller answers, which may be a class of the user's: nobody after this asks again. */
export function checkAnswer(controller: string, answer: IngressAnswer): void {
  if (!isObject(answer) || typeof (answer as any).then === 'function') {
    throw valueError({
      law: `the answer of ingress controller ${controller} must be an object`,
      got: answer,
      remedy: 'return an IngressAnswer from `serve()`, and no promise of one',
    });
  }
  const { annotations, serviceAnnotations, plainHttpAnnotations, objects = [] } = answer;
  checkAnnotations(controller, 'annotations', annotations);
  if (serviceAnnotations !== undefined) checkAnnotations(controller, 'serviceAnnotations', serviceAnnotations);
  if (plainHttpAnnotations !== undefined) checkAnnotations(controller, 'plainHttpAnnotations', plainHttpAnnotations);
  if (Array.isArray(objects) && objects.every(isControllerObject)) return;
  throw valueError({
    law: `the \`objects\` in the answer of ingress controller ${controller} must be a list of ControllerObjects`,
    got: objects,
    remedy: "write them as in [{ apiVersion: 'acme.example/v1', kind: 'Filter', suffix: 'filter', fields: {} }]",
  });
}

function checkAnnotations(controller: string, option: string, said: object): void {
  if (!isObject(said)) {
    throw valueError({
      law: `the \`${option}\` in the answer of ingress controller ${controller} must be texts by their keys`,
      got: said,
      remedy: "write them as in { 'acme.example/timeout': '30' }",
    });
  }
  for (const [key, value] of Object.entries(said)) {
    checkQualifiedName(`an annotation of ingress controller ${controller}`, key, 'acme.example/timeout');
    if (typeof value === 'string') continue;
    throw valueError({
      law: `the annotation ${key} of ingress controller ${controller} must be a text`,
      got: value,
      remedy: `write it in quotes: '${value}'`,
    });
  }
}

/** What it is called goes into a name, so that it has what a name may have. */
function isControllerObject(object: ControllerObject): boolean {
  if (!isObject(object)) return false;
  const { apiVersion, kind, suffix, fields } = object;
  const isNamed = typeof suffix === 'string' && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(suffix);
  return isNamed && [apiVersion, kind].every((text) => typeof text === 'string' && text !== '') && isObject(fields);
}
