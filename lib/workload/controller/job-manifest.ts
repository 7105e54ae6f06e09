import * as kplus from 'cdk8s-plus-28';
import { constructError, type Located, located } from '../../errors';
import { checkFlags } from '../../traffic';
import { checkCount } from '../pod/count';
import { checkSeconds } from '../pod/seconds';
import type { JobOptions, JobPodProps } from './job-options';
import { present } from './present';

/** The most pods that a job with numbered pods may run at once. */
const MOST_INDEXED = 100_000;
/** A pod's hostname is the name of its job, a hyphen and its number. */
const MAX_HOSTNAME = 63;

/** What can be seen of a job before there is a cluster. */
export function checkJob(place: Located, { name, options }: JobPodProps): void {
  const { completions, deadline, indexed, parallelism, retries, timeToLive } = options;
  located(place, () => {
    checkFlags({ indexed, retriesInPlace: options.retriesInPlace });
    checkCount('retries', retries, 0, 'give the number of times that it is tried again');
    checkCount('completions', completions, 1, 'give the number of pods that have to end well');
    checkCount('parallelism', parallelism, 1, 'give the number of pods that run at once');
    checkSeconds('`deadline`', deadline, 1);
    checkSeconds('`timeToLive`', timeToLive, 0);
  });
  if (!indexed) return;
  if (completions === undefined) {
    throw constructError(place, {
      law: 'a job whose pods are numbered must say how many there are',
      remedy: 'give `completions`',
    });
  }
  if (parallelism !== undefined && parallelism > MOST_INDEXED) {
    throw constructError(place, {
      law: `a job whose pods are numbered must run at most ${MOST_INDEXED} of them at once`,
      got: parallelism,
      remedy: 'lower `parallelism`',
    });
  }
  const hostname = `${name}-${completions - 1}`;
  if (hostname.length <= MAX_HOSTNAME) return;
  throw constructError(place, {
    law: `the name of a job with its last number must have at most ${MAX_HOSTNAME} characters, since pods are called so`,
    got: hostname,
    remedy: 'give a shorter `name`',
  });
}

/** The pods of a job must not be started again when they have ended well. */
export function restartPolicy({ retriesInPlace }: JobOptions): kplus.RestartPolicy {
  return retriesInPlace ? kplus.RestartPolicy.ON_FAILURE : kplus.RestartPolicy.NEVER;
}

/** The fields of the spec of a job, beside its pods. */
export function jobManifest(options: JobOptions): { [field: string]: unknown } {
  const { completions, deadline, indexed, parallelism, retries, timeToLive } = options;
  return present({
    activeDeadlineSeconds: deadline?.toSeconds(),
    backoffLimit: retries,
    completionMode: indexed ? 'Indexed' : undefined,
    completions,
    parallelism,
    ttlSecondsAfterFinished: timeToLive?.toSeconds(),
  });
}
