import type { ContainerOptions } from './container-options';
import type { ExtraPort } from './extra-port';

/** A container that runs to its end before the main one starts. It sees the same volumes, at the same paths. */
export interface InitContainer extends ContainerOptions {
  /** Its name, a DNS-1123 label. */
  readonly name: string;

  /**
   * Ports on which it listens while it runs, for whoever reads the manifest. They are over when the pod is ready, so
   * neither Services nor policies know them.
   *
   * @default - none
   */
  readonly ports?: ExtraPort[];
}
