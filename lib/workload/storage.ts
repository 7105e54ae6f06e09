import { valueError } from '../errors';
import { checkDnsSubdomain } from '../traffic';
import { bytes } from './quantity';

/**
 * A volume of its own for each member, which outlives the pod.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates
 */
export interface Storage {
  /** Its size, such as `10Gi`. */
  readonly size: string;

  /** Where the container finds it. */
  readonly mountPath: string;

  /**
   * The storage class.
   *
   * @default - the default one of the cluster
   */
  readonly storageClass?: string;
}

/** The name of the claim and its volume. */
export const STORAGE_VOLUME = 'data';

/** The claim as Kubernetes writes it in a StatefulSet; `labels` tell whose it is. */
export function claimTemplate(storage: Storage, labels: { [key: string]: string }): any {
  const { size, storageClass } = storage;
  return {
    metadata: { name: STORAGE_VOLUME, labels },
    spec: {
      accessModes: ['ReadWriteOnce'],
      ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
      resources: { requests: { storage: size } },
    },
  };
}

/** What can be seen of a volume before there is a cluster. */
export function checkStorage({ size, storageClass, mountPath }: Storage): void {
  bytes('the `size` of storage', size);
  if (storageClass !== undefined) checkDnsSubdomain('the name of a storage class', storageClass);
  checkMountPath(mountPath);
}

/** Where something can be mounted. */
export function checkMountPath(path: string): void {
  if (/^\/+[^:/][^:]*$/.test(path) && !path.split('/').includes('..')) return;
  throw valueError({
    law: 'a mount path must be absolute, below "/", and contain neither ":" nor ".."',
    got: path,
    remedy: 'write it as in /var/lib/data',
  });
}
