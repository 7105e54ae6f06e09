import type { ApiObject } from 'cdk8s';
import type { Peer, Port, Protocol } from '../traffic';
import type { DnsName } from './dns-name';

/** A Service as others name it, be it one of this library or one that somebody else's construct makes. */
export interface IService {
  /** The object that is written. */
  readonly object: ApiObject;

  /** The name by which pods find it. */
  readonly dnsName: DnsName;

  /** The number of its first port, which is meant where none is named. Read at synth. */
  readonly defaultPort: number;

  /**
   * Under which addresses connections from outside the cluster reach the pods, for a policy that lets them in.
   *
   * @default - nobody connects from outside, or it isn't known here who does
   */
  readonly clients?: Peer;

  /**
   * The pods' port behind a port of the Service.
   *
   * @param port - the Service's port; without it, the first one
   * @param protocol - its protocol; TCP unless given
   * @throws when the Service has no such port
   */
  targetPort(port?: number, protocol?: Protocol): Port;
}
