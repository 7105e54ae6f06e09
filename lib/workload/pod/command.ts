import { valueError } from '../../errors';

/** Checks a program with its arguments: from JavaScript a single text may come, which would be a list of its letters. */
export function checkCommand(what: string, command: unknown): void {
  if (Array.isArray(command) && command.length > 0 && command.every((word) => typeof word === 'string')) return;
  throw valueError({
    law: `${what} must be a list of texts, the first of them the program`,
    got: command,
    remedy: "write it as in ['sh', '-c', 'test -e /tmp/ready']",
  });
}
