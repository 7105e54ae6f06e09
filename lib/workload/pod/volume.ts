import { valueError } from '../../errors';
import { checkDnsLabel, checkDnsSubdomain, checkFlags, checkText } from '../../traffic';
import {
  AccessMode,
  type ClaimOptions,
  checkAccessModes,
  checkClaim,
  claimSpec,
  type NamedClaimOptions,
} from './claim';
import { checkFactoryOptions } from './factory-options';
import { bytes } from './quantity';
import { checkSeconds } from './seconds';
import type {
  EmptyDirOptions,
  ExistingClaimOptions,
  FilesOptions,
  HostPathOptions,
  ProjectedOptions,
  TokenOptions,
} from './volume-options';
import { HostPathType } from './volume-options';
import {
  checkFilePath,
  checkMode,
  checkWrittenPath,
  filesSource,
  podInfoSource,
  type VolumeSource,
} from './volume-source';

/** A registered symbol, so that two copies of this library in one program know each other's. */
const VOLUME = Symbol.for('cdk8s-networking.Volume');

/** The shortest that the API server lets a token hold. */
const LEAST_TOKEN_SECONDS = 600;

/** What most storage classes can, and all that is safe to believe of a claim that says nothing. */
const ONE_NODE = [AccessMode.READ_WRITE_ONCE];

