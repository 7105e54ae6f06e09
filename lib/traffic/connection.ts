import { valueError } from '../errors';
import type { IConnectionEnd } from './connection-end';
import type { PortSet } from './port-set';

/** Who connects to whom, and to what. */
export interface ConnectionProps {
  /** The end that opens the connection. */
  readonly from: IConnectionEnd;

  /** The end that answers. */
  readonly to: IConnectionEnd;

  /** The ports of the end that answers. At least one is needed. */
  readonly ports: PortSet;

  /**
   * Why the connection exists, for whoever reads a report.
   *
   * @default - no reasons
   */
  readonly reasons?: string[];
}

/**
 * One allowed way through the network: who may connect to whom, on which ports, and why.
 *
 * It has a direction: the answers come back without a connection of their own.
 *
 * @example
 * const toLedger = Connection.of({
 *   from: Peer.namespace('shop'),
 *   to: Peer.pods({ namespace: 'payments', labels: { app: 'ledger' } }),
 *   ports: PortSet.of(Port.tcp(8080)),
 *   reasons: ['checkout'],
 * });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export class Connection {
  /**
   * A connection of these properties.
   *
   * @param props - who connects to whom, and to what
   * @throws when there is no port
   */
  public static of(props: ConnectionProps): Connection {
    if (props.ports.isEmpty) {
      throw valueError({
        law: `a connection must have a port, but ${props.from.displayName} -> ${props.to.displayName} has none`,
        remedy: 'name one, or use PortSet.all() to mean every port',
      });
    }
    return new Connection(props);
  }

  /** The end that opens the connection. */
  public readonly from: IConnectionEnd;

  /** The end that answers. */
  public readonly to: IConnectionEnd;

  /** The ports of the end that answers. */
  public readonly ports: PortSet;

  /** Why the connection exists: sorted, each once, frozen. */
  public readonly reasons: string[];

  private constructor(props: ConnectionProps) {
    this.from = props.from;
    this.to = props.to;
    this.ports = props.ports;
    this.reasons = [...new Set(props.reasons)].sort();
    Object.freeze(this.reasons);
  }

  /** The connection as reports show it: `shop/web -> shop/api  TCP 8080`. */
  public toString(): string {
    return `${this.from.displayName} -> ${this.to.displayName}  ${this.ports}`;
  }
}
