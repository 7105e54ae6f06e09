import type { ICheck } from '../check';
import type { Evidence, Member, PolicyRule, ServiceFacts } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { deniedTexts, fewOf, firstOf } from '../stakes';

/**
 * Finds ports of policies that are those of a Service and not those of its pods, which policies see.
 *
 * It is silent where a container declares the port, where the rule names the port of the pods as well, and where the network
 * plugin judges by the port of the Service.
 */
export class PolicyNamesServicePort implements ICheck {
  public readonly id = 'policy-names-service-port';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a port of a policy that is that of the Service, and not that of its pods';
  public readonly condition = 'none';
  public readonly harm = 'connections to the Service are denied';
  public readonly remedy = 'write the port of the pods: the targetPort of the Service';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence, cluster } = inspection;
    if (cluster?.networkPlugin?.judgesServiceAddresses) return [];
    const led = ledElsewhere(evidence.network);
    return evidence.governance.rules.flatMap(({ policy, direction, rule }) => {
      const numbers = numbersOf(rule.facts, led);
      if (numbers.length === 0) return [];
      const others = rule.facts.peers === 'everyone' ? [] : evidence.governance.heldBy(rule);
      const own = evidence.governance.selectedBy(policy);
      const [sources, destinations] = direction === 'ingress' ? [others, own] : [own, others];
      return numbers.flatMap((port) => {
        const mistaken = mistakenFor(port, destinations, rule.facts, evidence);
        if (!mistaken) return [];
        const { service, target } = mistaken;
        const text = `port ${port} is that of ${evidence.nameOf(service.object)}, of which the pods listen on ${target}`;
        const stakes = stakesOf(sources, destinations, target, evidence);
        return [inspection._at(policy.compiled.object, [...rule.facts.path, 'ports'], text, stakes)];
      });
    });
  }
}

/** How many workloads are looked at: where none of so many is mistaken for its Service, the rest isn't either. */
const LOOKED_AT = 50;

/** The TCP ports of Services that lead to another port, or may. */
function ledElsewhere({ services }: Evidence['network']): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { ports, selector } of services) {
    const areSelected = selector !== undefined && selector.requirements.length > 0;
    for (const { port, targetPort } of ports) if (!areSelected || targetPort !== port) found.add(port);
  }
  return found;
}

/** The TCP ports of a rule that are one number each, if a Service leads them elsewhere. */
function numbersOf({ action, ports }: PolicyRule, led: ReadonlySet<number>): number[] {
  if (action !== 'Allow' || ports === 'every port') return [];
  return ports.flatMap((port) =>
    port.protocol === 'TCP' && !('name' in port) && port.first === port.last && led.has(port.first) ? port.first : [],
  );
}

/** Whose port it is, where every workload that it is for has it as the port of a Service only. */
function mistakenFor(port: number, members: readonly Member[], rule: PolicyRule, evidence: Evidence) {
  let found: { readonly service: ServiceFacts; readonly target: number } | undefined;
  if (members.length === 0 || members.length > LOOKED_AT) return undefined;
  for (const { workload } of members) {
    const declared = workload?.pods.flatMap(({ ports }) => ports ?? []) ?? [];
    if (!workload || declared.some(({ number }) => number === port)) return undefined;
    const led = evidence.addressing.servicesOf(workload).flatMap((service) => {
      if (service.isHeadless) return [];
      return service.ports.flatMap((each) => {
        if (each.port !== port || each.protocol !== 'TCP') return [];
        const targets = evidence.addressing
          .targets(service, each)
          .flatMap((target) => (target.kind === 'pods' && target.workload === workload ? (target.port ?? []) : []));
        return targets.map((target) => ({ service, target }));
      });
    });
    const [first] = led;
    if (!first || led.some(({ target }) => target === port || isNamed(rule, target))) return undefined;
    found ??= first;
  }
  return found;
}

/** Whether a rule speaks of the port of the pods as well. */
function isNamed({ ports }: PolicyRule, number: number): boolean {
  return (
    ports === 'every port' || ports.some((port) => 'name' in port || (port.first <= number && number <= port.last))
  );
}

function stakesOf(
  sources: readonly Member[],
  destinations: readonly Member[],
  target: number,
  evidence: Evidence,
): string[] {
  const { ports } = evidence.governance;
  const asked = ports.single(target);
  return fewOf(
    firstOf(sources).flatMap((from) =>
      firstOf(destinations).flatMap((to) => (from === to ? [] : deniedTexts(evidence, from, to, asked))),
    ),
  );
}