/**
 * Files that a container finds at a path.
 *
 * One value at two paths is two volumes, but for claims, and where `part()` is used: their paths show one volume.
 *
 * @example
 * const volumes = {
 *   '/etc/shop': Volume.configMap('shop'),
 *   '/etc/shop-keys': Volume.secret('shop-keys', { mode: 0o440 }),
 *   '/cache': Volume.emptyDir({ sizeLimit: '64Mi' }),
 *   '/var/lib/shop': Volume.persistent({ size: '10Gi', accessModes: [AccessMode.READ_WRITE_MANY] }),
 * };
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export class Volume {
  /**
   * An empty directory that the container may write to, and that ends with the pod.
   *
   * @param options - its size and kind
   * @throws when the size is no quantity of bytes
   */
  public static emptyDir(options: EmptyDirOptions = {}): Volume {
    checkFactoryOptions('Volume.emptyDir', options, "Volume.emptyDir({ sizeLimit: '64Mi' })");
    const { sizeLimit, inMemory } = options;
    checkFlags({ inMemory });
    if (sizeLimit !== undefined) bytes('the `sizeLimit` of a volume', sizeLimit);
    const medium = inMemory ? { medium: 'Memory' } : {};
    return new Volume(true, {
      written: { emptyDir: { ...medium, ...(sizeLimit === undefined ? {} : { sizeLimit }) } },
    });
  }

  /**
   * The entries of a Secret of the workload's namespace as files, read only.
   *
   * @param name - its name
   * @param options - which entries, and how
   * @throws when Kubernetes refuses the name, a key, a path or the mode
   */
  public static secret(name: string, options: FilesOptions = {}): Volume {
    checkFactoryOptions('Volume.secret', options, "Volume.secret('shop-keys', { mode: 0o440 })");
    return new Volume(false, filesSource('Secret', name, options));
  }

  /**
   * The entries of a ConfigMap of the workload's namespace as files, read only.
   *
   * @param name - its name
   * @param options - which entries, and how
   * @throws when Kubernetes refuses the name, a key, a path or the mode
   */
  public static configMap(name: string, options: FilesOptions = {}): Volume {
    checkFactoryOptions('Volume.configMap', options, "Volume.configMap('shop', { items: { 'shop.yaml': 'config' } })");
    return new Volume(false, filesSource('ConfigMap', name, options));
  }

  /**
   * What the pod knows of itself as files, read only. They follow when labels or annotations change.
   *
   * @param fields - the field for each file, by the file's path below the mount: `{ labels: 'metadata.labels' }`
   * @throws when Kubernetes doesn't tell a field in files, or refuses a path
   */
  public static podInfo(fields: { readonly [path: string]: string }): Volume {
    checkFactoryOptions('Volume.podInfo', fields, "Volume.podInfo({ labels: 'metadata.labels' })");
    return new Volume(false, podInfoSource(fields));
  }

  /**
   * A token by which the pod shows to somebody who it is, as its ServiceAccount; read only.
   *
   * @param options - for whom it is meant, and how long it holds
   * @throws when there is no audience, the time is below 600 seconds, or Kubernetes refuses the file
   */
  public static token(options: TokenOptions): Volume {
    checkFactoryOptions('Volume.token', options, "Volume.token({ audience: 'vault' })");
    const { audience, duration, file = 'token' } = options;
    checkText('the audience of a token', audience, '"vault"');
    const seconds = checkSeconds('the time for which a token holds', duration, LEAST_TOKEN_SECONDS);
    checkWrittenPath(file);
    const expiration = seconds === undefined ? {} : { expirationSeconds: seconds };
    const serviceAccountToken = { audience, path: file, ...expiration };
    return new Volume(false, {
      written: { projected: { sources: [{ serviceAccountToken }] } },
      projected: { serviceAccountToken },
    });
  }

  /**
   * The files of several volumes below one path, read only.
   *
   * @param volumes - Secrets, ConfigMaps, tokens, and what the pod knows of itself
   * @param options - the permissions of all files
   * @throws when there is none, one of another kind, one with a `mode` of its own, two files of one path, or
   * Kubernetes refuses the mode
   */
  public static projected(volumes: Volume[], options: ProjectedOptions = {}): Volume {
    checkProjected(volumes);
    checkFactoryOptions('Volume.projected', options, "Volume.projected([Volume.secret('tls')], { mode: 0o440 })");
    checkMode(options.mode);
    const sources = volumes.map(({ _source }) => _source.projected);
    const mode = options.mode === undefined ? {} : { defaultMode: options.mode };
    return new Volume(false, { written: { projected: { ...mode, sources } } });
  }

  /**
   * A claim for storage of the workload's own, which outlives its pods. All of them share it.
   *
   * The PersistentVolumeClaim is called after the workload and the volume: `<workload>-<volume>`.
   *
   * @param options - size, storage class, and from how many nodes it can be mounted
   * @throws when the size is no quantity of bytes, or Kubernetes refuses a name or the access modes
   */
  public static persistent(options: NamedClaimOptions): Volume {
    checkClaimOptions('Volume.persistent', options);
    return new Volume(true, { written: {}, claim: options, accessModes: options.accessModes ?? ONE_NODE });
  }

  /**
   * A claim for storage for each member of a StatefulSet, which outlives the pod.
   *
   * @param options - size, storage class, and from how many nodes it can be mounted
   * @throws when the size is no quantity of bytes, or Kubernetes refuses a name or the access modes
   */
  public static perMember(options: NamedClaimOptions): Volume {
    checkClaimOptions('Volume.perMember', options);
    return new Volume(true, { written: {}, claim: options, isPerMember: true });
  }

  /**
   * A claim for storage for each pod, which ends with it: scratch space that is too big for the node.
   *
   * @param options - size, storage class, and from how many nodes it can be mounted
   * @throws when the size is no quantity of bytes, or Kubernetes refuses a name or the access modes
   */
  public static ephemeral(options: ClaimOptions): Volume {
    checkClaimOptions('Volume.ephemeral', options);
    return new Volume(true, { written: { ephemeral: { volumeClaimTemplate: { spec: claimSpec(options) } } } });
  }

  /**
   * A PersistentVolumeClaim that exists in the workload's namespace.
   *
   * @param name - its name
   * @param options - whether it is only read, and from how many nodes it can be mounted
   * @throws when Kubernetes refuses the name or the access modes
   */
  public static claim(name: string, options: ExistingClaimOptions = {}): Volume {
    checkDnsSubdomain('the name of a PersistentVolumeClaim', name);
    checkFactoryOptions('Volume.claim', options, "Volume.claim('uploads', { readOnly: true })");
    const { readOnly = false, accessModes } = options;
    checkFlags({ readOnly });
    if (accessModes !== undefined) checkAccessModes(accessModes);
    const persistentVolumeClaim = { claimName: name, ...(readOnly ? { readOnly: true } : {}) };
    return new Volume(!readOnly, { written: { persistentVolumeClaim }, accessModes: accessModes ?? ONE_NODE });
  }

  /**
   * Files of the node. The pods then need a namespace of the Pod Security level "privileged".
   *
   * @param path - where they are on the node
   * @param options - what has to be there, and whether the containers may write
   * @throws when the path is not absolute, or the type is none
   */
  public static hostPath(path: string, options: HostPathOptions = {}): Volume {
    checkFactoryOptions('Volume.hostPath', options, "Volume.hostPath('/var/log', { readOnly: true })");
    const { type = HostPathType.ANY, readOnly = true } = options;
    checkFlags({ readOnly });
    checkHostPath(path);
    checkHostPathType(type);
    return new Volume(!readOnly, { written: { hostPath: { path, ...(type === '' ? {} : { type }) } } });
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
    /** @internal what it is */
    public readonly _source: VolumeSource,
    /** @internal the part of it that is mounted; undefined for all of it */
    public readonly _subPath?: string,
  ) {
    Object.defineProperty(this, VOLUME, { value: true });
  }

  /**
   * One file or directory of this volume, to be mounted by itself: the container keeps what else is beside it.
   *
   * The surprise: a file of a ConfigMap or Secret that is mounted so doesn't follow when that changes.
   *
   * @param path - where it is in the volume, such as `nginx.conf`
   * @throws when the path is not relative
   */
  public part(path: string): Volume {
    checkFilePath(path);
    return new Volume(this.isWritable, this._source, this._subPath === undefined ? path : `${this._subPath}/${path}`);
  }
}

