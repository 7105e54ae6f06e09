import { ApiObject, Chart } from 'cdk8s';
import type { Workload } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { PodSecurityLevel } from '../cluster';
import { constructError, type Fault, valueError } from '../errors';
import { addReadingValidation, ReadOnce, templateOf } from '../objects';
import { mayNeedMore, neededPodSecurity } from '../workload';

/** A registered symbol, so that two copies of this library in one program know each other's. */
const ENFORCED = Symbol.for('cdk8s-networking.enforcedPodSecurity');

/** From the strictest to the laxest. */
const LEVELS = [PodSecurityLevel.RESTRICTED, PodSecurityLevel.BASELINE, PodSecurityLevel.PRIVILEGED];

/** Keeps the level that the namespace of a chart enforces. */
export function enforce(chart: Chart, level: PodSecurityLevel): void {
  Object.defineProperty(chart, ENFORCED, { value: level });
}

/**
 * Checks that the API server will let some pods run, where it is known what their namespace enforces: at once, and as
 * they are written in the end, with the containers and patches that were added until then.
 *
 * @param place - the construct that an error names
 * @param pods - what runs the pods
 */
export function checkEnforced(place: Construct, pods: Workload): void {
  const chart = Chart.of(place);
  const enforced: PodSecurityLevel | undefined = (chart as any)[ENFORCED];
  if (enforced === undefined || enforced === PodSecurityLevel.PRIVILEGED) return;
  const judge = () => (mayNeedMore(pods) ? excess(chart, enforced, ApiObject.of(pods).toJson()) : undefined);
  const fault = judge();
  if (fault) throw constructError(place, fault);
  const written = new ReadOnce(place, () => problems(judge));
  addReadingValidation(place, () => written.value);
}

/** What can't be written has a problem of its own, and tells it itself. */
function problems(judge: () => Fault | undefined): string[] {
  try {
    const fault = judge();
    return fault ? [valueError(fault).message] : [];
  } catch {
    return [];
  }
}

function excess(chart: Chart, enforced: PodSecurityLevel, written: any): Fault | undefined {
  const { level, because } = neededPodSecurity(templateOf(written)?.spec);
  if (LEVELS.indexOf(level) <= LEVELS.indexOf(enforced)) return undefined;
  return {
    law:
      `pods must pass the Pod Security level "${enforced}", which their namespace [${chart.node.path}] enforces, but ` +
      `these need "${level}" for ${because.join(', ')}`,
    remedy: `give the namespace \`podSecurity: PodSecurity.${level}({ reason: '...' })\`, or the pods less`,
  };
}
