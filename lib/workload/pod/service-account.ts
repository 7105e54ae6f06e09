import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { meshOf, namespaceOf, objectMetadata, patchable } from '../../objects';
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

const ID = 'ServiceAccount';

/** The account of a workload that has one of its own. */
export function ownServiceAccount(workload: Construct): ApiObject | undefined {
  return workload.node.tryFindChild(ID) as ApiObject | undefined;
}

/** The account of pods that name none: one of their own in a mesh, to which all that run as `default` are one and the same. */
export function meshAccount(
  scope: Construct,
  { hostNetwork }: { readonly hostNetwork?: boolean },
): ServiceAccount | undefined {
  const isInMesh = !hostNetwork && meshOf({ construct: scope, namespace: namespaceOf(scope) }) !== undefined;
  return isInMesh ? ServiceAccount.dedicated() : undefined;
}

/** The name of the account, which is written where it is the workload's own. */
export function serviceAccountName(scope: Construct, workload: string, account: ServiceAccount): string {
  if (account.existingName !== undefined) return account.existingName;
  const metadata = objectMetadata(scope, workload);
  const object = new ApiObject(scope, ID, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata:
      Object.keys(account.annotations).length > 0 ? { ...metadata, annotations: { ...account.annotations } } : metadata,
    // The pods say whether they get a token; anything else that runs under this account gets none unasked.
    automountServiceAccountToken: false,
  });
  patchable(object);
  return workload;
}
