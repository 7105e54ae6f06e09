/** What cdk8s-plus writes although it is Kubernetes' own default. */
const DEPLOYMENT_DEFAULTS = {
  minReadySeconds: 0,
  progressDeadlineSeconds: 600,
  strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' }, type: 'RollingUpdate' },
};
const STATEFUL_SET_DEFAULTS = {
  minReadySeconds: 0,
  podManagementPolicy: 'OrderedReady',
  updateStrategy: { rollingUpdate: { partition: 0 }, type: 'RollingUpdate' },
};
const POD_DEFAULTS = {
  dnsPolicy: 'ClusterFirst',
  hostNetwork: false,
  restartPolicy: 'Always',
  setHostnameAsFQDN: false,
  terminationGracePeriodSeconds: 30,
};
const POD_SECURITY_DEFAULTS = { fsGroupChangePolicy: 'Always' };
const CONTAINER_SECURITY_DEFAULTS = { privileged: false, readOnlyRootFilesystem: false };

/** Takes out of a written workload what says no more than Kubernetes' own defaults: what is left is what was meant. */
export function prune(json: any): void {
  const { spec } = json;
  leaveOut(spec, json.kind === 'Deployment' ? DEPLOYMENT_DEFAULTS : STATEFUL_SET_DEFAULTS);
  const pod = spec.template.spec;
  leaveOut(pod, POD_DEFAULTS);
  leaveOut(pod.securityContext, POD_SECURITY_DEFAULTS);
  for (const { securityContext } of containersOf(pod)) {
    leaveOut(securityContext, CONTAINER_SECURITY_DEFAULTS);
    // A container is what its pod is.
    if (pod.securityContext.runAsNonRoot) leaveOut(securityContext, { runAsNonRoot: true });
  }
}

/** All containers of a written pod. */
export function containersOf(pod: any): any[] {
  return [...(pod.initContainers ?? []), ...pod.containers];
}

function leaveOut(object: any, defaults: { [field: string]: unknown }): void {
  for (const [field, value] of Object.entries(defaults)) {
    if (JSON.stringify(object?.[field]) === JSON.stringify(value)) delete object[field];
  }
}
