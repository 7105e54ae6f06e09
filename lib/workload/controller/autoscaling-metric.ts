import { ApiObject } from 'cdk8s';
import { valueError } from '../../errors';
import { checkDnsLabel, checkLabels } from '../../traffic';
import { checkFactoryOptions } from '../pod/factory-options';
import { bytes, quantity } from '../pod/quantity';
import { checkPercent } from './percent';

/** What a metric shall be, and which of its series is meant. */
export interface AutoscalingMetricOptions {
  /**
   * What the metric shall be for each pod: its value is divided by the number of pods. A quantity such as `100` or
   * `500m`.
   *
   * @default - `total` is given; one of both is needed
   */
  readonly perPod?: string;

  /**
   * What the metric shall be as it is, such as `30`.
   *
   * @default - `perPod` is given; one of both is needed
   */
  readonly total?: string;

  /**
   * The labels of the series that is meant.
   *
   * @default - all series of that name
   */
  readonly labels?: { readonly [key: string]: string };
}

/** What a utilization is measured against: the request of a container, or of all. */
export interface Utilization {
  readonly resource: string;
  /** Of all containers where none is named. */
  readonly container?: string;
}

/** A registered symbol, so that two copies of this library in one program know each other's. */
const METRIC = Symbol.for('cdk8s-networking.AutoscalingMetric');

/**
 * What an autoscaler looks at beside the CPU and memory of whole pods.
 *
 * Metrics of pods, objects and things outside need an adapter in the cluster, such as that of Prometheus or KEDA.
 *
 * @example
 * const replicas = Autoscaling.between(2, 10, {
 *   metrics: [
 *     AutoscalingMetric.pods('http_requests_per_second', '100'),
 *     AutoscalingMetric.external('queue_length', { total: '30', labels: { queue: 'mails' } }),
 *   ],
 * });
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#scaling-on-custom-metrics
 */
export class AutoscalingMetric {
  /**
   * The CPU of a pod, all of its containers together, as an average over the pods.
   *
   * @param amount - what it shall be, such as `500m`
   * @throws when it is no quantity above zero
   */
  public static cpuPerPod(amount: string): AutoscalingMetric {
    quantity('the CPU of a metric', amount);
    return AutoscalingMetric.resource('cpu', amount);
  }

  /**
   * The memory of a pod, all of its containers together, as an average over the pods.
   *
   * @param amount - what it shall be, such as `512Mi`
   * @throws when it is no number of bytes above zero
   */
  public static memoryPerPod(amount: string): AutoscalingMetric {
    bytes('the memory of a metric', amount);
    return AutoscalingMetric.resource('memory', amount);
  }

  /**
   * The CPU of one container, in percent of its request. The workload is an error if it has no such container, or if
   * that requests no CPU. For Kubernetes 1.30 and later.
   *
   * @param container - its name; that of the workload itself is `main`
   * @param percent - what it shall be on average, a whole number, 1 or above
   * @throws when the name or the number breaks its law
   */
  public static containerCpu(container: string, percent: number): AutoscalingMetric {
    return AutoscalingMetric.ofContainer('cpu', container, percent);
  }

  /**
   * The memory of one container, in percent of its request. The workload is an error if it has no such container, or if
   * that requests no memory. For Kubernetes 1.30 and later.
   *
   * @param container - its name; that of the workload itself is `main`
   * @param percent - what it shall be on average, a whole number, 1 or above
   * @throws when the name or the number breaks its law
   */
  public static containerMemory(container: string, percent: number): AutoscalingMetric {
    return AutoscalingMetric.ofContainer('memory', container, percent);
  }

  /**
   * Something that each pod tells, as an average over the pods.
   *
   * @param name - the name of the metric
   * @param perPod - what it shall be, a quantity such as `100`
   * @param labels - those of the series that is meant; all series of that name where there are none
   * @throws when the name, the quantity or a label breaks its law
   */
  public static pods(name: string, perPod: string, labels: { readonly [key: string]: string } = {}): AutoscalingMetric {
    quantity(`the metric ${name}`, perPod);
    return new AutoscalingMetric({
      type: 'Pods',
      pods: { metric: metricOf(name, labels), target: { type: 'AverageValue', averageValue: perPod } },
    });
  }

