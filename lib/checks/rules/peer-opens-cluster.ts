import type { ICheck } from '../check';
import type { AskedPolicy, CompiledRule, Evidence, Member, PolicyPeer, PolicyRule, PortSetId } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Said } from '../said';
import { Severity } from '../severity';
import { connectionText, fewOf, firstOf } from '../stakes';
import { calledPods, calledServices } from '../system-callers';

/**
 * Finds rules that let in every pod of the cluster, or everyone at all, and rules that look narrow and let out to these.
 *
 * It is silent about the usual exceptions: DNS on both ways, ports of metrics on the way in, pods to which a load balancer, a
 * port of the nodes or an entry leads of which nobody says where its pods are, and the ports of webhooks and API services for
 * everyone, where nobody says from which addresses the Kubernetes API calls them; and about rules that let everything out,
 * which say so. It is silent as well where the policy gives the reason for which it is open to everyone, as constructs write it.
 */
export class PeerOpensCluster implements ICheck {
  public readonly id = 'peer-opens-cluster';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a rule that is open to every pod of the cluster, or to everyone';
  public readonly condition = 'none';
  public readonly harm = 'whoever runs a pod anywhere in the cluster may connect';
  public readonly remedy = 'name the peers by podSelector and namespaceSelector';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence, cluster } = inspection;
    const dns = new Set([...DNS, ...(cluster?.dns._askedPorts ?? []).map(({ first }) => first ?? 0)]);
    const called = cluster?.kubernetesApi ? undefined : portsCalled(evidence);
    let said: Said | undefined;
    return evidence.governance.rules.flatMap(({ policy, direction, rule }) => {
      const who = openTo(rule.facts);
      if (!who || isUsual(policy, rule, direction, dns, evidence)) return [];
      if (who === 'everyone' && direction === 'ingress' && called && isCalled(policy, rule, called, evidence))
        return [];
      if (who === 'everyone') {
        said ??= new Said(evidence, REASONS);
        if (WITH_EVERYONE[direction].test(said.of(policy.compiled.object) ?? '')) return [];
      }
      const text = direction === 'ingress' ? `it lets in ${who}` : `it lets out to ${who}`;
      return [
        inspection._at(policy.compiled.object, rule.facts.path, text, stakes(policy, rule, direction, who, evidence)),
      ];
    });
  }
}

/** The ports of name servers; behind OpenShift's Service for DNS, the pods listen on the second. */
const DNS: readonly number[] = [53, 5353];

/** Whom a rule is open to, if to more than it names; undefined otherwise. */
function openTo({ action, peers }: PolicyRule): string | undefined {
  if (action !== 'Allow') return undefined;
  if (peers === 'everyone') return 'everyone';
  return peers.some(isWholeCluster) ? 'every pod of the cluster' : undefined;
}

function isWholeCluster(peer: PolicyPeer): boolean {
  if (peer.kind === 'entities') return peer.entities.includes('cluster');
  return (
    peer.kind === 'pods' &&
    peer.namespaces !== 'own' &&
    peer.namespaces.requirements.length === 0 &&
    peer.pods.requirements.length === 0
  );
}

function isUsual(
  policy: AskedPolicy,
  { facts }: CompiledRule,
  direction: 'ingress' | 'egress',
  dns: ReadonlySet<number>,
  evidence: Evidence,
): boolean {
  const { ports } = facts;
  if (ports === 'every port' && direction === 'egress') return facts.peers === 'everyone';
  const isDns =
    ports !== 'every port' &&
    ports.every((port) => ('name' in port ? /^dns/.test(port.name) : port.first === port.last && dns.has(port.first)));
  if (isDns || direction === 'egress') return isDns;
  const members = evidence.governance.selectedBy(policy);
  if (members.length > 0 && members.every((member) => isEntered(member, evidence))) return true;
  const declared = members.flatMap(({ workload }) => workload?.pods.flatMap((pod) => pod.ports ?? []) ?? []);
  const metrics = declared.filter(({ name }) => name !== undefined && METRICS.test(name)).map(({ number }) => number);
  if (ports === 'every port') return false;
  return ports.every((port) =>
    'name' in port ? METRICS.test(port.name) : port.first === port.last && metrics.includes(port.first),
  );
}

/** By which a policy says what each of its connections is for. */
const REASONS = 'cdk8s-networking/reasons';

/** A connection with everyone, by direction, and why there is one. */
const WITH_EVERYONE = { ingress: /^anywhere -> .*: \S/m, egress: / -> anywhere .*: \S/m };

/** The ports of pods on which the Kubernetes API calls them. */
function portsCalled(evidence: Evidence): ReadonlyMap<Member, PortSetId> {
  const { ports } = evidence.governance;
  const found = new Map<Member, PortSetId>();
  for (const { member, port } of calledServices(evidence).flatMap((called) => calledPods(called, evidence))) {
    found.set(member, ports.union(found.get(member) ?? ports.none, ports.single(port)));
  }
  return found;
}

/** Whether a rule opens nothing but these ports. */
function isCalled(
  policy: AskedPolicy,
  rule: CompiledRule,
  called: ReadonlyMap<Member, PortSetId>,
  { governance }: Evidence,
): boolean {
  const { ports } = governance;
  const members = governance.selectedBy(policy);
  return (
    members.length > 0 &&
    members.every((member) => ports.contains(called.get(member) ?? ports.none, governance.portsAt(rule, member)))
  );
}

const METRICS = /metrics|monitoring|(?:^|-)prom/;

const ENTERED = new WeakMap<Evidence, ReadonlySet<Member['workload']>>();

/** Whether requests from outside come to the pods by what no policy can name. */
function isEntered({ workload }: Member, evidence: Evidence): boolean {
  const known =
    ENTERED.get(evidence) ??
    new Set(
      evidence.waysIn
        .filter(({ entry }) => entry.pods === undefined)
        .flatMap(({ targets }) => targets.map((target) => target.workload)),
    );
  ENTERED.set(evidence, known);
  return known.has(workload);
}

function stakes(
  policy: AskedPolicy,
  rule: CompiledRule,
  direction: 'ingress' | 'egress',
  who: string,
  { governance }: Evidence,
): string[] {
  const other = who === 'everyone' ? 'anywhere' : 'every pod';
  return fewOf(
    firstOf(governance.selectedBy(policy)).map((member) => {
      const text =
        direction === 'ingress'
          ? connectionText(governance, other, member.name, governance.portsAt(rule, member))
          : connectionText(governance, member.name, other, rule.ports);
      return `${text} is allowed by it`;
    }),
  );
}
