import { valueError } from '../../errors';
import { checkDnsSubdomain, checkKnownOptions, checkObject, checkText } from '../../traffic';

/** An object of the implementation, in the namespace of the route, that is a filter. */
export interface HttpExtension {
  /** The group of its API, such as `gateway.envoyproxy.io`. */
  readonly group: string;
  /** Its kind, such as `HTTPRouteFilter`. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
}

const WHAT = 'an extension';
const KIND = /^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const MAX_KIND = 63;

/** Checks the reference to an extension, and returns it as it is written. */
export function extension(reference: HttpExtension): any {
  checkObject(WHAT, reference);
  checkKnownOptions(WHAT, reference, ['group', 'kind', 'name']);
  const { group, kind, name } = reference;
  checkDnsSubdomain(`the group of ${WHAT}`, group);
  checkText(`the kind of ${WHAT}`, kind, '"HTTPRouteFilter"');
  if (!KIND.test(kind) || kind.length > MAX_KIND) {
    throw valueError({
      law: `the kind of ${WHAT} must have 1 to ${MAX_KIND} letters, digits and "-", starting with a letter`,
      got: kind,
      remedy: 'write it as in "HTTPRouteFilter"',
    });
  }
  checkDnsSubdomain(`the name of ${WHAT}`, name);
  return { group, kind, name };
}
