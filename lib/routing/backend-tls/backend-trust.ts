import { valueError } from '../../errors';
import { checkDnsSubdomain } from '../../traffic';

const BACKEND_TRUST = Symbol.for('cdk8s-networking.BackendTrust');

/** The limit of the Gateway API. */
const MAX_AUTHORITIES = 8;

/**
 * By whom the certificate of a backend has to be signed.
 *
 * @example
 * BackendTrust.authorities('internal-ca'); // a ConfigMap with the key `ca.crt`
 * BackendTrust.system();
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/
 */
export class BackendTrust {
  /**
   * By authorities whose certificates are in ConfigMaps, under the key `ca.crt`, in the namespace of the policy. All
   * implementations take one, and some take more.
   *
   * @param configMaps - the names of the ConfigMaps, from 1 to 8
   * @throws when there is none, or more than 8, one is named twice, or a name breaks Kubernetes' syntax
   */
  public static authorities(...configMaps: string[]): BackendTrust {
    if (configMaps.length === 0 || configMaps.length > MAX_AUTHORITIES) {
      throw valueError({
        law: `BackendTrust.authorities() must have 1 to ${MAX_AUTHORITIES} names`,
        got: configMaps.length,
        remedy: 'name the ConfigMaps, or write BackendTrust.system() for authorities that everybody trusts',
      });
    }
    for (const name of configMaps) checkDnsSubdomain('the name of a ConfigMap', name);
    const twice = configMaps.find((name, index) => configMaps.indexOf(name) !== index);
    if (twice !== undefined) {
      throw valueError({
        law: 'BackendTrust.authorities() must name each ConfigMap once',
        got: twice,
        remedy: 'leave one of them out',
      });
    }
    return new BackendTrust({
      caCertificateRefs: configMaps.map((name) => ({ group: '', kind: 'ConfigMap', name })),
    });
  }

  /** By the authorities that the implementation's system trusts, such as those of the web. Some know none. */
  public static system(): BackendTrust {
    return new BackendTrust({ wellKnownCACertificates: 'System' });
  }

  /**
   * Whether this is a BackendTrust, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isBackendTrust(x: unknown): boolean {
    return typeof x === 'object' && x !== null && BACKEND_TRUST in x;
  }

  private constructor(private readonly manifest: any) {
    Object.defineProperty(this, BACKEND_TRUST, { value: true });
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
