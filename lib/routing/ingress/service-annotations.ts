import type { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { IService } from '../../addressing';
import { constructError, type Located } from '../../errors';
import { addReadingValidation, PerApp } from '../../objects';

interface Saying {
  readonly value: string;
  readonly saidBy: Located;
}

/** What Ingresses have said of Services, by annotation. */
const SAID = new PerApp<Map<ApiObject, Map<string, Saying>>>(() => new Map());

type Annotations = { readonly [key: string]: string };

/**
 * Checks that an Ingress says of Services what others say of them: a Service has one word for all of its Ingresses.
 *
 * @throws when another Ingress has said something else
 */
export function checkServiceAnnotations(
  place: Located,
  scope: IConstruct,
  services: IService[],
  annotations: Annotations,
): void {
  for (const { object } of services) {
    for (const [key, value] of Object.entries(annotations)) {
      const earlier = SAID.of(scope).get(object)?.get(key);
      if (!earlier || earlier.value === value) continue;
      throw constructError(place, {
        law:
          `all Ingresses of a Service must ask for the same, but [${earlier.saidBy.node.path}] wants ${key} of ` +
          `${object.name} to be ${JSON.stringify(earlier.value)}`,
        got: value,
        remedy: 'give both the same `options`, make one Ingress of them, or a second Service',
      });
    }
  }
}

/** Writes annotations to Services of ours, and checks at synth that those of others have them. */
export function annotateServices(ingress: Construct, services: IService[], annotations: Annotations): void {
  const said = SAID.of(ingress);
  for (const service of services) {
    const { object } = service;
    const sayings = said.get(object) ?? new Map<string, Saying>();
    said.set(object, sayings);
    for (const [key, value] of Object.entries(annotations)) {
      if (!sayings.has(key)) sayings.set(key, { value, saidBy: ingress });
      if (isOurs(service)) object.metadata.addAnnotation(key, value);
    }
    if (isOurs(service)) continue;
    addReadingValidation(ingress, () => missing(object, annotations));
  }
}

/** One that somebody else's construct writes stands beside it: nothing of it is changed. */
function isOurs(service: IService): boolean {
  return (service as unknown) === service.object;
}

/** cdk8s puts the Ingress's path before it. */
function missing(object: ApiObject, annotations: Annotations): string[] {
  const written = object.toJson().metadata?.annotations ?? {};
  return Object.entries(annotations)
    .filter(([key, value]) => written[key] !== value)
    .map(
      ([key, value]) =>
        `a Service that an Ingress leads to must have the annotation ${key}: ${JSON.stringify(value)}, but ` +
        `[${object.node.path}] has ${written[key] === undefined ? 'none' : JSON.stringify(written[key])}; add it where ` +
        'that Service is made',
    );
}
