import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Command } from 'commander';
import type { Connectivity } from '../lib/analysis';
import { valueError } from '../lib/errors';
import { ConnectivityLock, type LockComparison } from '../lib/report';
import { readable } from './manifest-files';
import { textOf } from './manifest-text';
import { type ClusterOptions, saidOfCluster, shellWord } from './options';

/** Where the lock is, unless somebody says it. */
const LOCK_FILE = 'connectivity.lock';

/** What commands can be told of the lock. */
export interface LockOptions {
  readonly lock?: boolean;
  readonly lockFile?: string;
}

/** Adds the options of the lock. */
export function addLockOptions(command: Command, purpose: string): Command {
  return command
    .option('--lock', purpose)
    .option('--lock-file <path>', `where the lock is, instead of ${LOCK_FILE}; it means --lock as well`);
}

/** The lock that is meant; undefined where none is. */
export function lockMeant({ lock, lockFile }: LockOptions): string | undefined {
  return lockFile ?? (lock ? LOCK_FILE : undefined);
}

/**
 * The lock of all connections, with what was said of the cluster.
 *
 * Whom pods could reach for certain that might come to be is in it as well: otherwise a policy could be opened to the whole
 * cluster, and no line would tell.
 */
export function lockOf(connectivity: Connectivity, options: ClusterOptions): ConnectivityLock {
  const { connections } = connectivity.list({ exposure: true });
  return ConnectivityLock.of({ ...connectivity.list(), connections }, saidOfCluster(options));
}

/**
 * Writes a lock; nothing else is written over.
 *
 * @throws when there is another file of that name, or it can't be written
 */
export function writeLock(name: string, lock: ConnectivityLock, cwd: string): void {
  const file = path.resolve(cwd, name);
  if (fs.existsSync(file) && !ConnectivityLock.isLock(readable(name, () => textOf(fs.readFileSync(file))))) {
    throw valueError({
      law: 'a lock must be written to a new file, or over a lock',
      got: name,
      remedy: 'name another file, or take that one away',
    });
  }
  readable(name, () => fs.writeFileSync(file, lock.text));
}

/**
 * How the connections differ from those of a lock.
 *
 * @param name - the file of the lock
 * @param lock - the connections now
 * @param paths - where the manifests are
 * @param cwd - the folder that paths start from
 * @throws when there is no lock, it can't be read, or it was written for another cluster
 */
export function comparedWithLock(
  name: string,
  lock: ConnectivityLock,
  paths: readonly string[],
  cwd: string,
): LockComparison {
  const before = lockAt(name, updateCommand(name, paths, lock.options), cwd);
  const [was, is] = [before, lock].map(({ options }) => options.join(' ') || 'none');
  if (was !== is) {
    throw valueError({
      law: `connections must be compared under the options that ${name} was written with, ${was}`,
      got: is,
      remedy: `give the same ones, or write it anew: ${updateCommand(name, paths, lock.options)}`,
    });
  }
  return { file: name, changes: before.changesTo(lock), update: updateCommand(name, paths, lock.options) };
}

function lockAt(name: string, update: string, cwd: string): ConnectivityLock {
  const file = path.resolve(cwd, name);
  if (!fs.existsSync(file)) {
    throw valueError({ law: 'there must be a lock to compare with', got: name, remedy: `write it: ${update}` });
  }
  return ConnectivityLock.ofText({ name, text: readable(name, () => textOf(fs.readFileSync(file))) });
}

function updateCommand(name: string, paths: readonly string[], options: readonly string[]): string {
  const where = name === LOCK_FILE ? '--lock' : `--lock-file ${shellWord(name)}`;
  return ['npx cdk8s-networking list', ...paths.map(shellWord), ...options, where].join(' ');
}
