import type { ContainerResources } from './container-resources';
import type { Env } from './env';
import type { EnvSource } from './env-source';
import type { Privileges } from './privileges';
import type { PullPolicy } from './pull-policy';

/** What a container runs, and what it may do. */
export interface ContainerOptions {
  /** The image. */
  readonly image: string;

  /**
   * When the node pulls the image.
   *
   * @default - Kubernetes' own: always for the tag `latest`, else where the node has none
   */
  readonly pullPolicy?: PullPolicy;

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
   * ConfigMaps and Secrets whose entries all become variables. Of two that say the same variable the later one counts,
   * and `env` before both.
   *
   * @default - none
   */
  readonly envFrom?: EnvSource[];

  /**
   * What the container is given of its node, and what it may take.
   *
   * @default - nothing is asked for, nothing is limited
   */
  readonly resources?: ContainerResources;

  /**
   * What it may do beyond Pod Security "restricted". The namespace has to let it: see
   * `IsolatedNamespaceProps.podSecurity`.
   *
   * @default - nothing
   */
  readonly privileges?: Privileges;
}
