import type { ICheck } from '../check';
import { declaredText } from '../container-ports';
import type { AskedPolicy, AskedRule, CompiledRule, Evidence, Member } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { deniedTexts, fewOf, firstOf, namesText } from '../stakes';

/**
 * Finds ports of policies that the pods have by another protocol: those that the policy is for on the way in, and its peers on
 * the way out. A port without a protocol is one of TCP, so a rule for DNS that says none opens nothing for UDP.
 *
 * What containers declare is only information, so it is silent where one of the pods declares no port, or the port by the
 * protocol that is written; about ranges of ports; and where the policy opens the port by the protocol of the pods as well.
 */
export class PolicyPortOtherProtocol implements ICheck {
  public readonly id = 'policy-port-other-protocol';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a port of a policy that the pods have by another protocol';
  public readonly condition = 'none';
  public readonly harm = 'connections to the port of the pods are denied';
  public readonly remedy = 'write the protocol of the containers beside the port; without one it is TCP';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const declared = protocolsIn(evidence.network);
    return evidence.governance.rules.flatMap(({ policy, direction, rule }) => {
      if (rule.facts.action !== 'Allow' || !mayBeMistaken(rule, declared)) return [];
      return mistakenPorts({ policy, direction, rule }, evidence).map(({ port, members, meant }) => {
        const { protocol, number } = port;
        const pods = members.flatMap(({ workload }) => workload?.pods ?? []);
        const text = `${protocol} ${number} is a port by ${meant.join(' and ')} at ${namesText(members)}; ${declaredText(pods)}`;
        const stakes = stakesOf({ policy, rule, direction, members, number, meant }, evidence);
        return inspection._at(policy.compiled.object, [...rule.facts.path, 'ports'], text, stakes);
      });
    });
  }
}

type Direction = 'ingress' | 'egress';
type PolicyPort = Exclude<CompiledRule['facts']['ports'], 'every port'>[number];
type Protocol = Extract<PolicyPort, { readonly first: number }>['protocol'];

interface Port {
  readonly protocol: Protocol;
  readonly number: number;
}

interface Mistaken {
  readonly port: Port;
  /** The pods to which the port leads. */
  readonly members: readonly Member[];
  /** The protocols by which they have it. */
  readonly meant: readonly Protocol[];
}

function mistakenPorts({ policy, direction, rule }: AskedRule, evidence: Evidence): Mistaken[] {
  const ports = singlesOf(rule);
  const members = membersOf(policy, rule, direction, evidence);
  const declared = members.length > 0 ? declaredBy(members) : undefined;
  if (!declared) return [];
  return ports.flatMap((port) => {
    const protocols = declared.get(port.number);
    if (!protocols || protocols.has(port.protocol)) return [];
    const meant = [...protocols].sort();
    const isOpened = meant.some((protocol) => opens(policy, direction, { ...port, protocol }));
    return isOpened ? [] : [{ port, members, meant }];
  });
}

/** The protocols by which any pods declare a number. */
function protocolsIn({ workloads }: Evidence['network']): ReadonlyMap<number, ReadonlySet<Protocol>> {
  const found = new Map<number, Set<Protocol>>();
  for (const { pods } of workloads) {
    for (const { ports = [] } of pods) {
      for (const { number, protocol } of ports) {
        const known = found.get(number);
        if (known) known.add(protocol);
        else found.set(number, new Set([protocol]));
      }
    }
  }
  return found;
}

/** Whether any pods have a number of a rule by another protocol: so it is seldom, and found at once. */
function mayBeMistaken({ facts: { ports } }: CompiledRule, declared: ReturnType<typeof protocolsIn>): boolean {
  if (ports === 'every port') return false;
  for (const port of ports) {
    if ('name' in port || port.first !== port.last) continue;
    const protocols = declared.get(port.first);
    if (protocols && !(protocols.size === 1 && protocols.has(port.protocol))) return true;
  }
  return false;
}

/** The pods to which a port of a rule leads; none where some of them may be others. */
function membersOf(policy: AskedPolicy, rule: CompiledRule, direction: Direction, evidence: Evidence) {
  const { governance } = evidence;
  if (direction === 'ingress') return policy.compiled.subject.doubtful.length > 0 ? [] : governance.selectedBy(policy);
  return rule.facts.peers === 'everyone' ? [] : governance.heldBy(rule);
}

/** The protocols of each port that pods declare; undefined where some of them declare none. */
function declaredBy(members: readonly Member[]): Map<number, Set<Protocol>> | undefined {
  const found = new Map<number, Set<Protocol>>();
  for (const { ports = [] } of members.flatMap(({ workload }) => workload?.pods ?? [])) {
    if (ports.length === 0) return undefined;
    for (const { number, protocol } of ports) found.set(number, (found.get(number) ?? new Set()).add(protocol));
  }
  return found;
}

/** The ports of a rule that are one number each. */
function singlesOf({ facts: { ports } }: CompiledRule): Port[] {
  if (ports === 'every port') return [];
  return ports.flatMap((port) =>
    'name' in port || port.first !== port.last ? [] : [{ protocol: port.protocol, number: port.first }],
  );
}

/** Whether any rule of a policy lets a port through, to whomever. */
function opens({ compiled }: AskedPolicy, direction: Direction, { protocol, number }: Port): boolean {
  return compiled[direction].some(({ facts: { action, ports } }) => {
    if (action !== 'Allow') return false;
    if (ports === 'every port') return true;
    return ports.some(
      (port) => 'name' in port || (port.protocol === protocol && port.first <= number && number <= port.last),
    );
  });
}

/** Who would connect, and doesn't. */
function stakesOf(
  { policy, rule, direction, members, number, meant }: AskedRule & Omit<Mistaken, 'port'> & { readonly number: number },
  evidence: Evidence,
): string[] {
  const { governance } = evidence;
  const { ports } = governance;
  const asked = ports.unionOf(meant.map((protocol) => ports.range(protocol, number, number)));
  const others = direction === 'egress' ? governance.selectedBy(policy) : governance.heldBy(rule);
  return fewOf(
    firstOf(others).flatMap((from) =>
      firstOf(members).flatMap((to) => (from === to ? [] : deniedTexts(evidence, from, to, asked))),
    ),
  );
}
