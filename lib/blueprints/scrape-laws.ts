import type { ControllerObject, ScrapeAnswer } from '../cluster';
import { constructError, type Located, valueError } from '../errors';
import { checkQualifiedName, checkText, isObject } from '../traffic';

/** Checks what a monitoring answers, which may be a class of the user's: nobody after this asks again. */
export function checkScrapeAnswer(monitoring: string, answer: ScrapeAnswer): void {
  if (!isObject(answer) || typeof (answer as any).then === 'function') {
    throw valueError({
      law: `the answer of the monitoring ${monitoring} must be an object`,
      got: answer,
      remedy: 'return a ScrapeAnswer from `discover()`, and no promise of one',
    });
  }
  const { objects = [], podAnnotations = {} } = answer;
  if (!Array.isArray(objects) || !objects.every(isControllerObject)) {
    throw valueError({
      law: `the \`objects\` in the answer of the monitoring ${monitoring} must be a list of ControllerObjects`,
      got: objects,
      remedy: "write them as in [{ apiVersion: 'acme.example/v1', kind: 'Scrape', suffix: 'metrics', fields: {} }]",
    });
  }
  if (!isObject(podAnnotations)) {
    throw valueError({
      law: `the \`podAnnotations\` in the answer of the monitoring ${monitoring} must be texts by their keys`,
      got: podAnnotations,
      remedy: "write them as in { 'acme.example/scrape': 'true' }",
    });
  }
  for (const [key, value] of Object.entries(podAnnotations)) {
    checkQualifiedName(`an annotation of the monitoring ${monitoring}`, key, 'acme.example/scrape');
    checkText(`the annotation ${key} of the monitoring ${monitoring}`, value, "'true'");
  }
}

/** What the pods were given already would be overwritten. */
export function checkNotGiven(place: Located, given: { readonly [key: string]: string }, answer: ScrapeAnswer): void {
  const twice = Object.entries(answer.podAnnotations ?? {}).find(
    ([key, value]) => given[key] !== undefined && given[key] !== value,
  );
  if (twice === undefined) return;
  throw constructError(place, {
    law: `the annotation ${twice[0]} must be left to \`metrics\`, which says ${JSON.stringify(twice[1])}`,
    got: given[twice[0]],
    remedy: 'leave it out of `annotations`',
  });
}

function isControllerObject(object: ControllerObject): boolean {
  if (!isObject(object)) return false;
  const { apiVersion, kind, suffix, fields } = object;
  const isNamed = typeof suffix === 'string' && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(suffix);
  return isNamed && [apiVersion, kind].every((text) => typeof text === 'string' && text !== '') && isObject(fields);
}
