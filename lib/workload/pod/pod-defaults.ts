import { leaveOut } from './leave-out';

/** What cdk8s-plus writes of a pod although it is Kubernetes' own default. */
const POD_DEFAULTS = {
  dnsPolicy: 'ClusterFirst',
  hostNetwork: false,
  restartPolicy: 'Always',
  setHostnameAsFQDN: false,
  terminationGracePeriodSeconds: 30,
};
const POD_SECURITY_DEFAULTS = { fsGroupChangePolicy: 'Always' };
const CONTAINER_SECURITY_DEFAULTS = { privileged: false, readOnlyRootFilesystem: false };

/** Takes out of a written pod what says no more than Kubernetes' own defaults: what is left is what was meant. */
export function prunePod(pod: any): void {
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
