import { valueError } from '../../errors';
import { checkHostname, checkText } from '../../traffic';

const SUBJECT_ALT_NAME = Symbol.for('cdk8s-networking.SubjectAltName');
const MAX_URI = 253;
const URI = /^[a-z][a-z0-9+.-]*:[!-~]+$/i;

/**
 * A name that a certificate may have.
 *
 * @example
 * SubjectAltName.hostname('api.example.com');
 * SubjectAltName.uri('spiffe://example.com/ns/shop/sa/api');
 *
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6
 */
export class SubjectAltName {
  /**
   * A host.
   *
   * @param hostname - such as `api.example.com` or `*.example.com`
   * @throws when it is no hostname
   */
  public static hostname(hostname: string): SubjectAltName {
    checkHostname(hostname);
    return new SubjectAltName({ type: 'Hostname', hostname });
  }

  /**
   * A URI, such as the identity that SPIFFE gives to a workload.
   *
   * @param uri - with its scheme, at most 253 visible characters of ASCII
   * @throws when it is none
   */
  public static uri(uri: string): SubjectAltName {
    checkText('the URI of a certificate', uri, '"spiffe://example.com/api"');
    if (!URI.test(uri) || uri.length > MAX_URI) {
      throw valueError({
        law: `the URI of a certificate must have a scheme and at most ${MAX_URI} visible characters of ASCII`,
        got: uri,
        remedy: 'write it as in "spiffe://example.com/api"',
      });
    }
    return new SubjectAltName({ type: 'URI', uri });
  }

  /**
   * Whether this is a SubjectAltName, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isSubjectAltName(x: unknown): boolean {
    return typeof x === 'object' && x !== null && SUBJECT_ALT_NAME in x;
  }

  private constructor(private readonly manifest: any) {
    Object.defineProperty(this, SUBJECT_ALT_NAME, { value: true });
  }

  /**
   * As it is written.
   *
   * @internal
   */
  public get _manifest(): any {
    return this.manifest;
  }
}
