import { valueError } from '../../errors';
import { checkKnownOptions } from '../../traffic';
import type { ExtraPort } from './extra-port';
import type { MetricsOptions } from './metrics-options';
import type { PodProps } from './pod-props';
import { checkPortNumber } from './port-number';
import { isTcp } from './port-reference';
import { checkSeconds } from './seconds';

const NAME = 'metrics';

/** Where the metrics of some pods are, with nothing left to a default. */
export interface Metrics {
  readonly port: ExtraPort;
  readonly path: string;
  /** After how many seconds they are asked for again, where the workload says it. */
  readonly interval?: number;
}

/** Where the metrics of some pods are; undefined where they tell none. */
export function metricsOf(props: Pick<PodProps, 'options' | 'mainPort'>): Metrics | undefined {
  const { metrics } = props.options;
  const port = metricsPort(props);
  if (!metrics || !port) return undefined;
  return { port, path: metrics.path ?? '/metrics', interval: metrics.interval?.toSeconds() };
}

/** The port of the metrics that no container declares, and that the main one is given. */
export function addedPort(props: Pick<PodProps, 'options' | 'mainPort'>): ExtraPort[] {
  const port = metricsPort(props);
  return port === undefined || declaredPorts(props).includes(port) ? [] : [port];
}

/** Checks what is said of metrics, and that there is a port where they can be. */
export function checkMetrics(props: PodProps): void {
  const { metrics } = props.options;
  if (metrics === undefined) return;
  checkKnownOptions('`metrics`', metrics, ['port', 'path', 'interval']);
  const { port, path, interval }: MetricsOptions = metrics;
  if (port !== undefined) checkPortNumber('the `port` of `metrics`', port);
  if (path !== undefined) checkPath(path);
  checkSeconds('the `interval` of `metrics`', interval, 1);
  if (metricsPort(props)) return;
  throw valueError({
    law: '`metrics` must say their port where there is no main port and none of the name `metrics`',
    remedy: 'write it as in metrics: { port: 9090 }',
  });
}

function metricsPort(props: Pick<PodProps, 'options' | 'mainPort'>): ExtraPort | undefined {
  const { metrics } = props.options;
  if (!metrics) return undefined;
  const declared = declaredPorts(props);
  if (metrics.port === undefined) return declared.find(({ name }) => name === NAME) ?? props.mainPort;
  return declared.find(({ port }) => port === metrics.port) ?? { name: NAME, port: metrics.port };
}

/** The TCP ports of all containers that run as long as the pod does, the main one's first. */
function declaredPorts({
  options: { extraPorts = [], sidecars = [] },
  mainPort,
}: Pick<PodProps, 'options' | 'mainPort'>) {
  return [...(mainPort ? [mainPort] : []), ...extraPorts, ...sidecars.flatMap(({ ports = [] }) => ports)].filter(isTcp);
}

function checkPath(path: unknown): void {
  if (typeof path === 'string' && /^\/\S*$/.test(path)) return;
  throw valueError({
    law: 'the `path` of `metrics` must start with "/" and have no spaces',
    got: path,
    remedy: 'write it as in /metrics',
  });
}
