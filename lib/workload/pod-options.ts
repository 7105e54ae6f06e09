import type { Duration } from 'cdk8s';
import type { Protocol } from '../traffic';
import type { ContainerResources } from './container-resources';
import type { Env } from './env';
import type { ServiceAccount } from './service-account';
import type { Volume } from './volume';

/** A port on which the pods listen beside the main one. */
export interface ExtraPort {
  /** Its name, at most 15 letters, digits and hyphens, such as `metrics`. */
  readonly name: string;

  /** Its number, from 1 to 65535. */
  readonly port: number;

  /**
   * Its protocol.
   *
   * @default Protocol.TCP
   */
  readonly protocol?: Protocol;
}

/** A container that runs to its end before the main one starts. It sees the same volumes, at the same paths. */
export interface InitContainer {
  /** Its name, a DNS-1123 label. */
  readonly name: string;

  /** Its image. */
  readonly image: string;

  /**
   * What it runs.
   *
   * @default - what the image says
   */
  readonly command?: string[];

  /**
   * The arguments.
   *
   * @default - what the image says
   */
  readonly args?: string[];

  /**
   * Its environment variables: text, or an Env.
   *
   * @default - none
   */
  readonly env?: { readonly [name: string]: string | Env };

  /**
   * What it is given of its node, and what it may take.
   *
   * @default - nothing is asked for, nothing is limited
   */
  readonly resources?: ContainerResources;
}

/** What pods run, and how. They pass Pod Security "restricted" as they are. */
export interface PodOptions {
  /** The image. */
  readonly image: string;

  /**
   * The name of all objects of this workload.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * What is run.
   *
   * @default - what the image says
   */
  readonly command?: string[];

  /**
   * The arguments.
   *
   * @default - what the image says
   */
  readonly args?: string[];

  /**
   * The environment variables: text, or an Env.
   *
   * @default - none
   */
  readonly env?: { readonly [name: string]: string | Env };

  /**
   * How many pods run.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Ports on which the pods listen beside the main one, such as one for metrics.
   *
   * @default - none
   */
  readonly extraPorts?: ExtraPort[];

  /**
   * What the container is given of its node, and what it may take.
   *
   * @default - nothing is asked for, nothing is limited
   */
  readonly resources?: ContainerResources;

  /**
   * Containers that run to their end first, one after another.
   *
   * @default - none
   */
  readonly initContainers?: InitContainer[];

  /**
   * As whom the pods speak to the Kubernetes API.
   *
   * @default - the namespace's `default`, without a token
   */
  readonly serviceAccount?: ServiceAccount;

  /**
   * Files that the containers find, by the path where they find them.
   *
   * @default - none
   */
  readonly volumes?: { readonly [mountPath: string]: Volume };

  /**
   * Paths of empty directories that the containers may write to.
   *
   * @default - none
   */
  readonly writable?: string[];

  /**
   * Whether the containers can't write to their own file system, but to `writable` paths only.
   *
   * @default false
   */
  readonly readOnlyRoot?: boolean;

  /**
   * The user by number, 1 or above: `runAsUser`, `runAsGroup`, and `fsGroup` for the volumes.
   *
   * Pods never run as root. Without this the image itself has to name a user by number, and the synth says so.
   *
   * @default - the user of the image
   */
  readonly runAs?: number;

  /**
   * How long the containers have to end before they are killed.
   *
   * @default - Kubernetes' own: 30 seconds
   */
  readonly terminationGracePeriod?: Duration;
}
