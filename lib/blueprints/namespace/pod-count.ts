import { readAmount } from './amounts';

/** How many pods a written workload may have at once. */
export interface PodCount {
  readonly most: number;
  /** Those among them that are there only while old ones are replaced. */
  readonly surge: number;
}

/** What an app says of a workload elsewhere than in its manifest. */
export interface Scaling {
  /** The most that an autoscaler makes of it; undefined without one. */
  readonly most?: number;
}

/** The most pods of a written workload; undefined where no manifest tells. */
export function mostPods(manifest: any, { most }: Scaling): PodCount | undefined {
  const { kind, spec = {} } = manifest;
  const steady = most ?? spec.replicas ?? 1;
  switch (kind) {
    case 'Deployment': {
      const surge = surgeOf(spec.strategy, steady);
      return { most: steady + surge, surge };
    }
    case 'StatefulSet':
    case 'ReplicaSet':
    case 'ReplicationController':
      return { most: steady, surge: 0 };
    case 'Job':
      return { most: atOnce(spec), surge: 0 };
    case 'CronJob':
      // Where runs may overlap, nobody knows how many do.
      return ['Forbid', 'Replace'].includes(spec.concurrencyPolicy)
        ? { most: atOnce(spec.jobTemplate?.spec ?? {}), surge: 0 }
        : undefined;
    case 'Pod':
      return { most: 1, surge: 0 };
    default:
      // A DaemonSet has as many as there are nodes, and of other kinds their controllers decide.
      return undefined;
  }
}

/** As many as a rollout adds: a share of a pod is a pod. By default it is a quarter. */
function surgeOf(strategy: any, replicas: number): number {
  if (strategy?.type === 'Recreate') return 0;
  const surge = strategy?.rollingUpdate?.maxSurge ?? '25%';
  if (typeof surge === 'number') return replicas === 0 ? 0 : surge;
  return Math.ceil(((readAmount(String(surge).replace('%', '')) ?? 0) * replicas) / 100);
}

function atOnce({ parallelism = 1, completions }: any): number {
  return completions === undefined || completions === null ? parallelism : Math.min(parallelism, completions);
}
