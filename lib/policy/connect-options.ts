import { valueError } from '../errors';
import { checkKnownOptions, checkPort, checkText, isObject, Port } from '../traffic';
import { checkHttp, type HttpAccess } from './http-access';

/** What one says of a connection. */
export interface ConnectOptions {
  /**
   * The ports **of the callee's pods**, by number or name; never those of a Service in front of them.
   *
   * @default - what the callee says: the port of a blueprint, all declared ports of another workload; an error for
   * peers that say nothing
   */
  readonly ports?: Port[];

  /**
   * Why they connect. It is written to the policies of both ends, as the annotation `cdk8s-networking/reasons`.
   *
   * @default - no reason
   */
  readonly reason?: string;

  /**
   * The HTTP requests that are let through, and no others. TCP ports only.
   *
   * Cilium alone can say it, by a proxy that looks into each request; its own policy says it of the callee. A connection
   * that is declared again without it lets every request through.
   *
   * @default - nobody looks into the connection
   */
  readonly http?: HttpAccess[];
}

const OPTIONS = ['ports', 'reason', 'http'];

/** Checks what was said of a connection: what is misspelt or misplaced would be left out in silence. */
export function checkOptions(options: ConnectOptions): void {
  const given: unknown = options;
  if (!isObject(given) || Port.isPort(given)) {
    throw valueError({
      law: 'the options of a connection must be an object with `ports` or a `reason`',
      got: given,
      remedy: "write them as in `{ ports: [Port.tcp(8080)], reason: 'orders' }`",
    });
  }
  checkKnownOptions('a connection', options, OPTIONS);
  const { ports, reason, http } = options;
  if (http !== undefined && http !== null) checkHttp(http);
  if (ports !== undefined && ports !== null) checkPorts(ports);
  if (reason !== undefined && reason !== null)
    checkText('the reason of a connection', reason, "`{ reason: 'orders' }`");
}

/** What is no list of ports would be written as none at all, which opens them all. */
function checkPorts(ports: Port[]): void {
  if (Array.isArray(ports) && ports.length > 0) {
    ports.forEach(checkPort);
    return;
  }
  throw valueError({
    law: 'the ports of a connection must be a list with a port in it',
    got: ports,
    remedy: "leave `ports` out for the callee's own, or name them: `{ ports: [Port.tcp(8080)] }`",
  });
}
