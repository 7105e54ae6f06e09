import { valueError } from '../../errors';
import { checkFlags } from '../../traffic';
import { checkCommand } from './command';
import { checkFactoryOptions } from './factory-options';
import { type ContainerPorts, checkDeclared, checkPortReference, portNumberOf } from './port-reference';
import type { GrpcProbeOptions, HttpProbeOptions, ProbeOptions, ProbeTimes } from './probe-options';
import { checkProbeField, type ProbeField, timesManifest } from './probe-times';

/** A registered symbol, so that two copies of this library in one program know each other's. */
const PROBE = Symbol.for('cdk8s-networking.Probe');

/**
 * How Kubernetes finds out whether a container works. The kubelet asks, and every network policy lets it.
 *
 * @example
 * const readiness = Probe.http('/healthz', { headers: { Cookie: 'probe=1' }, initialDelay: Duration.seconds(10) });
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export class Probe {
  /**
   * By an HTTP request, which has to be answered with a status from 200 to 399.
   *
   * @param path - the path, such as `/healthz`
   * @param options - the rest
   * @throws when the path doesn't start with "/", or a header, port, time or number breaks its law
   */
  public static http(path: string, options: HttpProbeOptions = {}): Probe {
    checkPath(path);
    checkFactoryOptions('Probe.http', options, "Probe.http('/healthz', { port: 8080 })");
    checkFlags({ https: options.https });
    const headers = headersManifest(options.headers);
    const scheme = options.https ? { scheme: 'HTTPS' } : {};
    return new Probe(options, (port) => ({ httpGet: { path, port, ...scheme, ...headers } }), options);
  }

  /**
   * By a TCP connection, which has to be accepted.
   *
   * @param options - the rest
   */
  public static tcp(options: ProbeOptions = {}): Probe {
    checkFactoryOptions('Probe.tcp', options, 'Probe.tcp({ port: 8080 })');
    return new Probe(options, (port) => ({ tcpSocket: { port } }), options);
  }

  /**
   * By the gRPC health protocol, without TLS.
   *
   * @param options - the rest
   */
  public static grpc(options: GrpcProbeOptions = {}): Probe {
    checkFactoryOptions('Probe.grpc', options, 'Probe.grpc({ port: 8080 })');
    const service = options.service === undefined ? {} : { service: options.service };
    // Kubernetes takes no name here.
    return new Probe(options, (port, ports) => ({ grpc: { port: portNumberOf(port, ports), ...service } }), options);
  }

  /**
   * By a command inside the container, which has to end with the status 0.
   *
   * @param command - the program and its arguments; no shell reads them
   * @param options - the rest
   * @throws when the command is no list of texts, or empty
   */
  public static command(command: string[], options: ProbeTimes = {}): Probe {
    checkCommand('the command of a probe', command);
    checkFactoryOptions('Probe.command', options, "Probe.command(['pg_isready'], { timeout: Duration.seconds(5) })");
    return new Probe(options, () => ({ exec: { command: [...command] } }));
  }

  /** Not at all, instead of the default. */
  public static none(): Probe {
    return new Probe({}, undefined);
  }

  /**
   * Whether this is a Probe, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isProbe(x: unknown): boolean {
    return typeof x === 'object' && x !== null && PROBE in x;
  }

  private readonly written: { readonly [field: string]: number };

  private constructor(
    private readonly times: ProbeTimes,
    private readonly action: ((port: number | string, ports: ContainerPorts) => any) | undefined,
    // Absent where nothing is asked on a port.
    private readonly target?: ProbeOptions,
  ) {
    if (target?.port !== undefined) checkPortReference('the port of a probe', target.port);
    this.written = timesManifest(times);
    Object.defineProperty(this, PROBE, { value: true });
  }

  /** Whether nothing is asked. */
  public get isNone(): boolean {
    return this.action === undefined;
  }

  /** @internal checks what depends on where the probe stands: which of the three it is, and whose ports it names */
  public _check(field: ProbeField, ports: ContainerPorts): void {
    checkProbeField(field, this.times);
    if (!this.target) return;
    const port = this.target.port ?? ports.main?.port;
    if (port === undefined) {
      throw valueError({
        law: `a probe must have a port, but \`${field}\` names none and ${ports.owner} has no main port`,
        remedy: 'give the probe a `port`',
      });
    }
    checkDeclared(`the port of \`${field}\``, port, ports);
  }

  /** @internal the probe as Kubernetes writes it */
  public _manifest(ports: ContainerPorts): any {
    const port = this.target?.port ?? ports.main?.port;
    return { ...this.action?.(port as number, ports), ...this.written };
  }
}

/** The probes of a container. */
export interface Probes {
  readonly readiness?: Probe;
  readonly liveness?: Probe;
  readonly startup?: Probe;
}

function headersManifest(headers: { readonly [name: string]: string } = {}): any {
  const httpHeaders = Object.entries(headers).map(([name, value]) => ({ name: checkedHeader(name, value), value }));
  return httpHeaders.length > 0 ? { httpHeaders } : {};
}

function checkPath(path: string): void {
  if (typeof path === 'string' && path.startsWith('/')) return;
  throw valueError({
    law: 'the path of a probe must start with "/"',
    got: path,
    remedy: 'write it as in /healthz; the port is the `port` of the probe, or that of the workload',
  });
}

function checkedHeader(name: string, value: unknown): string {
  if (typeof value !== 'string') {
    throw valueError({
      law: `the value of the header ${name} must be a text`,
      got: value,
      remedy: `write it as '${value}'`,
    });
  }
  if (/^[-A-Za-z0-9]+$/.test(name)) return name;
  throw valueError({
    law: 'the name of a header must consist of letters, digits and "-"',
    got: name,
    remedy: 'write it as in X-Probe',
  });
}
