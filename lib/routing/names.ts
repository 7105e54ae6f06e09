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
export function routeName(scope: Construct, id: string, naming: Naming): string {
  const { written, what } = subdomainName(scope, id, naming);
  if (written.length > MAX_NAME - REDIRECT.length) {
    throw constructError(placeOf(scope, id), {
      law: `${what} must have at most ${MAX_NAME - REDIRECT.length} characters, since its redirect is called "<name>${REDIRECT}"`,
      got: written,
      remedy: 'choose a shorter `name`',
    });
  }
  return written;
}

/** The written name of a ReferenceGrant. Those that routes share are called after what they grant, by no name scope. */
export function grantName(scope: Construct, id: string, name?: string): string {
  if (isShared(scope)) return name ?? id;
  return subdomainName(scope, id, { kind: 'a ReferenceGrant', name }).written;
}

/** A name that is a DNS-1123 subdomain, and what errors call it. */
function subdomainName(scope: Construct, id: string, { kind, name = id }: Naming): { written: string; what: string } {
  const written = NameScope.nameFor(scope, name);
  const origin = written === name ? '' : `, which is "${name}" after the prefixes of its name scopes,`;
  const what = `the name of ${kind}${origin}`;
  located(placeOf(scope, id), () => checkDnsSubdomain(what, written));
  refuseIntegerId(scope, id);
  return { written, what };
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
