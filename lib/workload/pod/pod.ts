import type * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { located } from '../../errors';
import { namespaceOf, selectorLabels } from '../../objects';
import { accountOf } from './account';
import { leaveOutUnasked } from './added-containers';
import { noteUsual } from './as-made';
import { completeContainer, containerProps } from './container';
import { mountAll, mountsOf, writeVolumes } from './mounts';
import { ownContainers, Role } from './own-container';
import { containersOf, prunePod } from './pod-defaults';
import { PodDns } from './pod-dns';
import { checkedContainers } from './pod-laws';
import { labelPods } from './pod-metadata';
import type { PodProps } from './pod-props';
import { writeScheduling } from './scheduling';
import { writePrivileges } from './security-context';
import { hasAssignedUser, leaveUsersOut } from './security-context-constraints';
import { writeClaims } from './volume-claims';

const USUAL_DNS = PodDns.ofCluster();

/** The pods of a workload as cdk8s-plus takes them. What belongs to them, such as their account, is written as well. */
export function podProps(scope: Construct, props: PodProps): kplus.AbstractPodProps {
  const { readOnlyRoot = false, runAs, terminationGracePeriod } = props.options;
  return located(scope, () => {
    const containers = checkedContainers(scope, props);
    const ofRoles = (one: Role, other: Role) => containers.filter(({ role }) => role === one || role === other);
    const account = accountOf(scope, props);
    writeClaims(scope, props);
    return {
      containers: ofRoles(Role.MAIN, Role.BESIDE).map((container) => containerProps(container, readOnlyRoot)),
      // Native sidecars first, so that those which run to their end can use them.
      initContainers: ofRoles(Role.NATIVE, Role.INIT).map((container) => containerProps(container, readOnlyRoot)),
      ...(account
        ? {
            serviceAccount: { name: account.name } as kplus.IServiceAccount,
            automountServiceAccountToken: account.mountsToken,
          }
        : {}),
      ...(runAs === undefined || hasAssignedUser(scope, props.options)
        ? {}
        : { securityContext: { user: runAs, group: runAs, fsGroup: runAs } }),
      hostNetwork: props.hostNetwork,
      terminationGracePeriod,
    };
  });
}

/** Gives the pods of a workload that is made their labels, and their volumes to all of its containers. */
export function equipPods(scope: Construct, pods: kplus.AbstractPod, props: PodProps): void {
  located(scope, () => labelPods(pods, props.options));
  mountAll(
    pods,
    located(scope, () => mountsOf(props)),
  );
  noteUsual(pods, props);
}

/**
 * Adds to a written pod template what cdk8s-plus can't say, and takes away what nobody asked for.
 *
 * @param template - the pod template inside the written workload
 */
export function completePod(template: any, pods: kplus.AbstractPod, props: PodProps): void {
  const { options, hostNetwork = false, name } = props;
  const pod = template.spec;
  const written = new Map(containersOf(pod).map((container) => [container.name, container]));
  const containers = ownContainers(props);
  // For all containers, those included that are added to the cdk8s-plus object.
  pod.securityContext.seccompProfile ??= { type: 'RuntimeDefault' };
  for (const container of [...pods.containers, ...pods.initContainers]) {
    const { securityContext } = written.get(container.name);
    securityContext.capabilities = { drop: ['ALL'], ...securityContext.capabilities };
    leaveOutUnasked(container, written.get(container.name));
  }
  for (const container of containers) completeContainer(written.get(container.name), container);
  writePrivileges(template, containers, written);
  if (hasAssignedUser(pods, options)) leaveUsersOut(pod);
  writeVolumes(pod, props);
  writeScheduling(pod, options, selectorLabels(name, namespaceOf(pods)));
  (options.dns ?? USUAL_DNS)._write(pod, hostNetwork);
  writeNames(pod, props);
  prunePod(pod);
}

function writeNames(pod: any, { options: { hostname, subdomain, imagePullSecrets = [] } }: PodProps): void {
  if (hostname !== undefined) pod.hostname = hostname;
  if (subdomain !== undefined) pod.subdomain = subdomain;
  if (imagePullSecrets.length > 0) pod.imagePullSecrets = imagePullSecrets.map((name) => ({ name }));
}
