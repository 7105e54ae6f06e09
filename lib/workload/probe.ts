import type { Duration } from 'cdk8s';
import { valueError } from '../errors';
import { checkFactoryOptions } from './factory-options';
import { checkPortNumber } from './port-number';

/** When and how often a container is asked. */
export interface ProbeOptions {
  /**
   * How long to wait before the first time.
   *
   * @default - Kubernetes' own: no time
   */
  readonly initialDelay?: Duration;

  /**
   * How long to wait between two times.
   *
   * @default - Kubernetes' own: 10 seconds
   */
  readonly period?: Duration;

  /**
   * How long an answer may take.
   *
   * @default - Kubernetes' own: 1 second
   */
  readonly timeout?: Duration;

  /**
   * How many failures in a row count.
   *
   * @default - Kubernetes' own: 3
   */
  readonly failureThreshold?: number;

  /**
   * The pod's port.
   *
   * @default - the port of the workload
   */
  readonly port?: number;
}

/** How a container is asked by HTTP. */
export interface HttpProbeOptions extends ProbeOptions {
  /**
   * The headers of the request.
   *
   * @default - Kubernetes' own
   */
  readonly headers?: { readonly [name: string]: string };
}

/** How a container is asked by gRPC. */
export interface GrpcProbeOptions extends ProbeOptions {
  /**
   * The service that is asked for.
   *
   * @default - the server as a whole
   */
  readonly service?: string;
}

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
    const httpHeaders = Object.entries(options.headers ?? {}).map(([name, value]) => ({
      name: checkedHeader(name, value),
      value,
    }));
    return new Probe(options, (port) => ({
      httpGet: { path, port, ...(httpHeaders.length > 0 ? { httpHeaders } : {}) },
    }));
  }

  /**
   * By a TCP connection, which has to be accepted.
   *
   * @param options - the rest
   */
  public static tcp(options: ProbeOptions = {}): Probe {
    checkFactoryOptions('Probe.tcp', options, 'Probe.tcp({ port: 8080 })');
    return new Probe(options, (port) => ({ tcpSocket: { port } }));
  }

  /**
   * By the gRPC health protocol, without TLS.
   *
   * @param options - the rest
   */
  public static grpc(options: GrpcProbeOptions = {}): Probe {
    checkFactoryOptions('Probe.grpc', options, 'Probe.grpc({ port: 8080 })');
    const { service } = options;
    return new Probe(options, (port) => ({ grpc: { port, ...(service === undefined ? {} : { service }) } }));
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

  private readonly port?: number;
  private readonly timing: { readonly [field: string]: number };

  private constructor(
    options: ProbeOptions,
    private readonly action: ((port: number) => any) | undefined,
  ) {
    if (options.port !== undefined) checkPortNumber('the port of a probe', options.port);
    Object.defineProperty(this, PROBE, { value: true });
    this.port = options.port;
    this.timing = timingManifest(options);
  }

  /** Whether nothing is asked. */
  public get isNone(): boolean {
    return this.action === undefined;
  }

  /** @internal whether it asks on a port, and none is known: neither its own, nor that of the workload */
  public _needsPort(port: number | undefined): boolean {
    return !this.isNone && (this.port ?? port) === undefined;
  }

  /** @internal the probe as Kubernetes writes it; `port` is that of the workload */
  public _manifest(port: number | undefined): any {
    return { ...this.action?.((this.port ?? port) as number), ...this.timing };
  }
}

function timingManifest({ initialDelay, period, timeout, failureThreshold }: ProbeOptions): {
  [field: string]: number;
} {
  if (failureThreshold !== undefined && !(Number.isInteger(failureThreshold) && failureThreshold >= 1)) {
    throw valueError({
      law: '`failureThreshold` must be a whole number, 1 or above',
      got: failureThreshold,
      remedy: 'give the number of failures in a row that count',
    });
  }
  return {
    ...seconds('initialDelaySeconds', initialDelay),
    ...seconds('periodSeconds', period),
    ...seconds('timeoutSeconds', timeout),
    ...(failureThreshold === undefined ? {} : { failureThreshold }),
  };
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

function seconds(field: string, duration: Duration | undefined): { [field: string]: number } {
  if (duration !== undefined && typeof duration?.toSeconds !== 'function') {
    throw valueError({
      law: 'a time must be a Duration of cdk8s',
      got: duration,
      remedy: 'write it as in Duration.seconds(5)',
    });
  }
  return duration === undefined ? {} : { [field]: duration.toSeconds() };
}
