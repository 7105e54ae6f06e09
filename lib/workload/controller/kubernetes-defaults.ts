import { leaveOut } from '../pod/leave-out';

/** What cdk8s-plus writes of each kind although it is Kubernetes' own default. */
const DEFAULTS: { [kind: string]: { [field: string]: unknown } } = {
  Deployment: {
    minReadySeconds: 0,
    progressDeadlineSeconds: 600,
    strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' }, type: 'RollingUpdate' },
  },
  StatefulSet: {
    minReadySeconds: 0,
    podManagementPolicy: 'OrderedReady',
    updateStrategy: { rollingUpdate: { partition: 0 }, type: 'RollingUpdate' },
  },
  DaemonSet: {
    minReadySeconds: 0,
  },
};

/** Takes out of a written workload what says no more than Kubernetes' own defaults of its kind. */
export function pruneController({ kind, spec }: any): void {
  leaveOut(spec, DEFAULTS[kind] ?? {});
}
