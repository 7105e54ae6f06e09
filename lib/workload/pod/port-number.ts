import { valueError } from '../../errors';
import { isPortNumber } from '../../traffic';

/** The number of a port on which a pod listens. */
export function checkPortNumber(what: string, port: number): void {
  if (isPortNumber(port)) return;
  throw valueError({
    law: `${what} must be a whole number from 1 to 65535`,
    got: port,
    remedy: 'give the number on which the pods listen',
  });
}
