import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { PodSecurityLevel } from '../cluster';
import { constructError } from '../errors';
import { neededPodSecurity, type PodProps } from '../workload';

/** A registered symbol, so that two copies of this library in one program know each other's. */
const ENFORCED = Symbol.for('cdk8s-networking.enforcedPodSecurity');

/** From the strictest to the laxest. */
const LEVELS = [PodSecurityLevel.RESTRICTED, PodSecurityLevel.BASELINE, PodSecurityLevel.PRIVILEGED];

/** Keeps the level that the namespace of a chart enforces. */
export function enforce(chart: Chart, level: PodSecurityLevel): void {
  Object.defineProperty(chart, ENFORCED, { value: level });
}

/** Checks that the API server will let some pods run, as far as it is known what their namespace enforces. */
export function checkEnforced(workload: Construct, pods: PodProps): void {
  const chart = Chart.of(workload);
  const enforced: PodSecurityLevel | undefined = (chart as any)[ENFORCED];
  if (enforced === undefined) return;
  const { level, because } = neededPodSecurity(pods);
  if (LEVELS.indexOf(level) <= LEVELS.indexOf(enforced)) return;
  throw constructError(workload, {
    law:
      `pods must pass the Pod Security level "${enforced}", which their namespace [${chart.node.path}] enforces, but ` +
      `these need "${level}" for ${because.join(', ')}`,
    remedy: `give the namespace \`podSecurity: PodSecurity.${level}({ reason: '...' })\`, or the pods less`,
  });
}
