import { checkDnsSubdomain, checkFlags } from '../../traffic';
import { checkAnnotations } from './annotations';
import { checkFactoryOptions } from './factory-options';

/** What a service account of its own is like. */
export interface DedicatedServiceAccountOptions {
  /**
   * Its annotations, by which clouds give it a role of theirs.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * Whether the pods get a token for the Kubernetes API.
   *
   * @default false
   */
  readonly mountsToken?: boolean;
}

/** What of an existing service account a pod uses. */
export interface ExistingServiceAccountOptions {
  /**
   * Whether the pods get a token for the Kubernetes API.
   *
   * @default false
   */
  readonly mountsToken?: boolean;
}

/** A registered symbol, so that two copies of this library in one program know each other's. */
const SERVICE_ACCOUNT = Symbol.for('cdk8s-networking.ServiceAccount');

/**
 * As whom the pods of a workload speak to the Kubernetes API, and to a service mesh.
 *
 * Without one they are the namespace's `default`, and get no token; in a namespace of a mesh they have one of their own.
 *
 * @example
 * const serviceAccount = ServiceAccount.dedicated({ annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/api' } });
 *
 * @see https://kubernetes.io/docs/concepts/security/service-accounts/
 */
export class ServiceAccount {
  /**
   * One of the workload's own, of the same name.
   *
   * @param options - annotations and token
   * @throws when an annotation's key hasn't the syntax of a label key, or its value is no text
   */
  public static dedicated(options: DedicatedServiceAccountOptions = {}): ServiceAccount {
    checkFactoryOptions('ServiceAccount.dedicated', options, 'ServiceAccount.dedicated({ mountsToken: true })');
    const { mountsToken = false, annotations = {} } = options;
    checkAnnotations(annotations);
    return new ServiceAccount(mountsToken, undefined, annotations);
  }

  /**
   * One that exists in the namespace.
   *
   * @param name - its name; one that Kubernetes refuses is an error
   * @param options - the token
   */
  public static existing(name: string, options: ExistingServiceAccountOptions = {}): ServiceAccount {
    checkDnsSubdomain('the name of a service account', name);
    checkFactoryOptions('ServiceAccount.existing', options, "ServiceAccount.existing('shop', { mountsToken: true })");
    return new ServiceAccount(options.mountsToken ?? false, name, {});
  }

  /**
   * Whether this is a ServiceAccount, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isServiceAccount(x: unknown): boolean {
    return typeof x === 'object' && x !== null && SERVICE_ACCOUNT in x;
  }

  private constructor(
    /** Whether the pods get a token for the Kubernetes API. */
    public readonly mountsToken: boolean,
    /** The name of one that exists; undefined for one of the workload's own. */
    public readonly existingName: string | undefined,
    /** The annotations of one of the workload's own. */
    public readonly annotations: { readonly [key: string]: string },
  ) {
    checkFlags({ mountsToken });
    Object.defineProperty(this, SERVICE_ACCOUNT, { value: true });
  }
}
