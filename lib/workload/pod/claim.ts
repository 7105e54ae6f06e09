import { valueError } from '../../errors';
import { checkDnsSubdomain } from '../../traffic';
import { bytes } from './quantity';

/**
 * From how many nodes a claim can be mounted at a time.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export enum AccessMode {
  /** By the pods of one node, to read and write: what the disks of most clouds can. */
  READ_WRITE_ONCE = 'ReadWriteOnce',
  /** By one pod, to read and write. Kubernetes 1.27 or later. */
  READ_WRITE_ONCE_POD = 'ReadWriteOncePod',
  /** By the pods of many nodes, to read. */
  READ_ONLY_MANY = 'ReadOnlyMany',
  /** By the pods of many nodes, to read and write: what shared file systems can. */
  READ_WRITE_MANY = 'ReadWriteMany',
}

/** A claim for storage. */
export interface ClaimOptions {
  /** Its size, such as `10Gi`. */
  readonly size: string;

  /**
   * The storage class.
   *
   * @default - the default one of the cluster
   */
  readonly storageClass?: string;

  /**
   * From how many nodes it can be mounted; the storage class has to know each.
   *
   * @default [AccessMode.READ_WRITE_ONCE]
   */
  readonly accessModes?: AccessMode[];
}

/** A claim for storage under a name of its own. */
export interface NamedClaimOptions extends ClaimOptions {
  /**
   * The name of the volume, which the name of its claim ends with or begins with. Another name is another claim, without
   * the data of the old one.
   *
   * @default - the path where it is mounted, with hyphens; a claim at several paths must have a name
   */
  readonly name?: string;
}

/** Checks what can be seen of a claim before there is a cluster. */
export function checkClaim({ size, storageClass, accessModes }: ClaimOptions): void {
  bytes('the `size` of storage', size);
  if (storageClass !== undefined) checkDnsSubdomain('the name of a storage class', storageClass);
  if (accessModes !== undefined) checkAccessModes(accessModes);
}

/** Checks from where a claim can be mounted. */
export function checkAccessModes(modes: unknown): void {
  const known: unknown[] = Object.values(AccessMode);
  const isAlone = (list: unknown[]) => list.length === 1 || !list.includes(AccessMode.READ_WRITE_ONCE_POD);
  if (Array.isArray(modes) && modes.length > 0 && modes.every((mode) => known.includes(mode)) && isAlone(modes)) return;
  throw valueError({
    law: '`accessModes` must be a list of AccessMode, of which READ_WRITE_ONCE_POD stands alone',
    got: modes,
    remedy: 'write it as in [AccessMode.READ_WRITE_MANY]',
  });
}

/** Whether the pods of one node only can mount a claim at a time. */
export function isOfOneNode(modes: AccessMode[]): boolean {
  return !modes.includes(AccessMode.READ_WRITE_MANY) && !modes.includes(AccessMode.READ_ONLY_MANY);
}

/** What a claim asks for, as Kubernetes writes it. */
export function claimSpec({ size, storageClass, accessModes = [AccessMode.READ_WRITE_ONCE] }: ClaimOptions): any {
  return {
    accessModes: [...accessModes],
    ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
    resources: { requests: { storage: size } },
  };
}
