import type { ContainerOptions } from './container-options';
import type { ExtraPort } from './extra-port';
import type { Probe } from './probe';

/** When a sidecar starts and ends. */
export enum SidecarKind {
  /**
   * It starts before the init containers and the main one, and ends after them; a Job is done without it.
   *
   * Kubernetes 1.29 or later. It is written as an init container that is restarted always.
   */
  NATIVE = 'native',

  /**
   * It starts and ends together with the main one, in no order. A Job would wait for it for ever, so none may have it.
   *
   * Where the main container sleeps before it ends, this one sleeps as long: it may stand in front of it.
   */
  BESIDE = 'beside',
}

/**
 * A container that runs as long as the main one does. It sees the same volumes, at the same paths.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export interface Sidecar extends ContainerOptions {
  /** Its name, a DNS-1123 label. */
  readonly name: string;

  /**
   * When it starts and ends.
   *
   * @default SidecarKind.NATIVE
   */
  readonly kind?: SidecarKind;

  /**
   * The ports on which it listens. They are ports of the pods as any other: names and numbers must differ from these,
   * and a policy closes them until somebody is allowed to connect.
   *
   * @default - none
   */
  readonly ports?: ExtraPort[];

  /**
   * How Kubernetes finds out whether it works; the pod is ready when all of its containers are. A probe that names no
   * port asks on the first of `ports`.
   *
   * @default - not at all
   */
  readonly readiness?: Probe;

  /**
   * How Kubernetes finds out whether it has to be restarted.
   *
   * @default - not at all
   */
  readonly liveness?: Probe;

  /**
   * How Kubernetes finds out whether it has started. What comes after a native sidecar waits for this.
   *
   * @default - not at all
   */
  readonly startup?: Probe;
}

/** Whether a sidecar is written among the init containers. */
export function isNative({ kind = SidecarKind.NATIVE }: Sidecar): boolean {
  return kind === SidecarKind.NATIVE;
}
