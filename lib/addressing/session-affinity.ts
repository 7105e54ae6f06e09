import type { Duration } from 'cdk8s';
import { valueError } from '../errors';
import { millisecondsOf } from '../objects';

const SESSION_AFFINITY = Symbol.for('cdk8s-networking.SessionAffinity');

/** What the API server takes: up to a day. */
const LONGEST = 86400;

/** How long a Service remembers a client. */
export interface ClientIpAffinityOptions {
  /**
   * For how long a client without a new connection is remembered: whole seconds, from one second to one day.
   *
   * @default - 3 hours, as Kubernetes has it
   */
  readonly timeout?: Duration;
}

/**
 * How a Service sends the same client to the same pod again.
 *
 * It goes by the address that the Service sees. Behind a node or a proxy many clients share one, and land on one pod.
 *
 * @example
 * const type = ServiceType.clusterIp({ sessionAffinity: SessionAffinity.clientIp({ timeout: Duration.minutes(10) }) });
 *
 * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity
 */
export class SessionAffinity {
  /**
   * By the client's address.
   *
   * @throws when the timeout is no Duration of whole seconds from one second to one day
   */
  public static clientIp(options: ClientIpAffinityOptions = {}): SessionAffinity {
    return new SessionAffinity(options.timeout === undefined ? undefined : secondsOf(options.timeout));
  }

  /**
   * Whether this is a SessionAffinity, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isSessionAffinity(x: unknown): boolean {
    return typeof x === 'object' && x !== null && SESSION_AFFINITY in x;
  }

  private constructor(
    /** For how many seconds a client is remembered; undefined for what Kubernetes does by itself. */
    public readonly timeoutSeconds: number | undefined,
  ) {
    Object.defineProperty(this, SESSION_AFFINITY, { value: true });
  }

  /** @internal the fields of the Service */
  public get _spec(): any {
    const { timeoutSeconds } = this;
    const config = timeoutSeconds === undefined ? {} : { sessionAffinityConfig: { clientIP: { timeoutSeconds } } };
    return { sessionAffinity: 'ClientIP', ...config };
  }
}

function secondsOf(timeout: Duration): number {
  const seconds = millisecondsOf(timeout) / 1000;
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST) return seconds;
  throw valueError({
    law: 'the timeout of a session affinity must be a Duration of whole seconds, from one second to one day',
    got: Number.isNaN(seconds) ? timeout : `${seconds} seconds`,
    remedy: 'write it as in Duration.minutes(10)',
  });
}
