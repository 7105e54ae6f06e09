import { constructError, type Located } from '../../errors';
import type { PodOptions } from './pod-options';
import { isNative } from './sidecar';

/** Checks that the pods come to an end, as those of a Job: only a native sidecar is stopped when the main container is done. */
export function refuseLastingSidecars(place: Located, { sidecars = [] }: PodOptions): void {
  const lasting = sidecars.find((sidecar) => !isNative(sidecar));
  if (!lasting) return;
  throw constructError(place, {
    law: 'a sidecar of a Job must be native, since the Job would wait for the end of any other',
    got: lasting.name,
    remedy: 'make it `kind: SidecarKind.NATIVE`, which takes Kubernetes 1.29 or later',
  });
}
