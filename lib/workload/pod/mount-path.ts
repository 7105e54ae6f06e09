import { valueError } from '../../errors';

/** Checks where something can be mounted. */
export function checkMountPath(path: string): void {
  if (/^\/+[^:/][^:]*$/.test(path) && !path.split('/').includes('..')) return;
  throw valueError({
    law: 'a mount path must be absolute, below "/", and contain neither ":" nor ".."',
    got: path,
    remedy: 'write it as in /var/lib/data',
  });
}
