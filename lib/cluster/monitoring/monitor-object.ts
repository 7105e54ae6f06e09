import { valueError } from '../../errors';
import { selectorManifest } from '../../traffic';
import type { ControllerObject } from '../controller-object';
import type { ScrapeRequest } from './monitoring';

/** By what the Prometheus operator is told of metrics. */
export enum MonitorKind {
  /** Pods, whether a Service leads to them or not. */
  POD_MONITOR = 'PodMonitor',
  /** A Service, of whose pods each is asked. */
  SERVICE_MONITOR = 'ServiceMonitor',
}

/**
 * The object by which the Prometheus operator finds the metrics of a workload.
 *
 * @param kind - its kind
 * @param request - where the metrics are
 * @param labels - those by which its Prometheus selects it
 * @throws when a PodMonitor is to lead to a port without a name, or a ServiceMonitor to no Service
 * @see https://prometheus-operator.dev/docs/api-reference/api/
 */
export function monitorObject(
  kind: MonitorKind,
  request: ScrapeRequest,
  labels: { readonly [key: string]: string },
): ControllerObject {
  const isOfPods = kind === MonitorKind.POD_MONITOR;
  const endpoint = {
    ...(isOfPods ? podPort(request) : servicePort(request)),
    path: request.path,
    ...(request.interval === undefined ? {} : { interval: `${request.interval}s` }),
  };
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind,
    suffix: 'metrics',
    labels,
    fields: {
      spec: {
        // Pods and Services are selected by the same labels.
        selector: selectorManifest(request.workload.selector),
        [isOfPods ? 'podMetricsEndpoints' : 'endpoints']: [endpoint],
      },
    },
  };
}

function podPort({ workload, port, portName }: ScrapeRequest): object {
  if (portName !== undefined) return { port: portName };
  throw valueError({
    law: `the port of metrics must have a name, by which a PodMonitor finds it, but ${port} of ${workload} has none`,
    remedy: 'give the port a name, such as "metrics", or use MonitorKind.SERVICE_MONITOR',
  });
}

function servicePort({ workload, port, portName, hasService }: ScrapeRequest): object {
  if (hasService) return { targetPort: portName ?? port.first };
  throw valueError({
    law: `a ServiceMonitor must have a Service to lead to, but none leads to ${port} of ${workload}`,
    remedy: 'add a Service, or use MonitorKind.POD_MONITOR',
  });
}
