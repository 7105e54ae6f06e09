import { ApiObject, type Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { InternalService, type InternalServiceProps, IsolatedNamespace, Platform } from '../../lib';

/** The namespace of most tests. */
export function shopNamespace(): IsolatedNamespace {
  return new IsolatedNamespace(new Platform(), 'shop');
}

/** A service with the least that it takes, and what a test is about. */
export function apiWith(options: Partial<InternalServiceProps> = {}): InternalService {
  return new InternalService(shopNamespace(), 'api', { image: 'api:1', port: 8080, ...options });
}

/** What is written of a workload. */
export function specOf(workload: IConstruct): any {
  return ApiObject.of(workload).toJson().spec;
}

/** The pods of a workload as they are written. */
export function podOf(workload: IConstruct): any {
  return specOf(workload).template.spec;
}

/** The container that a workload is about, as it is written. */
export function mainOf(workload: IConstruct): any {
  return containerOf(workload, 'main');
}

/** A container of either kind, as it is written. */
export function containerOf(workload: IConstruct, name: string): any {
  const { containers, initContainers = [] } = podOf(workload);
  return [...containers, ...initContainers].find((container) => container.name === name);
}

/** The objects of one kind in a chart, as they are written. */
export function ofKind(chart: Chart, kind: string): any[] {
  return chart.toJson().filter((object) => object.kind === kind);
}

/** Kind and name of all objects of a chart, in the order in which they are written. */
export function listOf(chart: Chart): string[] {
  return chart.toJson().map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}
