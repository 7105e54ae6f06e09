import { appendTo } from '../append-to';
import type { ICheck } from '../check';
import { waysTo } from '../entries';
import type { Evidence, Place, ServiceFacts } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { containersOf, type PodSpec, podSpecsIn } from '../pod-specs';
import { Severity } from '../severity';
import { fewOf, firstOf } from '../stakes';
import { isWritten, listAt, valueIs } from '../written';

/**
 * Tells of pods behind a Service of which no container has a readinessProbe: they count as ready as soon as their processes
 * have started, and the Service leads to them before these listen.
 *
 * It is silent about pods with readiness gates, which something else opens; about Jobs; about Services that publish pods
 * before they are ready, or have no port of TCP; and where it isn't certain that a Service selects the pods.
 */
export class ReadinessNotAsked implements ICheck {
  public readonly id = 'readiness-not-asked';
  public readonly severity = Severity.INFO;
  public readonly summary = 'pods behind a Service that nobody asks whether they are ready';
  public readonly condition = 'none';
  public readonly harm = 'connections are refused whenever pods start: at each rollout, and when more of them are run';
  public readonly remedy = 'give a container a readinessProbe of the port on which it answers';
  public readonly see = 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#types-of-probe';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const served = servicesBySource(evidence);
    return podSpecsIn(evidence).flatMap((spec) => {
      const services = served.get(spec.object.path) ?? [];
      if (services.length === 0 || OF_JOBS.has(spec.object.kind) || isAsked(spec)) return [];
      const [first] = services as [ServiceFacts];
      const more = services.length > 1 ? ` and ${services.length - 1} more` : '';
      const text = `${evidence.nameOf(first.object)}${more} leads to its pods as soon as they start, since no container has a readinessProbe`;
      const lines = firstOf(services).flatMap((service) => linesOf(service, spec, evidence));
      return [inspection._at(spec.object, [...spec.path, 'containers'], text, fewOf(lines))];
    });
  }
}

/** What runs to its end and isn't replaced while others call it. */
const OF_JOBS: ReadonlySet<string> = new Set(['Job', 'CronJob']);

/** The Services that certainly lead to all pods of a workload, by the path of its object, which is its own. */
function servicesBySource(evidence: Evidence): ReadonlyMap<Place['path'], readonly ServiceFacts[]> {
  const found = new Map<Place['path'], ServiceFacts[]>();
  for (const service of evidence.network.services) {
    const isOfTcp = service.ports.some(({ protocol }) => protocol === 'TCP');
    if (!isOfTcp || valueIs(evidence.bodyOf(service.object), true, 'spec', 'publishNotReadyAddresses')) continue;
    for (const { workload, pods, isCertain } of service.selector ? evidence.addressing.backends(service) : []) {
      if (!isCertain || pods.length < workload.pods.length) continue;
      const { path } = workload.object;
      appendTo(found, path, service);
    }
  }
  return found;
}

function isAsked(spec: PodSpec): boolean {
  const hasProbe = containersOf(spec).some(({ written }) => isWritten(written, 'readinessProbe'));
  return hasProbe || listAt(spec.written, 'readinessGates').length > 0;
}

/** Who would come too early. */
function linesOf(service: ServiceFacts, { member }: PodSpec, evidence: Evidence): string[] {
  return service.ports
    .filter(({ protocol }) => protocol === 'TCP')
    .flatMap((port) => {
      const ways = firstOf(waysTo(service, port, evidence)).map(({ url }) => url);
      const { namespace, name } = service.object;
      const from = ways.length > 0 ? ways : [`anyone by ${namespace}/service/${name} TCP ${port.port}`];
      return from.map((each) => `${each} -> ${member.name} is refused until a process listens there`);
    });
}
