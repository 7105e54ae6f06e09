import { constructError, type Located } from '../errors';

/**
 * A path as both Ingress and HTTPRoute take it: absolute, without a query, and without what a proxy would rewrite.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httppathmatch
 */
export function checkPath(place: Located, path: string): void {
  const faulty =
    !path.startsWith('/') ||
    path.length > 1024 ||
    /\/\/|\/\.\.?(\/|$)|%2f|[#?]/i.test(path) ||
    !/^[A-Za-z0-9/\-._~!$&'()*+,;=:@%]+$/.test(path);
  if (faulty) {
    throw constructError(place, {
      law: 'a path must start with "/", have at most 1024 characters, and contain no "//", "/.", "/..", "%2F", "?" or "#"',
      got: path,
      remedy: 'write it as the browser sends it, such as "/admin"',
    });
  }
}
