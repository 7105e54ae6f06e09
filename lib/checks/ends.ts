import type { BackendFacts, Evidence, RouteFacts, RuleFacts } from './facts';
import { backendsOf } from './http-rules';
import { listed } from './stakes';

/** To whom a backend leads: `shop/web TCP 3000` for each workload, or the Service where no pods of it are known. */
export function endsAt(backend: BackendFacts, { kind }: RouteFacts, evidence: Evidence): string[] {
  const pods = podsAt(backend, kind === 'UDPRoute' ? 'UDP' : 'TCP', evidence);
  return pods.length > 0 ? pods : [`${backend.kind} ${backend.namespace}/${backend.name}`];
}

/** To whom the requests of a rule are meant to come; none for a rule that redirects, or has no backends. */
export function endsOf(rule: RuleFacts, route: RouteFacts, evidence: Evidence): string[] {
  const found = backendsOf(rule)
    .filter(({ weight }) => weight > 0)
    .flatMap((backend) => endsAt(backend, route, evidence));
  return [...new Set(found)];
}

/** Whoever gets the requests of a rule: its pods, or the route itself where it redirects, or where pods aren't known. */
export function meantText(rule: RuleFacts, route: RouteFacts, evidence: Evidence): string {
  return listed(endsOf(rule, route, evidence)) || evidence.nameOf(route.object);
}

/** `shop/web TCP 3000` for each workload behind a port of a Service. */
function podsAt({ group, kind, namespace, name, port }: BackendFacts, protocol: string, evidence: Evidence): string[] {
  const service = group === '' && kind === 'Service' ? evidence.addressing.service(namespace, name) : undefined;
  const found = service?.ports.find((each) => each.port === port && each.protocol === protocol);
  if (!service || !found) return [];
  return evidence.addressing
    .endpointsOf(service, found)
    .flatMap((target) =>
      target.kind === 'pods'
        ? [`${evidence.governance.memberOf(target.workload).name} ${target.protocol} ${target.port}`]
        : [],
    );
}
