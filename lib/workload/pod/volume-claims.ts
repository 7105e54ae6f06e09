import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { objectMetadata, patchable } from '../../objects';
import { checkDnsSubdomain } from '../../traffic';
import { claimSpec, isOfOneNode, type NamedClaimOptions } from './claim';
import { claimName, volumesOf } from './mounts';
import type { PodOptions } from './pod-options';
import type { PodProps } from './pod-props';

/** Writes the claims of a workload's own, which its pods share. */
export function writeClaims(scope: Construct, props: PodProps): void {
  for (const { name: volume, claim, isPerMember } of claimsOf(props)) {
    if (isPerMember) continue;
    const name = claimName(props.name, volume);
    checkDnsSubdomain('the name of a PersistentVolumeClaim', name);
    const object = new ApiObject(scope, `Claim-${volume}`, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: objectMetadata(scope, name, props.name),
      spec: claimSpec(claim),
    });
    patchable(object);
  }
}

/** The claims for each member as Kubernetes writes them in a StatefulSet; `labels` tell whose they are. */
export function claimTemplates(props: PodProps, labels: { [key: string]: string }): any[] {
  return claimsOf(props)
    .filter(({ isPerMember }) => isPerMember)
    .map(({ name, claim }) => ({ metadata: { name, labels }, spec: claimSpec(claim) }));
}

/**
 * The paths of claims that the pods of one node only can mount at a time.
 *
 * Of two pods on two nodes, one would wait for the other's end: for ever in a rollout that starts the new pod first.
 */
export function singleNodeClaims({ volumes }: PodOptions): string[] {
  if (!volumes) return [];
  return Object.entries(volumes)
    .filter(([, { _source }]) => _source.accessModes !== undefined && isOfOneNode(_source.accessModes))
    .map(([path]) => path);
}

function claimsOf(props: PodProps): { name: string; claim: NamedClaimOptions; isPerMember?: boolean }[] {
  return volumesOf(props).flatMap(({ name, volume: { _source } }) =>
    _source.claim ? [{ name, claim: _source.claim, isPerMember: _source.isPerMember }] : [],
  );
}
