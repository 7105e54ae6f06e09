import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { valueError } from '../errors';
import { checkDnsSubdomain } from '../traffic';
import { checkFactoryOptions } from './factory-options';
import { bytes } from './quantity';

/** What an empty directory is like. */
export interface EmptyDirOptions {
  /**
   * The size above which the pod is evicted, such as `64Mi`.
   *
   * @default - none
   */
  readonly sizeLimit?: string;

  /**
   * Whether it is kept in memory, where it counts as the container's.
   *
   * @default false
   */
  readonly inMemory?: boolean;
}

/** A registered symbol, so that two copies of this library in one program know each other's. */
const VOLUME = Symbol.for('cdk8s-networking.Volume');

/**
 * Files that a container finds at a path, and that end with the pod.
 *
 * @example
 * const volumes = {
 *   '/etc/shop': Volume.configMap('shop'),
 *   '/etc/shop-keys': Volume.secret('shop-keys'),
 *   '/cache': Volume.emptyDir({ sizeLimit: '64Mi' }),
 * };
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export class Volume {
  /**
   * An empty directory that the container may write to.
   *
   * @param options - its size and kind
   */
  public static emptyDir(options: EmptyDirOptions = {}): Volume {
    checkFactoryOptions('Volume.emptyDir', options, "Volume.emptyDir({ sizeLimit: '64Mi' })");
    const { sizeLimit, inMemory } = options;
    if (sizeLimit !== undefined) bytes('the `sizeLimit` of a volume', sizeLimit);
    return new Volume(
      true,
      (scope, name) =>
        kplus.Volume.fromEmptyDir(
          scope,
          `Volume-${name}`,
          name,
          inMemory ? { medium: kplus.EmptyDirMedium.MEMORY } : {},
        ),
      sizeLimit,
    );
  }

  /**
   * The entries of a Secret of the workload's namespace as files, read only.
   *
   * @param name - its name; one that Kubernetes refuses is an error
   */
  public static secret(name: string): Volume {
    checkDnsSubdomain('the name of a Secret', name);
    const secret = { name } as kplus.ISecret;
    return new Volume(false, (scope, volume) =>
      kplus.Volume.fromSecret(scope, `Volume-${volume}`, secret, { name: volume }),
    );
  }

  /**
   * The entries of a ConfigMap of the workload's namespace as files, read only.
   *
   * @param name - its name; one that Kubernetes refuses is an error
   */
  public static configMap(name: string): Volume {
    checkDnsSubdomain('the name of a ConfigMap', name);
    const configMap = { name } as kplus.IConfigMap;
    return new Volume(false, (scope, volume) =>
      kplus.Volume.fromConfigMap(scope, `Volume-${volume}`, configMap, { name: volume }),
    );
  }

  /**
   * Whether this is a Volume, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isVolume(x: unknown): boolean {
    return typeof x === 'object' && x !== null && VOLUME in x;
  }

  private constructor(
    /** Whether the container may write to it. */
    public readonly isWritable: boolean,
    private readonly make: (scope: Construct, name: string) => kplus.Volume,
    private readonly sizeLimit?: string,
  ) {
    Object.defineProperty(this, VOLUME, { value: true });
  }

  /** @internal the volume as cdk8s-plus takes it */
  public _bind(scope: Construct, name: string): kplus.Volume {
    return this.make(scope, name);
  }

  /** @internal adds the size to the written volume as it was given; cdk8s-plus would turn it into a number of Mi */
  public _complete(written: any): void {
    if (this.sizeLimit !== undefined) written.emptyDir.sizeLimit = this.sizeLimit;
  }
}

/**
 * The names of the volumes at some paths: made from the paths, so that a new volume renames no other.
 *
 * @param paths - where they are mounted
 * @param taken - the names that others have
 */
export function volumeNames(paths: string[], taken: string[]): Map<string, string> {
  const names = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const path of paths) {
    const plain = nameFrom(path);
    const name = taken.includes(plain) ? `${plain}-volume` : plain;
    const owner = owners.get(name);
    if (owner !== undefined) {
      throw valueError({
        law: 'mount paths must differ in their first 63 letters and digits, which name their volumes',
        got: `${path} beside ${owner}`,
        remedy: 'choose another path for one of them',
      });
    }
    owners.set(name, path);
    names.set(path, name);
  }
  return names;
}

function nameFrom(path: string): string {
  const name = path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 63)
    .replace(/-$/, '');
  if (name) return name;
  throw valueError({
    law: 'a mount path must have a letter or digit, since these name its volume',
    got: path,
    remedy: 'write it as in /var/lib/data',
  });
}
