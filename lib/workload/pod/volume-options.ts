import type { Duration } from 'cdk8s';
import type { AccessMode } from './claim';

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

/** Which entries of a Secret or ConfigMap become files, and how. */
export interface FilesOptions {
  /**
   * The key of the entry for each file, by the file's path below the mount. Other entries become none.
   *
   * @default - each entry becomes a file of its key's name
   */
  readonly items?: { readonly [path: string]: string };

  /**
   * The permissions of the files, from 0 to 0o777.
   *
   * @default - Kubernetes' own: 0o644
   */
  readonly mode?: number;

  /**
   * Whether the pod starts without the object, or without an entry of `items`.
   *
   * @default false
   */
  readonly isOptional?: boolean;
}

/** How the files of several volumes are put together. */
export interface ProjectedOptions {
  /**
   * The permissions of all files, from 0 to 0o777.
   *
   * @default - Kubernetes' own: 0o644
   */
  readonly mode?: number;
}

/** What a token is good for. */
export interface TokenOptions {
  /** Who is meant to accept it, such as `vault`. */
  readonly audience: string;

  /**
   * How long it holds, at least 600 seconds. It is replaced before.
   *
   * @default - Kubernetes' own: an hour
   */
  readonly duration?: Duration;

  /**
   * The name of its file.
   *
   * @default 'token'
   */
  readonly file?: string;
}

/** How a claim that exists is used. */
export interface ExistingClaimOptions {
  /**
   * Whether the containers only read it.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * From how many nodes it can be mounted, as its own manifest says: nobody can see it from here.
   *
   * @default [AccessMode.READ_WRITE_ONCE], the commonest
   */
  readonly accessModes?: AccessMode[];
}

/** What has to be at a path of the node. */
export enum HostPathType {
  /** Anything, or nothing. */
  ANY = '',
  /** A directory, which is made where there is none. */
  DIRECTORY_OR_CREATE = 'DirectoryOrCreate',
  /** A directory. */
  DIRECTORY = 'Directory',
  /** A file, which is made where there is none. */
  FILE_OR_CREATE = 'FileOrCreate',
  /** A file. */
  FILE = 'File',
  /** A Unix socket. */
  SOCKET = 'Socket',
  /** A character device. */
  CHAR_DEVICE = 'CharDevice',
  /** A block device. */
  BLOCK_DEVICE = 'BlockDevice',
}

/** How files of the node are used. */
export interface HostPathOptions {
  /**
   * What has to be there for the pod to start.
   *
   * @default HostPathType.ANY
   */
  readonly type?: HostPathType;

  /**
   * Whether the containers only read it.
   *
   * @default true
   */
  readonly readOnly?: boolean;
}
