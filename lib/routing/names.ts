import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { constructError, located, placeOf } from '../errors';
import { labelValue, NameScope, type Naming, objectMetadata, refuseIntegerId, resourceName } from '../objects';
import { checkDnsLabel, checkDnsSubdomain } from '../traffic';
import { isShared } from './shared-routing';

const MAX_NAME = 253;
const REDIRECT = '-redirect';

/**
 * The written name of a route. Hosts and paths go into it, so it may be longer than a label: a DNS-1123 subdomain that
 * leaves room for the name of its redirect, on every cluster alike.
 */
export function routeName(scope: Construct, id: string, { kind, name = id }: Naming): string {
  const place = placeOf(scope, id);
  const written = NameScope.nameFor(scope, name);
  const origin = written === name ? '' : `, which is "${name}" after the prefixes of its name scopes,`;
  located(place, () => checkDnsSubdomain(`the name of ${kind}${origin}`, written));
  if (written.length > MAX_NAME - REDIRECT.length) {
    throw constructError(place, {
      law: `the name of ${kind}${origin} must have at most ${MAX_NAME - REDIRECT.length} characters, since its redirect is called "<name>${REDIRECT}"`,
      got: written,
      remedy: 'choose a shorter `name`',
    });
  }
  refuseIntegerId(scope, id);
  return written;
}

/**
 * The written name of a Gateway, a label, since its data plane's labels have it. The one that a namespace shares is
 * called by its id alone: whoever asks for it first, below whatever name scope, it is the same.
 */
export function gatewayName(scope: Construct, id: string, name?: string): string {
  const kind = 'a Gateway';
  if (!isShared(scope)) return resourceName(scope, id, { kind, name });
  located(placeOf(scope, id), () => checkDnsLabel(`the name of ${kind}`, id));
  return id;
}

/** The metadata of a route. */
export function routeMetadata(scope: Construct, name: string): ApiObjectMetadata {
  return objectMetadata(scope, name, labelValue(name));
}

/** The metadata of what redirects to a route. */
export function redirectMetadata(scope: Construct, name: string): ApiObjectMetadata {
  return { ...routeMetadata(scope, name), name: `${name}${REDIRECT}` };
}
