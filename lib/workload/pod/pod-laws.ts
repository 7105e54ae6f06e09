import type { Construct } from 'constructs';
import { constructError, valueError } from '../../errors';
import { checkDnsLabel, checkDnsSubdomain, checkFlags } from '../../traffic';
import { checkContainers } from './container-laws';
import { checkMetrics } from './metrics';
import { checkKinds } from './option-kinds';
import { checkLists } from './option-lists';
import { type OwnContainer, ownContainers } from './own-container';
import { checkPodMetadata } from './pod-metadata';
import type { PodProps } from './pod-props';
import { checkScheduling } from './scheduling';
import { checkSleep } from './shutdown';
import type { Storage } from './storage';

/**
 * Checks what can be seen of the pods before there is a cluster.
 *
 * @returns their containers
 */
export function checkedContainers(scope: Construct, props: PodProps): OwnContainer[] {
  const { options } = props;
  checkLists(scope, options);
  for (const container of [...(options.initContainers ?? []), ...(options.sidecars ?? [])])
    checkLists(scope, container);
  checkKinds(scope, options);
  checkStorage(scope, props.storage);
  checkFlags({ readOnlyRoot: options.readOnlyRoot, hostNetwork: props.hostNetwork });
  checkMetrics(props);
  const containers = ownContainers(props);
  checkContainers(scope, containers);
  checkUser(scope, props);
  // A fraction of a second is an error.
  const grace = options.terminationGracePeriod?.toSeconds();
  if (options.shutdown) checkSleep(options.shutdown, grace);
  checkPodMetadata(options);
  checkScheduling(options);
  for (const name of options.imagePullSecrets ?? []) checkDnsSubdomain('the name of a Secret', name);
  checkHostname(props);
  checkPaths(scope, props);
  checkMembersVolumes(props);
  return containers;
}

function checkUser(scope: Construct, { options: { runAs, privileges } }: PodProps): void {
  if (runAs === undefined) return;
  const mayBeRoot = privileges?.root === true;
  if (!(Number.isInteger(runAs) && runAs >= (mayBeRoot ? 0 : 1))) {
    throw constructError(scope, {
      law: '`runAs` must be the number of a user, 1 or above, since pods run as root only where `privileges` say so',
      got: runAs,
      remedy: "give the number of the image's own user",
    });
  }
  if (!mayBeRoot || runAs === 0) return;
  throw constructError(scope, {
    law: 'a container that may run as root must not be given another user',
    got: `runAs: ${runAs}`,
    remedy: 'leave `runAs` out, so that the user of the image counts, or take `root` from its `privileges`',
  });
}

/** A member of a StatefulSet is called by its number, and found by the Service that governs it. */
function checkHostname({ options: { hostname, subdomain }, hasMembers }: PodProps): void {
  if (hostname !== undefined) checkDnsLabel('the `hostname` of pods', hostname);
  if (subdomain !== undefined) checkDnsLabel('the `subdomain` of pods', subdomain);
  if (!hasMembers || (hostname === undefined && subdomain === undefined)) return;
  throw valueError({
    law: 'the members of a StatefulSet must have no `hostname` and no `subdomain`, which Kubernetes gives to each',
    remedy: 'leave them out; a member is found under `headlessService.dnsName.member(...)`',
  });
}

/** From JavaScript, anything may come; what its fields are is seen where its claim is made. */
function checkStorage(scope: Construct, storage: Partial<Storage> | undefined): void {
  if (storage === undefined || typeof storage?.mountPath === 'string') return;
  throw constructError(scope, {
    law: '`storage` must be an object with the `mountPath` where the container finds it',
    got: storage,
    remedy: "write it as in { size: '10Gi', mountPath: '/var/lib/data' }",
  });
}

function checkPaths(scope: Construct, { options: { volumes, writable }, storage }: PodProps): void {
  if (!volumes && !writable && !storage) return;
  const given = [...Object.keys(volumes ?? {}), ...(writable ?? []), ...(storage ? [storage.mountPath] : [])];
  const paths = given.map((path) => path.replace(/(?<=.)\/+$/, ''));
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice === undefined) return;
  throw constructError(scope, {
    law: 'a path must have one volume, of `volumes`, `writable` or `storage`',
    got: twice,
    remedy: 'name it once',
  });
}

function checkMembersVolumes({ options: { volumes }, hasMembers }: PodProps): void {
  if (!volumes) return;
  const stray = Object.entries(volumes).find(([, { _source }]) => _source.isPerMember);
  if (hasMembers || !stray) return;
  throw valueError({
    law: 'only a StatefulSet has members that get a volume each',
    got: stray[0],
    remedy: 'use Volume.persistent(), which the pods share, or a StatefulService',
  });
}
