import type { Protocol } from '../../traffic';

/** A port on which a container listens beside its main one. */
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
