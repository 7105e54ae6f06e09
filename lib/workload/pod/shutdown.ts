import type { Duration } from 'cdk8s';
import { valueError } from '../../errors';
import { checkFlags } from '../../traffic';
import { checkCommand } from './command';
import { checkFactoryOptions } from './factory-options';
import { type ContainerPorts, checkDeclared, checkPortReference } from './port-reference';
import { checkSeconds } from './seconds';

/** Where a container is asked by HTTP to get ready for its end. */
export interface ShutdownRequestOptions {
  /**
   * The port: its number, or the name of a TCP port of the main container.
   *
   * @default - the port of the workload
   */
  readonly port?: number | string;

  /**
   * Whether it is asked by HTTPS. Its certificate isn't looked at.
   *
   * @default false
   */
  readonly https?: boolean;
}

/** A registered symbol, so that two copies of this library in one program know each other's. */
const SHUTDOWN = Symbol.for('cdk8s-networking.Shutdown');

/** What a container has to end in where nobody says it. */
const DEFAULT_GRACE_SECONDS = 30;

/**
 * What happens before the main container is told to end.
 *
 * A pod that is taken away is told so at once, while the nodes, balancers and proxies that send to it learn of it a few
 * seconds later. Until then requests still come, and a process that no longer listens would refuse them: every rollout
 * would cost some clients an error. So the container has to go on answering for a moment before it gets its SIGTERM.
 *
 * What happens here counts into the `terminationGracePeriod` of the pod.
 *
 * @example
 * const shutdown = Shutdown.afterSleep(Duration.seconds(10));
 *
 * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
 */
export class Shutdown {
  /**
   * After some time in which it goes on answering. Kubernetes 1.30 or later; the image needs no `sleep`.
   *
   * @param duration - whole seconds, at least one
   * @throws when it is shorter, or no Duration
   */
  public static afterSleep(duration: Duration): Shutdown {
    const seconds = checkSeconds('the sleep before the end', (duration ?? null) as Duration, 1) as number;
    return new Shutdown(() => ({ sleep: { seconds } }), seconds);
  }

  /**
   * After a command inside the container has ended.
   *
   * @param command - the program and its arguments; no shell reads them
   * @throws when it is no list of texts, or empty
   */
  public static afterCommand(command: string[]): Shutdown {
    checkCommand('the command before the end', command);
    return new Shutdown(() => ({ exec: { command: [...command] } }));
  }

  /**
   * After an HTTP request to the container has been answered.
   *
   * @param path - the path, such as `/drain`
   * @param options - the port, and whether by HTTPS
   * @throws when the path doesn't start with "/", or the port is none
   */
  public static afterHttp(path: string, options: ShutdownRequestOptions = {}): Shutdown {
    checkPath(path);
    checkFactoryOptions('Shutdown.afterHttp', options, "Shutdown.afterHttp('/drain', { port: 8080 })");
    const { port, https } = options;
    checkFlags({ https });
    if (port !== undefined) checkPortReference('the port of a request before the end', port);
    const scheme = https ? { scheme: 'HTTPS' } : {};
    return new Shutdown((ports) => ({ httpGet: { path, port: requestPort(port, ports), ...scheme } }));
  }

  /** At once: for what nobody sends to, or what goes on answering after its SIGTERM by itself. */
  public static immediate(): Shutdown {
    return new Shutdown(undefined);
  }

  /**
   * Whether this is a Shutdown, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isShutdown(x: unknown): boolean {
    return typeof x === 'object' && x !== null && SHUTDOWN in x;
  }

  private constructor(
    private readonly action: ((ports: ContainerPorts) => any) | undefined,
    /** @internal the seconds of its sleep, 0 where it doesn't sleep */
    public readonly _sleep: number = 0,
  ) {
    Object.defineProperty(this, SHUTDOWN, { value: true });
  }

  /** @internal what is written as the container's `preStop`; undefined for an end at once */
  public _preStop(ports: ContainerPorts): any {
    return this.action?.(ports);
  }

  /** @internal whether its sleep leaves time to end in */
  public _fits(grace: number = DEFAULT_GRACE_SECONDS): boolean {
    return this._sleep === 0 || this._sleep < grace;
  }
}

/** Checks that a container that sleeps has time to end in after that: else it is killed where it would have ended. */
export function checkSleep(shutdown: Shutdown, grace: number = DEFAULT_GRACE_SECONDS): void {
  if (shutdown._fits(grace)) return;
  throw valueError({
    law: `the sleep before the end must be shorter than the \`terminationGracePeriod\` of ${grace} s`,
    got: `${shutdown._sleep} s`,
    remedy: `sleep for less, or give a \`terminationGracePeriod\` such as Duration.seconds(${shutdown._sleep + DEFAULT_GRACE_SECONDS})`,
  });
}

function requestPort(given: number | string | undefined, ports: ContainerPorts): number | string {
  const port = given ?? ports.main?.port;
  if (port === undefined) {
    throw valueError({
      law: `a request before the end must have a port, but it names none and ${ports.owner} has no main port`,
      remedy: "give it one as in Shutdown.afterHttp('/drain', { port: 8080 })",
    });
  }
  checkDeclared('the port of a request before the end', port, ports);
  return port;
}

function checkPath(path: unknown): void {
  if (typeof path === 'string' && path.startsWith('/')) return;
  throw valueError({
    law: 'the path of a request before the end must start with "/"',
    got: path,
    remedy: 'write it as in /drain',
  });
}
