import type { IWorkload } from '../objects';
import type { Port } from '../traffic';
import type { MeshRole, Party } from './party';

/** Whose connections they are. */
export interface ConnectionsProps {
  /** The workload: its labels select the pods that the policy governs. Asked at synth. */
  readonly workload: IWorkload;

  /** The written name of its policy. */
  readonly policyName: string;

  /**
   * The ports that are meant when a connection to it names none.
   *
   * @default - all ports of the workload
   */
  readonly defaultPorts?: Port[];

  /**
   * Whether its pods may resolve names.
   *
   * @default true
   */
  readonly resolvesNames?: boolean;

  /**
   * Whether its pods use the network of their node.
   *
   * Then no policy is written, since none governs such pods, and every connection from or to them is an error.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * Which part its pods have in a service mesh.
   *
   * @default - they are members of it where their namespace is
   * @internal
   */
  readonly _meshRole?: MeshRole;

  /**
   * Somebody else's workload, which has its policy with its first connection.
   *
   * @default - one of this library
   * @internal
   */
  readonly _party?: Party;
}