  /**
   * Something that is told of one object of the namespace, such as the requests of an Ingress.
   *
   * @param object - the object
   * @param name - the name of the metric
   * @param options - what it shall be, for each pod or in total
   * @throws when that is no ApiObject, when the name, the quantity or a label breaks its law, or when not exactly one of
   * both is given
   */
  public static object(object: ApiObject, name: string, options: AutoscalingMetricOptions): AutoscalingMetric {
    if (!ApiObject.isApiObject(object)) {
      throw valueError({
        law: 'the object of a metric must be an ApiObject',
        got: object,
        remedy: 'give one that is written, such as the `route` of a WebApp',
      });
    }
    const { apiVersion, kind, name: objectName } = object;
    const target = targetOf('object', name, options);
    return new AutoscalingMetric({
      type: 'Object',
      object: {
        describedObject: { apiVersion, kind, name: objectName },
        metric: metricOf(name, options.labels),
        target,
      },
    });
  }

  /**
   * Something that is told of nothing in the cluster, such as the length of a queue.
   *
   * @param name - the name of the metric
   * @param options - what it shall be, for each pod or in total
   * @throws when the name, the quantity or a label breaks its law, or when not exactly one of both is given
   */
  public static external(name: string, options: AutoscalingMetricOptions): AutoscalingMetric {
    const target = targetOf('external', name, options);
    return new AutoscalingMetric({ type: 'External', external: { metric: metricOf(name, options.labels), target } });
  }

  /**
   * Whether this is an AutoscalingMetric, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isAutoscalingMetric(x: unknown): boolean {
    return typeof x === 'object' && x !== null && METRIC in x;
  }

  private static resource(name: string, averageValue: string): AutoscalingMetric {
    return new AutoscalingMetric({
      type: 'Resource',
      resource: { name, target: { type: 'AverageValue', averageValue } },
    });
  }

  private static ofContainer(name: string, container: string, percent: number): AutoscalingMetric {
    checkDnsLabel('the name of a container', container);
    checkPercent(`the ${name} of the container ${container}`, percent);
    const target = { type: 'Utilization', averageUtilization: percent };
    return new AutoscalingMetric(
      { type: 'ContainerResource', containerResource: { name, container, target } },
      { resource: name, container },
    );
  }

  /** @internal the metric as Kubernetes writes it */
  public readonly _manifest: any;
  /** @internal what it is measured against */
  public readonly _utilization: Utilization | undefined;

  private constructor(manifest: any, utilization?: Utilization) {
    Object.defineProperty(this, METRIC, { value: true });
    this._manifest = manifest;
    this._utilization = utilization;
  }
}

function metricOf(name: string, labels: { readonly [key: string]: string } = {}): any {
  if (typeof name !== 'string' || !/^[^/%]+$/.test(name) || ['.', '..'].includes(name)) {
    throw valueError({
      law: 'the name of a metric must be a text without "/" and "%"',
      got: name,
      remedy: 'write it as in http_requests_per_second',
    });
  }
  checkLabels(labels);
  return { name, ...(Object.keys(labels).length > 0 ? { selector: { matchLabels: { ...labels } } } : {}) };
}

function targetOf(factory: string, name: string, options: AutoscalingMetricOptions): any {
  checkFactoryOptions(`AutoscalingMetric.${factory}`, options, "{ perPod: '100' }");
  const { perPod, total } = options;
  if ((perPod === undefined) === (total === undefined)) {
    throw valueError({
      law: `the metric ${name} must have either \`perPod\` or \`total\``,
      got: perPod === undefined ? 'none' : 'both',
      remedy: "write it as in { perPod: '100' }",
    });
  }
  quantity(`the metric ${name}`, (perPod ?? total) as string);
  return perPod === undefined ? { type: 'Value', value: total } : { type: 'AverageValue', averageValue: perPod };
}