function checkProjected(volumes: unknown): void {
  const sources = Array.isArray(volumes) ? volumes.map((volume) => volume?._source) : [];
  if (sources.length === 0 || sources.some((source) => source?.projected === undefined)) {
    throw valueError({
      law: 'a projected volume must have volumes of Secrets, ConfigMaps, tokens or `podInfo`, and no others',
      got: volumes,
      remedy: "write it as in Volume.projected([Volume.secret('tls'), Volume.configMap('settings')])",
    });
  }
  if (sources.some(({ hasMode }) => hasMode)) {
    throw valueError({
      law: 'the volumes of a projected volume must have no `mode` of their own',
      remedy: "give it to the whole, as in Volume.projected([Volume.secret('tls')], { mode: 0o440 })",
    });
  }
  const paths = sources.flatMap(({ projected }) => filePaths(projected));
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice === undefined) return;
  throw valueError({
    law: 'the files of a projected volume must differ in their paths',
    got: twice,
    remedy: 'give one of them another path, in `items` or as the `file` of its token',
  });
}

/** The files of one source as far as they are named; the keys of a whole Secret or ConfigMap aren't known here. */
function filePaths(projected: { [kind: string]: any }): string[] {
  return Object.values(projected).flatMap(({ path, items = [] }) => [
    ...(path === undefined ? [] : [path]),
    ...items.map((item: any) => item.path),
  ]);
}

function checkClaimOptions(factory: string, options: NamedClaimOptions): void {
  checkFactoryOptions(factory, options, `${factory}({ size: '10Gi' })`);
  if (options.name !== undefined) checkDnsLabel('the name of a volume', options.name);
  checkClaim(options);
}

function checkHostPath(path: unknown): void {
  if (typeof path === 'string' && path.startsWith('/') && !path.split('/').includes('..')) return;
  throw valueError({
    law: 'a path of the node must be absolute and without ".."',
    got: path,
    remedy: 'write it as in /var/log',
  });
}

function checkHostPathType(type: HostPathType): void {
  if (Object.values(HostPathType).includes(type)) return;
  throw valueError({
    law: 'the `type` of a path of the node must be a HostPathType',
    got: type,
    remedy: 'write it as in HostPathType.DIRECTORY',
  });
}
