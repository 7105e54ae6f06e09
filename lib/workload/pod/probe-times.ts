import { valueError } from '../../errors';
import { checkCount } from './count';
import type { ProbeTimes } from './probe-options';
import { checkSeconds } from './seconds';

/** The fields of a container in which probes stand. */
export type ProbeField = 'readiness' | 'liveness' | 'startup';

/** The times and counts of a probe as Kubernetes writes them. */
export function timesManifest(times: ProbeTimes): { [field: string]: number } {
  const { failureThreshold, successThreshold, initialDelay, period, timeout, terminationGracePeriod } = times;
  checkCount('failureThreshold', failureThreshold, 1, 'give the number of failures in a row that count');
  checkCount('successThreshold', successThreshold, 1, 'give the number of successes in a row that count');
  return written({
    initialDelaySeconds: checkSeconds('the `initialDelay` of a probe', initialDelay, 0),
    periodSeconds: checkSeconds('the `period` of a probe', period, 1),
    timeoutSeconds: checkSeconds('the `timeout` of a probe', timeout, 1),
    terminationGracePeriodSeconds: checkSeconds('the `terminationGracePeriod` of a probe', terminationGracePeriod, 1),
    failureThreshold,
    successThreshold,
  });
}

/** Checks what one of the three probes may say and the others may not: the API server refuses the rest. */
export function checkProbeField(field: ProbeField, { successThreshold, terminationGracePeriod }: ProbeTimes): void {
  if (field !== 'readiness' && successThreshold !== undefined && successThreshold !== 1) {
    throw valueError({
      law: `the \`successThreshold\` of \`${field}\` must be 1`,
      got: successThreshold,
      remedy: 'leave it out; only `readiness` waits for more than one success',
    });
  }
  if (field === 'readiness' && terminationGracePeriod !== undefined) {
    throw valueError({
      law: '`readiness` must have no `terminationGracePeriod`, since it restarts nothing',
      remedy: 'give it to `liveness` or `startup`, or to the workload',
    });
  }
}

function written(fields: { [field: string]: number | undefined }): { [field: string]: number } {
  const given: { [field: string]: number } = {};
  for (const [field, value] of Object.entries(fields)) if (value !== undefined) given[field] = value;
  return given;
}
